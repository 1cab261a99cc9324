// What happened so far, newest first: acts, opinions and the reports they brought along.

frappe.provide("qingdan");

qingdan.timeline_html = (entries) => {
	if (!entries.length) return `<p class="text-muted">${__("Nothing has happened yet.")}</p>`;
	return `<ol class="qd-timeline">${[...entries].reverse().map(entry_html).join("")}</ol>`;
};

function entry_html(entry) {
	const person = qingdan.approval.person_html(entry.person, entry.for);
	const who = [qingdan.escape(entry.unit || ""), person].filter(Boolean).join(" · ");
	const named = qingdan.approval.named_html(entry.people);
	return `<li class="qd-entry ${entry.colour}">
		<div class="qd-entry-head">
			<b>${title_html(entry)}</b> <span>${who} ${named}</span>
			<time class="text-muted">${qingdan.moment(entry.at)}</time>
		</div>
		${entry.opinion ? `<blockquote>${qingdan.lines(entry.opinion)}</blockquote>` : ""}
		${entry.percent === null ? "" : `<div>${__("Progress is {0}% again", [Math.round(entry.percent)])}</div>`}
		${(entry.revised || []).map(revised_html).join("")}${entry.report ? qingdan.report_html(entry.report) : ""}
	</li>`;
}

// Earlier words of the task, which a list issued anew has changed.
function revised_html({ label, was, now }) {
	return `<div><span class="text-muted">${label}</span> <del>${qingdan.lines(was || "—")}</del> → ${qingdan.lines(now || "—")}</div>`;
}

// The report that an entry is about opens by its title.
function title_html(entry) {
	const words = qingdan.escape(title_of(entry));
	return entry.opens ? `<a href="${frappe.utils.get_form_link("Qingdan Progress Report", entry.opens)}">${words}</a>` : words;
}

function title_of({ act, label, report }) {
	if (act === "file" && report?.kind === "Milestone") return __("Milestone Report");
	if (act === "file" && report) return __("Report for {0}", [qingdan.period(report.period)]);
	return label;
}

// The words of one report, as they were filed.
qingdan.report_html = (report) => {
	const percent = report.kind === "Period" ? `<div>${qingdan.bar_html(report.percent)}</div>` : "";
	const parts = [
		[__("Milestones Reached"), report.milestones],
		["", report.done],
		[__("Figures"), report.figures],
		[__("Figures of Targets"), report.target_figures],
		[__("Problems"), report.problems],
		[__("Next Steps"), report.next_steps],
	];
	return `<div class="qd-report">${percent}${parts.map(part_html).join("")}${qingdan.files_html(report.evidence)}</div>`;
};

qingdan.bar_html = (percent) => {
	const width = Math.max(0, Math.min(100, Number(percent) || 0));
	return `<span class="qd-bar"><span style="width: ${width}%"></span></span> <span>${Math.round(width)}%</span>`;
};

function part_html([label, text]) {
	if (!text) return "";
	const head = label ? `<span class="text-muted">${label}${__(":", null, "After a label")} </span>` : "";
	return `<div>${head}${qingdan.lines(text)}</div>`;
}

qingdan.files_html = (evidence) => {
	if (!evidence?.length) return "";
	const links = evidence.map(
		({ file, caption }) =>
			`<a href="${encodeURI(file)}" target="_blank" rel="noopener">${frappe.utils.icon("attachment", "sm")}
			${qingdan.escape(caption || file.split("/").pop())}</a>`
	);
	return `<div class="qd-evidence">${links.join(" ")}</div>`;
};

// Issues of one kind: settled one by one or all at once, answered in place, opened again.

frappe.provide("qingdan");

// Kinds of deadlines that name no day, in the words of the task's own field.
const DAYLESS = { ongoing: "Ongoing", contingent: "Contingent", tentative: "Tentative" };

qingdan.draw_review_issues = async ($list, kind, review, whole = !kind.open) => {
	const on = await qingdan.draw_review_rows($list, {
		tools: tools_html(kind, whole),
		fetch: (start) => review.get("get_issues", { code: kind.code, whole: whole ? 1 : 0, start }),
		key: "name",
		draw: issue_html,
	});
	const said = () => ({
		note: $list.find(".qd-rv-note").val() || "",
		remember: $list.find(".qd-rv-remember").is(":checked") ? 1 : 0,
	});

	on("[data-settle]", (row) => review.call("settle", { issues: JSON.stringify([row.name]), ...said() }));
	on("[data-settle-all]", () => review.call("settle", { code: kind.code, ...said() }));
	on("[data-reopen]", (row, { dataset }) => review.call("reopen", { issues: JSON.stringify([row.name]), forget: dataset.reopen ? 1 : 0 }));
	on("[data-answer]", (row, button) => ANSWERS[row.asked](row, $(button).closest("[data-row]"), review, said()));
	on("[data-whole]", () => qingdan.draw_review_issues($list, kind, review, !whole));
};

function tools_html({ code, title, open, total }, whole) {
	const all = open > 1 ? `<button type="button" class="btn btn-xs btn-default" data-settle-all>${__("Settle All {0}", [open])}</button>` : "";
	const other = open < total || whole ? `<button type="button" class="btn btn-xs btn-link" data-whole>${whole ? __("Only Open Ones") : __("Settled Ones Too")}</button>` : "";
	const note = `<input type="text" maxlength="500" class="form-control input-xs qd-rv-note" aria-label="${__("Note")}" placeholder="${__("Note on what is settled next (optional)")}">`;
	const remember = `<label><input type="checkbox" class="qd-rv-remember"> ${__("Also in the next document")}</label>`;
	return `<div class="qd-rv-tools" data-code="${code}"><b>${qingdan.escape(title)}</b>${open ? note + remember + all : ""}${other}</div>`;
}

function issue_html(row) {
	const place = `<button type="button" class="btn btn-xs btn-link" data-jump="${row.line}">${qingdan.escape(row.place || row.line)}</button>`;
	const about = row.reads ? `<div class="text-muted qd-rv-about">${qingdan.escape(row.reads.text)}</div>` : "";
	return `<div>${place}<span>${qingdan.lines(row.message)}</span></div>${about}
		<div class="qd-rv-acts">${row.asks ? open_html(row) : settled_html(row)}</div>`;
}

function settled_html(row) {
	const who = row.remembered ? __("settled as remembered") : __("settled by {0}, {1}", [row.settled_by || "", qingdan.moment(row.settled_at || "")]);
	const said = [answer_words(row.answer), who, row.note].filter(Boolean).map(qingdan.escape).join(" · ");
	const forget = row.remembered ? `<button type="button" class="btn btn-xs btn-default" data-reopen="1">${__("Forget It")}</button>` : "";
	return `<span>${said}</span><button type="button" class="btn btn-xs btn-default" data-reopen="">${__("Open Again")}</button>${forget}`;
}

function answer_words(answer) {
	if (!answer) return "";
	if (answer.deadline) return answer.deadline.due ? qingdan.date(answer.deadline.due) : __(DAYLESS[answer.deadline.kind] || "");
	return __("Lead {0}; units {1}", [answer.lead, (answer.units || []).join("、")]);
}

function open_html(row) {
	const as_read = `<button type="button" class="btn btn-xs btn-default" data-settle>${row.asked ? __("Leave as Read") : __("Settle")}</button>`;
	return (row.address && FIELDS[row.asked] ? FIELDS[row.asked](row) : "") + as_read;
}

const button_html = (label) => `<button type="button" class="btn btn-xs btn-primary" data-answer>${label}</button>`;

const FIELDS = {
	deadline: ({ phrase, reads }) => {
		const options = Object.entries(DAYLESS).map(([kind, label]) => `<option value="${kind}">${__(label)}</option>`);
		const everywhere = phrase ? `<label><input type="checkbox" class="qd-rv-everywhere" checked> ${__("wherever “{0}” stands", [qingdan.escape(phrase)])}</label>` : "";
		return `<select class="form-control input-xs qd-rv-kind" aria-label="${__("Meaning")}"><option value="date">${__("Due Date")}</option>${options.join("")}</select>
			<input type="date" class="form-control input-xs qd-rv-due" aria-label="${__("Due Date")}" value="${qingdan.escape(reads?.due || "")}">${everywhere}${button_html(__("This Is Meant"))}`;
	},
	lead: ({ reads }) => {
		const options = (reads?.units || []).map((unit) => `<option ${unit === reads.lead ? "selected" : ""}>${qingdan.escape(unit)}</option>`);
		return options.length ? `<select class="form-control input-xs qd-rv-lead" aria-label="${__("Lead")}">${options.join("")}</select>${button_html(__("Leads"))}` : "";
	},
	units: ({ reads }) => `<span class="text-muted">${qingdan.escape((reads?.units || []).join("、"))}</span>${button_html(__("Say Which Units…"))}`,
};

const ANSWERS = {
	deadline: (row, $row, review, said) => {
		const kind = $row.find(".qd-rv-kind").val();
		const due = kind === "date" ? $row.find(".qd-rv-due").val() : "";
		if (kind === "date" && !due) return frappe.show_alert({ message: __("Choose a day first."), indicator: "orange" });
		const everywhere = $row.find(".qd-rv-everywhere").is(":checked") ? 1 : 0;
		return review.call("answer_deadline", { issue: row.name, kind, due, everywhere, seen: row.seen, ...said });
	},
	lead: (row, $row, review, { note }) =>
		review.call("answer_lead", { issue: row.name, lead: $row.find(".qd-rv-lead").val(), seen: row.seen, note }),
	units: (row, _row, review, { note }) => ask_units(row, review, note),
};

function ask_units(row, review, note) {
	const named = row.reads?.units || [];
	const dialog = new frappe.ui.Dialog({
		title: __("Units of This Task"),
		fields: [
			{ fieldtype: "HTML", options: `<p>${qingdan.lines(row.reads?.text || "")}</p>` },
			{
				fieldtype: "MultiSelectPills",
				fieldname: "units",
				label: __("Units, the lead first"),
				default: named,
				get_data: (words) => unit_options(words, review),
			},
		],
		primary_action_label: __("Save"),
		primary_action: ({ units }) => {
			if (!units?.length) return frappe.show_alert({ message: __("Choose a unit first."), indicator: "orange" });
			dialog.hide();
			return review.call("answer_units", { issue: row.name, units: JSON.stringify(units), lead: units[0], seen: row.seen, note });
		},
	});
	dialog.show();
}

// Names of the document before those of the site.
async function unit_options(words, review) {
	const own = review.names().filter((name) => name.includes(words || "")).slice(0, 10);
	const known = await frappe.db.get_link_options("Qingdan Unit", words, { disabled: 0 });
	const others = known.filter(({ value }) => !own.includes(value));
	return [...own.map((value) => ({ value, description: __("in this document") })), ...others];
}

// The head of a task: what, by when, with whom, where it stands, what happened, who has not reported.

frappe.provide("qingdan");

const SHOWN_MISSING = 12;

// `written` is what was written to its unit, and what the unit has asked.
qingdan.overview_html = (overview, written = "") => `
	<div class="qd-overview">
		<p class="qd-text">${qingdan.lines(overview.text)}</p>
		${overview.target ? `<p class="qd-target">${__("Target: {0}", [qingdan.lines(overview.target)])}</p>` : ""}
		${targets_html(overview.targets)}
		${further_html(overview.further)}
		${qingdan.stage_html(overview.stage)}
		${stepper_html(overview)}
		${course_html(overview.course)}
		${written}
		<div class="qd-facts">
			${fact_html(__("Deadline"), deadline_html(overview))}
			${fact_html(__("Progress"), progress_html(overview))}
			${overview.light ? fact_html(__("Light"), qingdan.light_html(overview.light)) : ""}
			${fact_html(__("Lead Unit"), qingdan.escape(overview.people.lead || "—"))}
			${fact_html(__("Leader"), leader_html(overview.people))}
			${fact_html(__("Cooperating Units"), cooperating_html(overview.people.cooperating))}
			${fact_html(__("Handed Out"), handed_out_html(overview.people))}
			${fact_html(__("Acknowledged"), acknowledged_html(overview.people))}
		</div>
		${qingdan.urged_html(overview.urged)}
		${qingdan.refusal_html(overview.refusal)}
		${qingdan.review_html(overview.review)}
		${qingdan.parts_html(overview.parts, overview.parts_by_unit)}
		${years_html(overview.years)}
		${missed_html(overview)}
		${missing_html(overview)}
		${history_html(overview.history)}
		${qingdan.light_history_html(overview.light)}
		<h5>${__("What Happened So Far")}</h5>
		${qingdan.timeline_html(overview.timeline)}
	</div>`;

// The figures that the text sets itself, and what was reported against each.
function targets_html({ rows, percent }) {
	if (!rows.length) return "";
	const head = [__("What Is Measured"), __("Target"), __("Target Due"), __("Figure Reached")];
	const together = percent === null ? "" : `<p class="text-muted">${__("{0}% by the figures of its targets", [percent])}</p>`;
	return `<div class="table-responsive"><table class="table table-bordered table-sm qd-targets" aria-label="${__("Numeric Targets")}">
		<thead><tr>${head.map((words) => `<th scope="col">${words}</th>`).join("")}</tr></thead><tbody>${rows.map(target_html).join("")}</tbody></table></div>${together}`;
}

function target_html({ metric, words, due, every, per, ...standing }) {
	const said = [words, every, per && __("for each: {0}", [per])].filter(Boolean).map(qingdan.escape).join(" · ");
	const cells = [qingdan.escape(metric || "—"), said, due ? qingdan.date(due) : "—", reached_html(standing)];
	return `<tr>${cells.map((html) => `<td>${html}</td>`).join("")}</tr>`;
}

function reached_html({ reached, percent, met, expected, late_text }) {
	if (!reached) return expected === null ? "—" : `<span class="text-muted">${__("{0}% by schedule", [expected])}</span>`;
	const bar = percent === null ? qingdan.pill(met ? __("Within the Limit") : __("Over the Limit"), met ? "green" : "red") : qingdan.bar_html(percent);
	return [`<b>${qingdan.escape(reached)}</b>`, bar, late_text ? qingdan.pill(late_text, "orange") : ""].join(" ");
}

// What stands in columns of the document that have no place of their own here, each under its heading.
function further_html(further) {
	if (!further) return "";
	return `<details class="qd-further" open><summary>${__("Further Words of the Document")}</summary><p>${qingdan.lines(further)}</p></details>`;
}

function stepper_html({ states, state, deadline }) {
	const reached = states.indexOf(state);
	const steps = states.map((name, index) => {
		const place = index < reached ? "done" : index === reached ? "now" : "";
		return `<li class="${place}"><span>${qingdan.escape(__(name))}</span></li>`;
	});
	return `<ol class="qd-steps ${deadline.is_late ? "late" : ""}">${steps.join("")}</ol>`;
}

// Earlier deadlines, units, leaders and texts, with who granted each change: folded, and the latest first.
function history_html(entries) {
	if (!entries.length) return "";
	return `<details class="qd-history"><summary>${__("Earlier Values ({0} changes)", [entries.length])}</summary>
		${qingdan.timeline_html(entries)}</details>`;
}

// A matter that goes on over several years: a task of each, and the history of the earlier ones, folded.
function years_html(years) {
	if (!years.length) return "";
	const rows = years.map((row) => {
		const name = qingdan.escape(row.name);
		if (!row.may_read) return `<tr><td>${row.year || ""}</td><td><b>${name}</b></td><td>—</td><td>—</td><td>—</td></tr>`;
		const link = row.own ? `<b>${name}</b>` : `<a href="${frappe.utils.get_form_link("Qingdan Task", row.name)}">${name}</a>`;
		const mark = row.mark?.text ? qingdan.pill(row.mark.text, row.mark.colour) : "";
		const due = row.due_date ? qingdan.date(row.due_date) : "—";
		return `<tr><td>${row.year || ""}</td><td>${link}</td><td>${qingdan.escape(__(row.state))} ${mark}</td><td>${row.percent || 0}%</td><td>${due}</td></tr>`;
	});
	const head = [__("Year"), __("Task"), __("Task State"), __("Percent Complete"), __("Due Date")];
	const earlier = years.filter(({ timeline }) => timeline?.length).map(
		({ name, timeline }) => `<details class="qd-history"><summary>${__("What Happened as {0}", [qingdan.escape(name)])}</summary>${qingdan.timeline_html(timeline)}</details>`
	);
	return `<h5>${__("Over the Years")}</h5><div class="table-responsive"><table class="table table-bordered table-sm qd-years">
		<thead><tr>${head.map((words) => `<th scope="col">${words}</th>`).join("")}</tr></thead><tbody>${rows.join("")}</tbody></table></div>${earlier.join("")}`;
}

// What stands beside the state: suspended, terminated, merged, extended.
function course_html({ text, colour, since, merged_into, extensions, first_due_date }) {
	const pills = [];
	if (text) pills.push(qingdan.pill(__("{0} since {1}", [text, qingdan.date(since)]), colour));
	if (merged_into) pills.push(`<a href="${frappe.utils.get_form_link("Qingdan Task", merged_into)}">${qingdan.escape(merged_into)}</a>`);
	if (extensions) pills.push(qingdan.pill(__("Extended {0} times, first due on {1}", [extensions, qingdan.date(first_due_date)]), "blue"));
	return pills.length ? `<p class="qd-course">${pills.join(" ")}</p>` : "";
}

function fact_html(label, html) {
	return `<div class="qd-fact"><div class="qd-label">${label}</div><div>${html}</div></div>`;
}

// How far it is, how far it should be, and what is missing, as the server says it.
function progress_html({ percent, schedule, reported }) {
	const expected = schedule ? `<span class="text-muted">${qingdan.escape(schedule.text)}</span>` : "";
	const behind = schedule?.late_text ? qingdan.pill(schedule.late_text, "orange") : "";
	return [qingdan.bar_html(percent), expected, behind, reported_html(reported)].join(" ");
}

function reported_html({ mark, due, missing }) {
	if (!due) return "";
	const owed = missing ? qingdan.pill(__("{0} reports missing", [missing]), "red") : "";
	const next = `<span class="text-muted">${__("next report due {0}", [qingdan.date(due)])}</span>`;
	return `<div class="qd-reported">${[qingdan.reported_pill(mark), owed, next].join(" ")}</div>`;
}

function deadline_html({ deadline, reports, shown }) {
	const may_tick = Boolean(reports.milestone && shown.tick);
	const final = deadline.final ? qingdan.date(deadline.final) : "";
	return [final, deadline_pill(deadline), as_written_html(deadline), qingdan.milestones_html(deadline.milestones, may_tick)].join(" ");
}

// The document's own words, in whatever language it is written.
function as_written_html({ raw, said }) {
	if (said) return `<div class="text-muted">${__("Said at the import, not in the document: {0}", [qingdan.escape(said)])}</div>`;
	if (!raw) return __("No deadline in the document");
	return `<div class="text-muted">${__("In the document: {0}", [qingdan.escape(raw)])}</div>`;
}

function deadline_pill({ mark, late_since, days_late }) {
	if (!late_since) return mark?.text ? qingdan.pill(mark.text, mark.colour) : "";
	const since = __("late since {0}, {1} days", [qingdan.date(late_since), days_late]);
	return `<span class="indicator-pill no-indicator-dot ${mark.colour}">${since}</span>`;
}

function leader_html({ leader, post }) {
	return leader ? `${qingdan.escape(leader)} <span class="text-muted">${qingdan.escape(post)}</span>` : "—";
}

function cooperating_html(units) {
	return units.length ? units.map(qingdan.escape).join("、") : "—";
}

// Tasks from before there was handing out were never drafted, and nobody has handed them out.
function handed_out_html({ drafted, handed_out_by, handed_out_at }) {
	if (drafted) return qingdan.pill(__("Not handed out yet"), "orange");
	if (!handed_out_by) return "—";
	return `${qingdan.escape(handed_out_by)} <span class="text-muted">${qingdan.moment(handed_out_at)}</span>`;
}

function acknowledged_html({ acknowledged_by, acknowledged_at, acknowledge_due, acknowledge_late }) {
	if (!acknowledged_by) {
		const pill = qingdan.pill(__("Not acknowledged yet"), acknowledge_late ? "red" : "gray");
		if (!acknowledge_due) return pill;
		return `${pill} <span class="text-muted">${__("by {0}", [qingdan.moment(acknowledge_due)])}</span>`;
	}
	return `${qingdan.escape(acknowledged_by)} <span class="text-muted">${qingdan.moment(acknowledged_at)}</span>`;
}

// Periods that the reader's own units have missed: each opens its report.
function missed_html({ reports }) {
	const missed = Object.entries(reports.period?.missed || {}).flatMap(([unit, months]) => months.map((month) => ({ unit, month })));
	if (!missed.length) return "";
	const several = new Set(missed.map(({ unit }) => unit)).size > 1;
	const buttons = missed.slice(0, SHOWN_MISSING).map(({ unit, month }) => {
		const words = [several ? unit : "", qingdan.period(month)].filter(Boolean).join(" ");
		return `<button type="button" class="btn btn-xs btn-default qd-missed" data-unit="${qingdan.escape(unit)}"
			data-period="${qingdan.escape(month)}">${qingdan.escape(words)}</button>`;
	});
	return `<p class="qd-missing">${__("Not reported yet; report it now:")} ${buttons.join(" ")}</p>`;
}

function missing_html({ missing, period }) {
	if (!missing || !period) return "";
	if (!missing.length) {
		return `<p class="qd-missing all">${__("All units have reported for {0}.", [qingdan.period(period)])}</p>`;
	}
	const shown = missing.slice(0, SHOWN_MISSING).map(qingdan.escape).join("、");
	const more = missing.length > SHOWN_MISSING ? __("and {0} more", [missing.length - SHOWN_MISSING]) : "";
	const head = __("Units that have not reported for {1} ({0}):", [missing.length, qingdan.period(period)]);
	return `<p class="qd-missing"><b>${head}</b> ${shown} ${more}</p>`;
}

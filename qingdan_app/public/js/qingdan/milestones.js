// Milestones of a task: how each stands, and the boxes by which a report ticks those that were reached.

frappe.provide("qingdan");

qingdan.milestones_html = (milestones, may_tick) => {
	if (milestones.length < 2 && !milestones.some(({ instance }) => instance)) return "";
	const rows = milestones.map((row) => `<li>${words_html(row)} ${standing_html(row)} ${tick_html(row, may_tick)}</li>`);
	return `<ul class="qd-milestones">${rows.join("")}</ul>`;
};

function words_html({ date, label }) {
	return `${qingdan.date(date)} ${qingdan.escape(label)}`;
}

function standing_html({ mark, reported_on, confirmed }) {
	const pill = mark?.text ? qingdan.pill(mark.text, mark.colour) : "";
	const said = [reported_on && __("reported on {0}", [qingdan.date(reported_on)]), qingdan.escape(confirmed)];
	const words = said.filter(Boolean).join(" · ");
	return words ? `${pill} <span class="text-muted">${words}</span>` : pill;
}

function tick_html({ key, open, label }, may_tick) {
	if (!open || !may_tick) return "";
	const words = __("Report this milestone: {0}", [qingdan.escape(label || key)]);
	return `<button type="button" class="btn btn-xs btn-default qd-tick" data-milestone="${qingdan.escape(key)}"
		aria-label="${words}">${__("Report It")}</button>`;
}

qingdan.MilestoneTicks = class MilestoneTicks {
	// `rows` is what can be ticked, `ticked` the lines that are; `changed` is called when somebody ticks.
	constructor({ area, rows, ticked, changed }) {
		const boxes = rows.map((row) => box_html(row, ticked.includes(row.key)));
		const note = `<p class="text-muted small">${__("A milestone needs a file as evidence.")}</p>`;
		this.area = $(area).html(rows.length ? `<div class="qd-ticks">${boxes.join("")}${note}</div>` : "");
		this.area.off("change").on("change", "input", changed);
	}

	get ticked() {
		return [...this.area.find("input:checked")].map(({ value }) => value);
	}
};

function box_html({ key, text, mark }, checked) {
	const pill = mark?.text ? qingdan.pill(mark.text, mark.colour) : "";
	return `<label class="qd-tick-box"><input type="checkbox" value="${qingdan.escape(key)}" ${checked ? "checked" : ""}>
		<span>${qingdan.escape(text)}</span> ${pill}</label>`;
}

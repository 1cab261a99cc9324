// The figures that a report says of the numeric targets of its task: one typed number for each.

frappe.provide("qingdan");

qingdan.TargetFigures = class TargetFigures {
	// `rows` is what `tasks.target_figures` offers.
	constructor(area, rows) {
		this.area = $(area).html(rows.length ? `<div class="qd-target-figures">${rows.map(input_html).join("")}</div>` : "");
	}

	get said() {
		return [...this.area.find("input")].map(({ dataset, value }) => ({ target: dataset.target, value: value === "" ? null : Number(value) }));
	}
};

function input_html({ target, metric, words, measure, value }) {
	const label = [metric, words].filter(Boolean).map(qingdan.escape).join(" ");
	const shown = value === null || value === undefined ? "" : Number(value);
	return `<div class="form-group"><label class="control-label">${label}
		<span class="input-group"><input type="number" step="any" inputmode="decimal" class="form-control" data-target="${qingdan.escape(target)}" value="${shown}">
		<span class="input-group-addon">${qingdan.escape(measure || "")}</span></span></label></div>`;
}

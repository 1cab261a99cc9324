// A closing report: the figures of its day, by unit and by leader.

frappe.ui.form.on("Qingdan Closing Report", {
	refresh(frm) {
		const { units = [], leaders = [] } = frm.doc.__onload || {};
		frm.fields_dict.shown.$wrapper.html(
			groups_html(__("Lead Unit"), units) + groups_html(__("Leader"), leaders)
		);
		frm.add_custom_button(__("Tasks"), () => frappe.set_route("List", "Qingdan Task", "List", { list: frm.doc.list }));
	},
});

const FIGURES = () => ({
	total: __("Tasks"),
	completed: __("Completed"),
	completed_late: __("Completed Late"),
	in_review: __("In Review"),
	moving: __("Under Way"),
	waiting: __("Not Started"),
	suspended: __("Suspended"),
	ended: __("Terminated or Merged"),
	carried: __("Carried Over"),
	late: __("Of These Late"),
	extended: __("Extended"),
});

function groups_html(label, rows) {
	if (!rows.length) return "";
	const figures = Object.entries(FIGURES());
	const head = [label, ...figures.map(([, words]) => words)].map((words) => `<th scope="col">${words}</th>`);
	const lines = rows.map((row) => {
		const cells = figures.map(([name]) => `<td>${row[name] || ""}</td>`);
		return `<tr><th scope="row">${qingdan.escape(row.name) || __("None Named")}</th>${cells.join("")}</tr>`;
	});
	return `<div class="table-responsive"><table class="table table-bordered table-sm">
		<thead><tr>${head.join("")}</tr></thead><tbody>${lines.join("")}</tbody></table></div>`;
}

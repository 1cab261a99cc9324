// A run: the ranking of units, each leading to the events behind its score.

frappe.ui.form.on("Qingdan Score Run", {
	async refresh(frm) {
		if (frm.is_new()) return;
		if (frm.doc.simulated) frm.set_intro(__("Simulated: nothing of it counts, and units do not see it."), "blue");
		const { message } = await frappe.call("qingdan_app.api.scores.get_ranking", { name: frm.doc.name });
		frm.fields_dict.ranking.$wrapper.html(ranking_html(message));
	},
});

function ranking_html(scores) {
	const rows = scores.map((row) => {
		const link = `<a href="${frappe.utils.get_form_link("Qingdan Unit Score", row.name)}">${qingdan.escape(row.unit)}</a>`;
		const before = row.total === row.first_total ? "" : `${row.first_total} (${row.first_rank})`;
		const cells = [row.rank, link, row.total, row.base, row.plus, row.minus, row.share, before];
		return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
	});
	const heads = [
		__("Rank of the Unit"),
		__("Unit"),
		__("Total Score"),
		__("Base Points"),
		__("Points Added"),
		__("Points Taken Away"),
		__("Points From Leaders"),
		__("Before Appeals"),
	];
	return qingdan.table_html(heads, rows);
}

// A scoring scheme: tried on past days before it is put in force.

frappe.ui.form.on("Qingdan Scoring Scheme", {
	refresh(frm) {
		if (frm.is_new() || !frappe.model.can_delete("Qingdan Score Run")) return;
		frm.add_custom_button(__("Simulate"), () => ask_days(frm));
	},
});

function ask_days(frm) {
	frappe.prompt(
		qingdan.days_to_count(frm.doc.list),
		(days) => qingdan.count_scores("simulate", { scheme: frm.doc.name, ...days }),
		__("Simulate on Past Days"),
		__("Simulate")
	);
}

// An issue: raised by a unit, answered by the leader's office or supervision, solved as the unit says.

frappe.ui.form.on("Qingdan Issue", {
	setup: (frm) => qingdan.put_away_core_actions(frm),

	refresh(frm) {
		qingdan.show_answer_owed(frm);
		if (frm.doc.task) frm.add_custom_button(__("Open Task"), () => frappe.set_route("Form", "Qingdan Task", frm.doc.task));
		return qingdan.offer_acts(frm);
	},
});

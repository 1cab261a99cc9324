// A refusal is settled on its task; here is what was said, and what the leader's office is asked.

frappe.ui.form.on("Qingdan Refusal", {
	setup: (frm) => qingdan.put_away_core_actions(frm),

	refresh(frm) {
		frm.disable_form();
		frm.add_custom_button(__("Open Task"), () => frappe.set_route("Form", "Qingdan Task", frm.doc.task));
	},
});

// A verification: written once, beside what the unit says; corrected by another one.

frappe.ui.form.on("Qingdan Verification", {
	setup: (frm) => qingdan.put_away_core_actions(frm),

	refresh(frm) {
		if (frm.is_new()) return;
		frm.disable_form();
		frm.add_custom_button(__("Open Task"), () => frappe.set_route("Form", "Qingdan Task", frm.doc.task));
		if (frm.doc.__onload?.may_correct) frm.add_custom_button(__("Correct the Verification"), () => correct(frm));
	},
});

const correct = (frm) => qingdan.verify(frm.doc.task, ({ name }) => frappe.set_route("Form", frm.doctype, name), frm.doc);

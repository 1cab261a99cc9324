// A single matter before it is a task: written down, then taken on or sent for approval.

frappe.ui.form.on("Qingdan Matter", {
	setup(frm) {
		qingdan.put_away_core_actions(frm);
		for (const field of ["kind", "area", "lead_unit", "cooperating"])
			frm.set_query(field, () => ({ filters: { disabled: 0 } }));
	},

	refresh(frm) {
		if (!frm.is_new() && !frm.doc.__onload?.open) frm.disable_form();
		if (frm.doc.task)
			frm.add_custom_button(__("Open Task"), () => frappe.set_route("Form", "Qingdan Task", frm.doc.task));
		return qingdan.offer_acts(frm);
	},
});

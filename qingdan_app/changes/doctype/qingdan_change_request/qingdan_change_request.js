// A change of tasks that is asked for: written down, sent for approval, and read by whoever decides.

frappe.ui.form.on("Qingdan Change Request", {
	setup(frm) {
		qingdan.put_away_core_actions(frm);
		for (const field of ["new_lead_unit", "cooperating"]) frm.set_query(field, () => ({ filters: { disabled: 0 } }));
	},

	refresh(frm) {
		if (!frm.is_new() && !frm.doc.__onload?.open) frm.disable_form();
		return qingdan.offer_acts(frm);
	},
});

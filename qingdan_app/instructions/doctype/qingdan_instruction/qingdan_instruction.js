// An instruction: written by a leader's office or supervision, answered by the unit that is named.

frappe.ui.form.on("Qingdan Instruction", {
	setup(frm) {
		qingdan.put_away_core_actions(frm);
		frm.set_query("unit", () => ({ filters: { disabled: 0 } }));
	},

	refresh(frm) {
		qingdan.show_answer_owed(frm);
		if (frm.doc.matter) frm.add_custom_button(__("Open Matter"), () => frappe.set_route("Form", "Qingdan Matter", frm.doc.matter));
		else if (frm.doc.given_at && frappe.model.can_create("Qingdan Matter"))
			frm.add_custom_button(__("Take On as a Matter"), () => qingdan.take_on_instruction(frm));
		return qingdan.offer_acts(frm);
	},
});

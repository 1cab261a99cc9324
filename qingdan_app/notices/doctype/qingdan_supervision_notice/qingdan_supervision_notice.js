// A supervision notice: written and issued by supervision, signed for and answered by its unit.

frappe.ui.form.on("Qingdan Supervision Notice", {
	setup(frm) {
		qingdan.put_away_core_actions(frm);
		frm.set_query("unit", () => ({ filters: { disabled: 0 } }));
		frm.set_query("task", "tasks", () => ({ filters: { drafted: 0 } }));
	},

	refresh(frm) {
		qingdan.show_answer_owed(frm);
		if (!frm.is_new()) frm.add_custom_button(__("Word File"), () => qingdan.download_notice(frm.doc.name));
		return qingdan.offer_acts(frm, { answer_notice: () => qingdan.answer_notice(frm) });
	},
});

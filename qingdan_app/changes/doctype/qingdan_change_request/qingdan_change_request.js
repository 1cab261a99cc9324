// A change of tasks that is asked for: written down, sent for approval, and read by whoever decides.

frappe.ui.form.on("Qingdan Change Request", {
	setup(frm) {
		qingdan.put_away_core_actions(frm);
		for (const field of ["new_lead_unit", "cooperating"]) frm.set_query(field, () => ({ filters: { disabled: 0 } }));
	},

	refresh(frm) {
		const sent = !frm.is_new() && !frm.doc.__onload?.open;
		if (sent) frm.disable_form();
		frm.toggle_display("tasks", !sent && frm.doc.kind !== "Appeal" && Boolean(frm.doc.tasks?.length || !frm.doc.source_import));
		frm.fields_dict.comparison.$wrapper.html(sent ? frm.events.compared(frm) : "");
		return qingdan.offer_acts(frm);
	},

	// What each task says, and what it would say, whole: a grid cuts words short.
	compared: ({ doc }) => qingdan.changes_html(doc.tasks.map((row) => ({ ...row, title: row.task_title }))),
});

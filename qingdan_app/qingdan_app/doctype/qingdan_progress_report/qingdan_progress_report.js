// One report: the unit fills it in and files it; the lead unit or supervision decides on a period report.

frappe.ui.form.on("Qingdan Progress Report", {
	setup(frm) {
		qingdan.put_away_core_actions(frm);
		frm.set_query("unit", () => ({ filters: { disabled: 0 } }));
	},

	onload(frm) {
		if (frm.is_new() && !frm.doc.period) frm.set_value("period", frappe.datetime.get_today().slice(0, 7));
	},

	refresh(frm) {
		frm.events.show_state(frm);
		if (frm.is_new()) return;
		qingdan.show_archived(frm);
		frm.add_custom_button(__("Open Task"), () => frappe.set_route("Form", "Qingdan Task", frm.doc.task));
		return qingdan.offer_acts(frm);
	},

	show_state(frm) {
		const { standing } = frm.doc.__onload || {};
		if (frm.is_new() || !standing) return;
		if (!standing.open) frm.disable_form();
		if (standing.text) frm.set_intro(qingdan.lines(standing.text), standing.colour);
	},
});

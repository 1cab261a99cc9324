// One report: the unit fills it in and files it; the lead unit or supervision decides on a period report.

frappe.ui.form.on("Qingdan Progress Report", {
	setup(frm) {
		qingdan.put_away_core_actions(frm);
		frm.set_query("unit", () => ({ filters: { disabled: 0 } }));
	},

	onload: offer_period,
	task: offer_period,
	unit: offer_period,

	refresh(frm) {
		frm.events.show_state(frm);
		if (frm.is_new()) return;
		qingdan.show_archived(frm);
		qingdan.show_instructions(frm);
		qingdan.offer_instruction(frm, "report");
		qingdan.offer_issue(frm, "report");
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

// A new report begins with the present period of its task, as its rule says.
async function offer_period(frm) {
	const { task, unit, kind } = frm.doc;
	if (!frm.is_new() || !task || kind !== "Period") return;
	const found = await frappe.xcall("qingdan_app.api.reports.get_periods", { task, unit });
	if (found.length && !found.some(({ period }) => period === frm.doc.period)) frm.set_value("period", found[0].period);
}

// Settings of the app; what the statutory calendar does not know is said where the hours are set.

frappe.ui.form.on("Qingdan Settings", {
	async refresh(frm) {
		const { clock, holiday_lists } = frm.doc.__onload || {};
		frm.set_df_property("holiday_list", "options", holiday_lists || []);
		if (clock) frm.set_intro(__("Days begin and deadlines pass in the time zone of the site, {0}; it is {1} there now.", [clock.zone, clock.now].map(qingdan.escape)));
		const years = await frappe.xcall("qingdan_app.api.flows.get_unknown_years");
		const warning = years.length ? `<div class="qd-returned">${qingdan.approval.years_warning(years)}</div>` : "";
		frm.fields_dict.calendar_warning.$wrapper.html(warning);
		frm.add_custom_button(__("Calendar Days"), () => frappe.set_route("List", "Qingdan Calendar Day"));
	},
});

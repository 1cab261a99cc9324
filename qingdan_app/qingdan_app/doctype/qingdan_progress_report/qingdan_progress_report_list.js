frappe.listview_settings["Qingdan Progress Report"] = {
	add_fields: ["state", "kind"],
	hide_name_filter: true,
	formatters: {
		period: (value) => qingdan.escape(value ? qingdan.period(value) : "—"),
		percent: (value) => qingdan.percent_html(value),
	},
	onload(listview) {
		qingdan.put_away_core_bulk_actions(listview);
		if (!frappe.boot.qingdan_urges) return;
		listview.page.add_actions_menu_item(__("Urge"), () => qingdan.urge_on_checked(listview), false);
	},
};

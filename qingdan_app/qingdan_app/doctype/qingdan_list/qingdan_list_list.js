frappe.listview_settings["Qingdan List"] = {
	add_fields: ["archived_at"],
	hide_name_filter: true,

	onload(listview) {
		if (!frappe.boot.qingdan_hands_out) return;
		listview.page.add_actions_menu_item(__("Archive List"), () => qingdan.archive_lists(listview), false);
	},

	get_indicator({ archived_at }) {
		return archived_at ? [__("Archived"), "gray", "archived_at,is,set"] : [__("Under Way"), "green", "archived_at,is,not set"];
	},
};

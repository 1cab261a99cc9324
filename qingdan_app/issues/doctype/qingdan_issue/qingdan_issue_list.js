frappe.listview_settings["Qingdan Issue"] = {
	hide_name_column: true,
	onload: (listview) => qingdan.put_away_core_bulk_actions(listview),
};

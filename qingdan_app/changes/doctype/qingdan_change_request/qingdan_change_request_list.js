frappe.listview_settings["Qingdan Change Request"] = {
	hide_name_column: true,
	onload: (listview) => qingdan.put_away_core_bulk_actions(listview),
};

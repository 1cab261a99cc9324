frappe.listview_settings["Qingdan Key Work"] = {
	hide_name_column: true,
	onload: (listview) => qingdan.fold_filters(listview),
};

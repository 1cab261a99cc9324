frappe.listview_settings["Qingdan Verification"] = {
	hide_name_column: true,
	onload: (listview) => qingdan.list_in_writing(listview),
};

frappe.listview_settings["Qingdan Reorganization"] = {
	add_fields: ["state"],
	get_indicator: (doc) => qingdan.indicator(doc),
};

frappe.listview_settings["Qingdan Leader"] = {
	add_fields: ["disabled"],
	hide_name_filter: true,
	get_indicator: (doc) => qingdan.indicator(doc),
};

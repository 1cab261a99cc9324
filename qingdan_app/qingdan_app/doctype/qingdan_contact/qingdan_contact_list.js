frappe.listview_settings["Qingdan Contact"] = {
	add_fields: ["from_date", "until_date"],
	hide_name_filter: true,
	hide_name_column: true,
	get_indicator: (doc) => qingdan.indicator(doc),
};

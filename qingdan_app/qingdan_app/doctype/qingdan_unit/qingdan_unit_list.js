frappe.listview_settings["Qingdan Unit"] = {
	add_fields: ["disabled", "merged_into"],
	hide_name_filter: true,
	get_indicator: (doc) => qingdan.indicator(doc),
};

frappe.listview_settings["Qingdan Unit"] = {
	add_fields: ["disabled", "merged_into"],
	hide_name_filter: true,
	get_indicator({ disabled, merged_into }) {
		if (merged_into) return [__("Merged"), "orange", "merged_into,is,set"];
		return disabled ? [__("Disabled"), "gray", "disabled,=,1"] : [__("In Use"), "green", "disabled,=,0"];
	},
};

frappe.listview_settings["Qingdan Leader"] = {
	add_fields: ["disabled"],
	hide_name_filter: true,
	get_indicator({ disabled }) {
		return disabled ? [__("Disabled"), "gray", "disabled,=,1"] : [__("In Office"), "green", "disabled,=,0"];
	},
};

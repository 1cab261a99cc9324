frappe.listview_settings["Qingdan Import"] = {
	hide_name_filter: true,
	get_indicator({ status }) {
		const colour = { Draft: "gray", Previewed: "orange", Written: "green" }[status];
		return [__(status), colour, `status,=,${status}`];
	},
};

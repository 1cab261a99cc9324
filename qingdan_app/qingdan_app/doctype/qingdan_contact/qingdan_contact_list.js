frappe.listview_settings["Qingdan Contact"] = {
	add_fields: ["from_date", "until_date"],
	hide_name_filter: true,
	hide_name_column: true,
	get_indicator({ from_date, until_date }) {
		const today = frappe.datetime.get_today();
		if (until_date && until_date < today) return [__("Ended"), "gray", `until_date,<,${today}`];
		if (from_date && from_date > today) return [__("Not Yet"), "orange", `from_date,>,${today}`];
		return [__("Holds"), "green", ""];
	},
};

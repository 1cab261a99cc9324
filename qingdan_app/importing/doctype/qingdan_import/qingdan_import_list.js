frappe.listview_settings["Qingdan Import"] = {
	hide_name_filter: true,
	formatters: { year: (year) => year || "" },
};

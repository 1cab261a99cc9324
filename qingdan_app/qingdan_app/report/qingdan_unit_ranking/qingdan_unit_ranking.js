frappe.query_reports["Qingdan Unit Ranking"] = {
	filters: [{ fieldname: "run", label: __("Score Run"), fieldtype: "Link", options: "Qingdan Score Run" }],
};

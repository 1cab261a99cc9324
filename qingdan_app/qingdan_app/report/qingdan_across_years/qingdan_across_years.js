frappe.query_reports["Qingdan Across Years"] = {
	filters: [
		{ fieldname: "list", label: __("Responsibility List"), fieldtype: "Link", options: "Qingdan List" },
		...qingdan.whose_tasks().filter(({ fieldname }) => fieldname !== "group_by"),
	],
};

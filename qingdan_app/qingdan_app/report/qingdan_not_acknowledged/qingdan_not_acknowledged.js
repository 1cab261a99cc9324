frappe.query_reports["Qingdan Not Acknowledged"] = qingdan.with_urging("task", qingdan.task_of_row, {
	filters: [
		{ fieldname: "list", label: __("Responsibility List"), fieldtype: "Link", options: "Qingdan List" },
		...qingdan.whose_tasks(),
		{ fieldname: "overdue", label: __("Overdue Only"), fieldtype: "Check" },
	],
});

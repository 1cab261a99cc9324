frappe.query_reports["Qingdan Reviews Due"] = qingdan.with_urging("task", qingdan.task_of_row, {
	filters: [
		{ fieldname: "list", label: __("Responsibility List"), fieldtype: "Link", options: "Qingdan List" },
		...qingdan.whose_tasks(),
		{ fieldname: "until", label: __("Until"), fieldtype: "Date" },
		{ fieldname: "overdue", label: __("Overdue Only"), fieldtype: "Check" },
	],
});

frappe.query_reports["Qingdan Not Acknowledged"] = qingdan.with_urging("task", qingdan.task_of_row, {
	filters: [
		{ fieldname: "list", label: __("Responsibility List"), fieldtype: "Link", options: "Qingdan List" },
		{ fieldname: "lead_unit", label: __("Lead Unit"), fieldtype: "Link", options: "Qingdan Unit" },
		{ fieldname: "leader", label: __("Leader"), fieldtype: "Link", options: "Qingdan Leader" },
		{
			fieldname: "group_by",
			label: __("Chart by"),
			fieldtype: "Select",
			default: "lead_unit",
			options: [
				{ value: "lead_unit", label: __("By Lead Unit") },
				{ value: "leader", label: __("By Leader") },
			],
		},
		{ fieldname: "overdue", label: __("Overdue Only"), fieldtype: "Check" },
	],
});

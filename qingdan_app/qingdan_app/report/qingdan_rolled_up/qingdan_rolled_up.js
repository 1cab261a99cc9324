frappe.query_reports["Qingdan Rolled Up"] = {
	filters: [
		{
			fieldname: "group_by",
			label: __("Group by"),
			fieldtype: "Select",
			default: "list",
			options: [
				{ value: "list", label: __("By Responsibility List") },
				{ value: "key_work", label: __("By Key Work") },
				{ value: "lead_unit", label: __("By Lead Unit") },
				{ value: "leader", label: __("By Leader") },
			],
		},
		{ fieldname: "list", label: __("Responsibility List"), fieldtype: "Link", options: "Qingdan List" },
	],
};

frappe.query_reports["Qingdan Tasks by State"] = {
	filters: [
		{
			fieldname: "group_by",
			label: __("Group by"),
			fieldtype: "Select",
			default: "leader",
			options: [
				{ value: "leader", label: __("By Leader") },
				{ value: "lead_unit", label: __("By Lead Unit") },
				{ value: "list", label: __("By Responsibility List") },
			],
		},
		{ fieldname: "list", label: __("Responsibility List"), fieldtype: "Link", options: "Qingdan List" },
	],
	// The table of early states of Frappe 15 says this word in English alone.
	after_datatable_render: ({ wrapper }) =>
		$(wrapper).find(".dt-row-totalRow .dt-cell__content").filter((_index, { textContent }) => textContent.trim() === "Total").text(__("Total")),
};

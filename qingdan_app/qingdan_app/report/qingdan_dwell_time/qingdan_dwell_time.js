// 停留时长

frappe.query_reports["Qingdan Dwell Time"] = {
	filters: [
		{
			fieldname: "group_by",
			label: __("Group By"),
			fieldtype: "Select",
			options: [
				{ value: "step", label: __("Step") },
				{ value: "unit", label: __("Unit") },
			],
			default: "step",
		},
		{ fieldname: "from_date", label: __("From"), fieldtype: "Date", default: frappe.datetime.add_months(frappe.datetime.get_today(), -3) },
		{ fieldname: "to_date", label: __("Until"), fieldtype: "Date", default: frappe.datetime.get_today() },
		{ fieldname: "reference_doctype", label: __("Document Type"), fieldtype: "Link", options: "DocType" },
	],
};

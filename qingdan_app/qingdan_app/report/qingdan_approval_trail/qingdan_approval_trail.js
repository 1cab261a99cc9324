// 审批记录

frappe.query_reports["Qingdan Approval Trail"] = {
	filters: [
		{ fieldname: "from_date", label: __("From"), fieldtype: "Date", default: frappe.datetime.month_start() },
		{ fieldname: "until_date", label: __("Until"), fieldtype: "Date" },
		{ fieldname: "reference_doctype", label: __("Document Type"), fieldtype: "Link", options: "DocType" },
		{ fieldname: "reference_name", label: __("Document"), fieldtype: "Data" },
		{ fieldname: "actor", label: __("Person"), fieldtype: "Link", options: "User" },
	],
};

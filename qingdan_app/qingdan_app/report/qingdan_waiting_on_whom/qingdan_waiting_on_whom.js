// 待办在谁手里

frappe.query_reports["Qingdan Waiting on Whom"] = qingdan.with_urging("person", qingdan.document_of_row, {
	filters: [
		{ fieldname: "assignee", label: __("Person"), fieldtype: "Link", options: "User" },
		{ fieldname: "reference_doctype", label: __("Document Type"), fieldtype: "Link", options: "DocType" },
		{ fieldname: "late", label: __("Overdue Only"), fieldtype: "Check" },
	],
});

frappe.query_reports["Qingdan Behind Schedule"] = qingdan.with_urging("task", qingdan.task_of_row, {
	filters: [
		{ fieldname: "list", label: __("Responsibility List"), fieldtype: "Link", options: "Qingdan List" },
		{ fieldname: "key_work", label: __("Key Work"), fieldtype: "Link", options: "Qingdan Key Work" },
		...qingdan.whose_tasks().filter(({ fieldname }) => fieldname !== "group_by"),
	],
});

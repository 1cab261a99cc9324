frappe.query_reports["Qingdan Late Tasks"] = qingdan.with_urging("task", qingdan.task_of_row, {
	filters: [
		...qingdan.whose_tasks(),
		{ fieldname: "with_milestones", label: __("With Late Milestones"), fieldtype: "Check", default: 1 },
		{ fieldname: "with_completed", label: __("With Completed Ones"), fieldtype: "Check" },
	],
});

frappe.query_reports["Qingdan Missing Reports"] = qingdan.with_urging("task", qingdan.task_of_row, {
	filters: [
		{
			fieldname: "period",
			label: __("Due in the Month"),
			fieldtype: "Select",
			default: frappe.datetime.get_today().slice(0, 7),
			options: Array.from({ length: 12 }, (_, back) => {
				const first = `${frappe.datetime.get_today().slice(0, 7)}-01`;
				return frappe.datetime.add_months(first, -back).slice(0, 7);
			}),
		},
		{ fieldname: "unit", label: __("Unit"), fieldtype: "Link", options: "Qingdan Unit" },
		{ fieldname: "mine", label: __("Of My Units"), fieldtype: "Check" },
		{ fieldname: "leader", label: __("Leader"), fieldtype: "Link", options: "Qingdan Leader" },
	],
});

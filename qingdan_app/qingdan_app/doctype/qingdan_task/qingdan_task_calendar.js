frappe.views.calendar["Qingdan Task"] = {
	field_map: { start: "due_date", end: "due_date", id: "name", title: "title", status: "state", allDay: "allDay" },
	order_by: "due_date",
	filters: [
		{ fieldtype: "Link", fieldname: "leader", options: "Qingdan Leader", label: __("Leader") },
		{ fieldtype: "Link", fieldname: "lead_unit", options: "Qingdan Unit", label: __("Lead Unit") },
	],
	get_events_method: "frappe.desk.calendar.get_events",
	get_css_class: (task) => {
		if (task.state === "已完成") return "success";
		const due = qingdan.due(task.due_date, task.state);
		return { red: "danger", orange: "warning", yellow: "warning" }[due?.colour] || "";
	},
};

frappe.views.calendar["Qingdan Task"] = {
	// Without a field for them, events last whole days; a day is not to be moved to the reader's time zone.
	field_map: { start: "due_date", end: "due_date", id: "name", title: "title", convertToUserTz: "is_a_moment" },
	// A deadline is not dragged: extending it is an act of its own, with a reason.
	options: {
		editable: false,
		selectable: false,
		locale: frappe.boot.lang === "zh" ? "zh-cn" : frappe.boot.lang,
	},
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

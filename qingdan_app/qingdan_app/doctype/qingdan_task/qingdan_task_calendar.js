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
	get_events_method: "qingdan_app.api.tasks.get_calendar",
	// How a deadline stands comes from the server; here its colour becomes one of the calendar's classes.
	get_css_class: ({ mark }) => ({ green: "success", red: "danger", orange: "warning", yellow: "warning" })[mark?.colour] || "",
};

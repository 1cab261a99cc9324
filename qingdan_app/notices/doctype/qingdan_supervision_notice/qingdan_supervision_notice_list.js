frappe.listview_settings["Qingdan Supervision Notice"] = {
	add_fields: ["late_since", "number", "level", "late_days"],
	hide_name_column: true,
	formatters: {
		level: (value) => qingdan.notice_level_html(value),
		due_date: (value, df, doc) => qingdan.notice_due_html(doc),
	},
	onload: (listview) => qingdan.list_in_writing(listview),
};

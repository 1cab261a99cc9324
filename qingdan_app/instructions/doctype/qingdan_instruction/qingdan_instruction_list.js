frappe.listview_settings["Qingdan Instruction"] = {
	add_fields: ["late_since"],
	hide_name_column: true,
	formatters: { due_date: (value, df, doc) => qingdan.notice_due_html(doc) },
	onload: (listview) => qingdan.list_in_writing(listview),
};

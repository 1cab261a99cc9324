frappe.listview_settings["Qingdan Instruction"] = {
	add_fields: ["late_since"],
	hide_name_column: true,
	formatters: { due_date: (value, df, doc) => qingdan.notice_due_html(doc) },
	onload: (listview) => qingdan.put_away_core_bulk_actions(listview),
};

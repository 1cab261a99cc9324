frappe.listview_settings["Qingdan Matter"] = {
	hide_name_column: true,
	add_fields: ["deadline_raw"],

	// By when it is, as people wrote it where nobody chose a day.
	formatters: {
		due_date: (value, df, doc) => (value ? qingdan.date(value) : qingdan.escape(doc.deadline_raw || "")),
	},

	onload(listview) {
		qingdan.put_away_core_bulk_actions(listview);
		if (frappe.model.can_create(listview.doctype))
			listview.page.add_inner_button(__("Paste Several"), () => qingdan.paste_matters(() => listview.refresh()));
	},
};

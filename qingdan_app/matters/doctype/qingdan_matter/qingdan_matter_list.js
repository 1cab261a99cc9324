frappe.listview_settings["Qingdan Matter"] = {
	hide_name_column: true,

	onload(listview) {
		qingdan.put_away_core_bulk_actions(listview);
		if (frappe.model.can_create(listview.doctype))
			listview.page.add_inner_button(__("Paste Several"), () => qingdan.paste_matters(() => listview.refresh()));
	},
};

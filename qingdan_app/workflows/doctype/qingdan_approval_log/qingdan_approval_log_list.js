// The log as it is stored; the report says it in words, one row a decision, for reading and for export.

frappe.listview_settings["Qingdan Approval Log"] = {
	hide_name_column: true,
	hide_name_filter: true,
	add_fields: ["act", "request", "reference_doctype", "reference_name"],

	// A row is known by the document it is about, not by its own key.
	formatters: {
		name: (_name, _df, doc) => qingdan.escape(`${__(doc.reference_doctype)} ${doc.reference_name}`),
	},

	get_indicator: (doc) => qingdan.indicator(doc),

	onload(listview) {
		if (frappe.boot.user.all_reports?.["Qingdan Approval Trail"]) {
			listview.page.add_inner_button(__("In Words"), () => frappe.set_route("query-report", "Qingdan Approval Trail"));
		}
	},
};

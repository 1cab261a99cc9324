// What was sent, and whether it arrived.

frappe.listview_settings["Qingdan Message"] = {
	hide_name_column: true,
	hide_name_filter: true,
	add_fields: ["state", "channel"],

	get_indicator: (doc) => qingdan.indicator(doc),

	formatters: { channel: (value) => __(value) },

	onload(listview) {
		if (frappe.boot.qingdan_administers) {
			listview.page.add_actions_menu_item(__("Send Again"), () => this.resend(listview), true);
		}
	},

	resend(listview) {
		return qingdan.resend(listview.get_checked_items(true)).then(() => listview.refresh());
	},
};

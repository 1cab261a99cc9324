frappe.listview_settings["Qingdan Task"] = {
	add_fields: ["late_since", "state", "acknowledged_by", "judged_from", "late_days"],
	hide_name_filter: true,

	formatters: {
		due_date: (value, df, doc) => qingdan.due_html(value, doc),
		percent: (value) => qingdan.percent_html(value),
	},

	onload(listview) {
		qingdan.put_away_core_bulk_actions(listview);
		if (frappe.user.has_role(["Qingdan Unit Liaison", "Qingdan Unit Head"])) {
			listview.page.add_actions_menu_item(__("Acknowledge"), () => this.acknowledge(listview), false);
		}
	},

	acknowledge(listview) {
		return frappe.call({
			method: "qingdan_app.api.tasks.acknowledge",
			args: { names: listview.get_checked_items(true) },
			freeze: true,
			callback({ message }) {
				frappe.show_alert({ message: __("{0} tasks acknowledged.", [message.length]), indicator: "green" });
				listview.clear_checked_items();
				listview.refresh();
			},
		});
	},
};

frappe.listview_settings["Qingdan Same Matter"] = {
	add_fields: ["state", "proposed"],
	filters: [["state", "=", "Proposed"]],
	get_indicator: (doc) => qingdan.indicator(doc),

	onload(listview) {
		qingdan.put_away_core_bulk_actions(listview);
		const refresh = () => listview.refresh();
		const many = () => listview.get_checked_items(true);
		const told = (message) => (qingdan.tell_of_many(message, __("{0} same matters settled", [message.filter(({ ok }) => ok).length])), refresh());
		listview.page.add_inner_button(__("Look for Same Matters"), () => qingdan.find_same_matters());
		listview.page.add_actions_menu_item(__("Join"), () => qingdan.settle_same_matter({ act: "join", many: many() }, told), false);
		listview.page.add_actions_menu_item(__("Part"), () => qingdan.settle_same_matter({ act: "part", many: many(), needs_reason: true }, told), false);
	},
};

// Days that are over are counted from the list of runs.

frappe.listview_settings["Qingdan Score Run"] = {
	onload(listview) {
		if (!frappe.model.can_delete("Qingdan Score Run")) return;
		listview.page.add_inner_button(__("Count Scores"), () =>
			frappe.prompt(
				qingdan.days_to_count(),
				(days) => qingdan.count_scores("count", days),
				__("Count Days That Are Over"),
				__("Count Scores")
			)
		);
	},
};

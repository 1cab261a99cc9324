// Whoever makes forms begins one here, with its flow.

frappe.listview_settings["Qingdan Approval Flow"] = {
	onload(listview) {
		if (!frappe.boot.qingdan_makes_forms) return;
		listview.page.add_inner_button(__("New Form with a Flow"), () => qingdan.approval.make_form());
	},
};

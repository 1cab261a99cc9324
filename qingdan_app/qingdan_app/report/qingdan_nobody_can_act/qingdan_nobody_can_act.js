// 无人可办

frappe.query_reports["Qingdan Nobody Can Act"] = {
	filters: [],

	onload(report) {
		if (!frappe.user.has_role(["List Administrator", "System Manager"])) return;
		report.page.add_inner_button(__("Hand Over Open Turns"), () => qingdan.approval.show_handover("", () => report.refresh()));
	},
};

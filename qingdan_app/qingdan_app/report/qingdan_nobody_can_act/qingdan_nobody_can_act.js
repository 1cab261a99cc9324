// 无人可办

frappe.query_reports["Qingdan Nobody Can Act"] = {
	filters: [],

	onload(report) {
		if (!frappe.model.can_write("Qingdan Approval Flow")) return;
		report.page.add_inner_button(__("Hand Over Open Turns"), () => qingdan.approval.show_handover("", () => report.refresh()));
	},
};

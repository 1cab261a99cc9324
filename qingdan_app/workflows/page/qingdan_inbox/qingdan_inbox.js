// What waits for one, what one has decided, sent in, or got a copy of: one place for the approvals of all DocTypes.

frappe.pages["qingdan-inbox"].on_page_load = (wrapper) => {
	const page = frappe.ui.make_app_page({ parent: wrapper, title: __("Approval Inbox"), single_column: true });
	wrapper.inbox = new qingdan.approval.Inbox(page);
	qingdan.approval.offer_forms(page);
};

// What was decided on a form meanwhile is gone from the list.
frappe.pages["qingdan-inbox"].on_page_show = (wrapper) => {
	const [, box, request] = frappe.get_route();
	return box === "request" && request ? wrapper.inbox.show_request(request) : wrapper.inbox.show_box(box || "todo");
};

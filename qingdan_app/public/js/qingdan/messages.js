// Messages of the outbox: the one thing that is done with them by hand.

frappe.provide("qingdan");

qingdan.resend = (names) =>
	frappe
		.xcall("qingdan_app.api.messages.resend", { names })
		.then((count) => frappe.show_alert({ message: __("{0} messages are sent again", [count]), indicator: "green" }));

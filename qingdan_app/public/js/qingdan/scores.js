// Scores of units: which days are counted, and counting them.

frappe.provide("qingdan");

qingdan.days_to_count = (list) => [
	{ fieldname: "counted_list", label: __("Responsibility List"), fieldtype: "Link", options: "Qingdan List", reqd: 1, default: list },
	{ fieldname: "from_day", label: __("From Day"), fieldtype: "Date", reqd: 1 },
	{ fieldname: "to_day", label: __("To Day"), fieldtype: "Date", reqd: 1 },
];

qingdan.count_scores = async (verb, args) => {
	const { message } = await frappe.call({ method: `qingdan_app.api.scores.${verb}`, args, freeze: true });
	frappe.set_route("Form", "Qingdan Score Run", message.name);
};

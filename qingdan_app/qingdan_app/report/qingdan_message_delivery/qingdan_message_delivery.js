// 消息送达情况

frappe.query_reports["Qingdan Message Delivery"] = {
	filters: [
		{
			fieldname: "group_by",
			label: __("Group By"),
			fieldtype: "Select",
			options: [
				{ value: "channel", label: __("Channel") },
				{ value: "kind", label: __("Kind") },
				{ value: "receiver", label: __("Receiver") },
			],
			default: "channel",
		},
		{ fieldname: "from_date", label: __("From"), fieldtype: "Date" },
		{ fieldname: "to_date", label: __("Until"), fieldtype: "Date" },
	],
};

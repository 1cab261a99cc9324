// How many tasks show a light leads to these tasks.
const LIGHTS = { red: "Red", yellow: "Yellow", blue: "Blue", green: "Green" };

frappe.query_reports["Qingdan Rolled Up"] = {
	filters: [
		{
			fieldname: "group_by",
			label: __("Group by"),
			fieldtype: "Select",
			default: "list",
			options: [
				{ value: "list", label: __("By Responsibility List") },
				{ value: "key_work", label: __("By Key Work") },
				{ value: "lead_unit", label: __("By Lead Unit") },
				{ value: "leader", label: __("By Leader") },
			],
		},
		{ fieldname: "list", label: __("Responsibility List"), fieldtype: "Link", options: "Qingdan List" },
	],
	formatter(value, row, column, data, plain) {
		const shown = plain(value, row, column, data);
		const light = LIGHTS[column.fieldname];
		if (!light || !value || !data?.scope) return shown;
		return `<a href="/app/qingdan-task?${new URLSearchParams({ ...data.scope, light })}">${shown}</a>`;
	},
};

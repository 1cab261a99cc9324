frappe.query_reports["Qingdan Notices by Unit"] = {
	filters: [
		{ fieldname: "from_date", label: __("Issued From"), fieldtype: "Date" },
		{ fieldname: "until_date", label: __("Issued Until"), fieldtype: "Date" },
	],

	// Each figure opens the notices that it counts.
	formatter(value, row, column, data, plain) {
		const html = plain(value, row, column, data);
		if (!data?.unit || !value || !data.opens?.[column.fieldname]) return html;
		const query = new URLSearchParams({ unit: data.unit, ...data.opens[column.fieldname] });
		return `<a href="/app/qingdan-supervision-notice?${query}">${html}</a>`;
	},
};

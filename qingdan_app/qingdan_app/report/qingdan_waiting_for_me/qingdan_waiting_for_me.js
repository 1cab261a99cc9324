frappe.query_reports["Qingdan Waiting for Me"] = {
	filters: [],

	// What is written to somebody opens itself, and its task stands beside it.
	formatter(value, row, column, data, plain) {
		const html = plain(value, row, column, data);
		if (column.fieldname !== "step" || !data?.document) return html;
		return `<a href="${frappe.utils.get_form_link(...data.document)}">${html}</a>`;
	},
};

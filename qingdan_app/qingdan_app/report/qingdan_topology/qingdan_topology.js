// 运行环境检查: sentences are read whole, on several lines of a cell.

frappe.query_reports["Qingdan Topology"] = {
	filters: [],

	get_datatable_options: (options) => ({ ...options, cellHeight: 88 }),

	formatter: (value) => `<div style="white-space: normal; line-height: 1.4">${qingdan.escape(value || "")}</div>`,
};

// 运行环境检查

frappe.query_reports["Qingdan Topology"] = {
	filters: [],
};

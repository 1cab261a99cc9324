frappe.query_reports["Qingdan Waiting for Me"] = { filters: [] };

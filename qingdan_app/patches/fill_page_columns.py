"""Fill the columns that order and filter a page of tasks, and drop the index they replace."""

import frappe


def execute() -> None:
	frappe.db.sql("update `tabQingdan Task` set `due_order` = ifnull(`due_date`, '9999-12-31')")
	frappe.db.sql(
		"""update `tabQingdan Task Unit` `row` join `tabQingdan Task` `task` on `task`.`name` = `row`.`parent`
		set `row`.`due_order` = `task`.`due_order`, `row`.`state` = `task`.`state`,
			`row`.`late_since` = `task`.`late_since`"""
	)
	_drop("tabQingdan Task Unit", "unit_due_date_parent_index")
	for index in ("leader_due_date_index", "lead_unit_due_date_index", "state_due_date_index"):
		_drop("tabQingdan Task", index)


def _drop(table: str, index: str) -> None:
	if frappe.db.has_index(table, index):
		frappe.db.sql_ddl(f"alter table `{table}` drop index `{index}`")

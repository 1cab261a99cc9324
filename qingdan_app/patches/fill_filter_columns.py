"""Fill the copies that a unit's page is filtered by, and drop the indexes that wider ones replace."""

import frappe


def execute() -> None:
	frappe.db.sql(
		"""update `tabQingdan Task Unit` `row` join `tabQingdan Task` `task` on `task`.`name` = `row`.`parent`
		set `row`.`list` = `task`.`list`, `row`.`leader` = `task`.`leader`, `row`.`lead_unit` = `task`.`lead_unit`"""
	)
	for index in ("due_order_parent", "state_due_order_parent", "late_since_parent_state"):
		_drop("tabQingdan Task Unit", f"unit_{index}_index")
	for index in ("lead_unit", "state", "leader", "leader_state"):
		_drop("tabQingdan Task", f"{index}_due_order_index")


def _drop(table: str, index: str) -> None:
	if frappe.db.has_index(table, index):
		frappe.db.sql_ddl(f"alter table `{table}` drop index `{index}`")

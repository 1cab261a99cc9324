"""Tasks from before there were lights: how many of their reports stand sent back, and whether the last one names a problem."""

import frappe

from qingdan_app.tasks.rules.states import ReportState


def execute() -> None:
	frappe.db.sql(
		"""update `tabQingdan Task` `task` join (select `task`, count(*) `number` from `tabQingdan Progress Report`
			where `state` = %s group by `task`) `back` on `back`.`task` = `task`.`name`
		set `task`.`returned_reports` = `back`.`number`""",
		ReportState.RETURNED.value,
	)
	frappe.db.sql(
		"""update `tabQingdan Task` `task` join `tabQingdan Progress Report` `report` on `report`.`name` = `task`.`last_report`
		set `task`.`problem_reported` = 1 where trim(ifnull(`report`.`problems`, '')) != ''"""
	)

"""`late_since` says what is late today; what was late, and how many days late a completed task came, is kept beside it."""

import frappe


def execute():
	frappe.db.sql(
		"update `tabQingdan Task` set `was_late_since` = `late_since` where `late_since` is not null and `was_late_since` is null"
	)
	frappe.db.sql(
		"""update `tabQingdan Task` set `late_since` = null,
			`late_days` = greatest(0, ifnull(datediff(date(`submitted_at`), `due_date`), 0))
		where `state` = '已完成' and `late_since` is not null"""
	)
	frappe.db.sql(
		"""update `tabQingdan Task` set `late_since` = null where `late_since` is not null and (`due_date` is null
			or (`state` = '待审核' and date(`submitted_at`) <= `due_date`) or (`state` != '待审核' and `due_date` >= %s))""",
		(frappe.utils.getdate(),),
	)
	frappe.db.sql(
		"""update `tabQingdan Task Unit` `row` join `tabQingdan Task` `task` on `task`.`name` = `row`.`parent`
		set `row`.`late_since` = null where `row`.`late_since` is not null and `task`.`late_since` is null"""
	)

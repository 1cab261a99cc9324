"""Reports of months from before a period had its last day: that of the month, by which they were due."""

import frappe


def execute() -> None:
	frappe.db.sql(
		"""update `tabQingdan Progress Report` set `period_ends` = last_day(concat(`period`, '-01')), `due_on` = last_day(concat(`period`, '-01'))
		where `kind` = 'Period' and `period_ends` is null and `period` regexp '^[0-9]{4}-(0[1-9]|1[0-2])$'"""
	)

"""Lights from before they knew the day on which time may change them: they are looked at in the next night."""

import frappe


def execute() -> None:
	frappe.db.sql(
		"update `tabQingdan Task` set `light_wake` = curdate() where ifnull(`light`, '') != '' and `light_wake` is null"
	)

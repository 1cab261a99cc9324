"""What is on the site already, as plain data for the plan."""

import frappe

TASK_COLUMNS = ["name", "text", "deadline_raw", "due_date", "state", "key_work"]


def list_titles() -> dict[str, str]:
	"""Titles of all lists by code."""
	return dict(frappe.get_all("Qingdan List", fields=["code", "title"], as_list=True))


def rows_on_site(codes: list[str]) -> dict[str, dict[str, dict]]:
	"""The lists, key works and tasks under these list codes, with the words an import compares."""
	return {
		"Qingdan List": _by_name("Qingdan List", {"name": ("in", codes)}, ["name"]),
		"Qingdan Key Work": _by_name(
			"Qingdan Key Work", {"list": ("in", codes)}, ["name", "text", "units_raw"]
		),
		"Qingdan Task": _by_name("Qingdan Task", {"list": ("in", codes)}, TASK_COLUMNS),
		"Qingdan Leader": _by_name("Qingdan Leader", {}, ["name"]),
	}


def _by_name(doctype: str, filters: dict, fields: list[str]) -> dict[str, dict]:
	return {row.name: row for row in frappe.get_all(doctype, filters=filters, fields=fields)}

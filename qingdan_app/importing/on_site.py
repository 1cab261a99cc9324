"""What is on the site already, as plain data for the plan."""

import frappe

from qingdan_app.importing.plan.compare import KEY_WORK, TASK

KEY_WORK_COLUMNS = ["name", "list", "serial", "text", "units_raw", "leader"]
TASK_COLUMNS = ["name", "list", "number", "text", "deadline_raw", "due_date", "state", "course", "key_work"]
TASK_COLUMNS += ["deadline_said", "further"]
OF_THE_DOCUMENT = {"carried_from": ("is", "not set")}
"""What was carried over from an earlier list is none of the document's."""


def list_titles() -> dict[str, str]:
	"""Titles of all lists by code."""
	return dict(frappe.get_all("Qingdan List", fields=["code", "title"], as_list=True))


def rows_on_site(codes: list[str]) -> dict[str, dict[str, dict]]:
	"""The lists, key works and tasks under these list codes, with the words an import compares."""
	return {
		"Qingdan List": _by_name("Qingdan List", {"name": ("in", codes)}, ["name"]),
		KEY_WORK: _by_name(KEY_WORK, {"list": ("in", codes), **OF_THE_DOCUMENT}, KEY_WORK_COLUMNS),
		TASK: _by_name(TASK, {"list": ("in", codes), **OF_THE_DOCUMENT}, TASK_COLUMNS),
		"Qingdan Leader": _by_name("Qingdan Leader", {}, ["name"]),
	}


def numbers_taken(codes: list[str]) -> dict[str, list[str]]:
	"""All names of key works and tasks in these lists, whatever they come from."""
	return {
		doctype: frappe.get_all(doctype, {"list": ("in", codes)}, pluck="name")
		for doctype in (KEY_WORK, TASK)
	}


def handed_out(codes: list[str]) -> set[str]:
	"""Those of the lists of which tasks were handed out: people hold them against their words."""
	wanted = {"list": ("in", codes), "drafted": 0}
	return set(frappe.get_all(TASK, wanted, pluck="list", distinct=True))


def _by_name(doctype: str, filters: dict, fields: list[str]) -> dict[str, dict]:
	return {row.name: row for row in frappe.get_all(doctype, filters=filters, fields=fields)}

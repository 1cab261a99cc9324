"""Filling a demo site: the list through the app's own importer, then people for everybody it names."""

import json
from pathlib import Path

import frappe
from frappe.utils import getdate

from qingdan_app.demo import people
from qingdan_app.importing import writer
from qingdan_app.organization import settings
from qingdan_app.supervision import opening_periods, stamping

HERE = Path(__file__).parent
LANGUAGE = "zh"
LIST_FILE = "hangzhou-2021.txt"
DEPARTMENTS = ("市政府各直属单位", "市级各预算单位")


def run(users_file: str | None = None) -> None:
	"""Import the list, fill the groups, create the people; write who may log in to `users_file` (JSON).

	Safe to run again: what is there is left alone.
	"""
	frappe.local.lang = LANGUAGE  # what an import has to say is kept in the words of who ran it
	use_lists()
	import_list()
	opening_periods.open_periods(getdate())
	stamping.stamp_late(getdate())
	fill_groups()
	users = people.create_all()
	frappe.db.commit()  # the entry point of a command, not of a request
	if users_file:
		Path(users_file).write_text(json.dumps(users, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def use_lists() -> None:
	"""The demo is a city's, whatever other apps the site has."""
	stored = frappe.get_single(settings.SETTINGS)
	stored.responsibility_lists = settings.IN_USE
	stored.save()


def import_list() -> None:
	"""Import the 2021 list as a list administrator would: preview, look at the issues, confirm."""
	if frappe.db.exists("Qingdan Import", {"status": "Written"}):
		return
	run = frappe.get_doc({"doctype": "Qingdan Import", "file": _attach_list()}).insert()
	writer.preview_run(run)
	for issue in run.issues:
		issue.settled = 1
	run.save()
	writer.confirm_run(run)


def fill_groups() -> None:
	"""Enter the members of the groups that the list names; a group nobody defines stays empty."""
	members = json.loads((HERE / "groups.json").read_text(encoding="utf-8"))
	departments = frappe.get_all("Qingdan Unit", {"kind": "Department", "is_group": 0}, pluck="name")
	members.update(dict.fromkeys(DEPARTMENTS, departments))
	for group, units in members.items():
		doc = frappe.get_doc("Qingdan Unit", group)
		if not doc.members:
			doc.update({"members": [{"unit": unit} for unit in units]})
			doc.save()


def _attach_list() -> str:
	content = (HERE / LIST_FILE).read_bytes()
	file = frappe.get_doc({"doctype": "File", "file_name": LIST_FILE, "is_private": 1, "content": content})
	return file.insert().file_url

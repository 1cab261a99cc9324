"""Filling a demo site: the list through the app's own importer, then people for everybody it names."""

import json
import re
from pathlib import Path

import frappe
from frappe.utils import getdate

from qingdan_app.demo import people
from qingdan_app.importing import writer
from qingdan_app.organization import settings
from qingdan_app.supervision import opening_periods, stamping

HERE = Path(__file__).parent
LANGUAGE = "zh"
LIST_TEXT, LIST_YEAR = HERE / "hangzhou-2021.txt", 2021
DEPARTMENTS = ("市政府各直属单位", "市级各预算单位")


def run(users_file: str | None = None) -> None:
	"""Import the list as it is, fill the groups, create the people; write who may log in to `users_file` (JSON).

	Safe to run again: what is there is left alone.
	"""
	users = fill()
	opening_periods.open_periods(getdate())
	stamping.stamp_late(getdate())
	frappe.db.commit()  # the entry point of a command, not of a request
	write_users(users, users_file)


def fill(year: int = LIST_YEAR) -> list[dict]:
	"""The list, moved to `year`, with its groups and people; answers who may log in. The list of another year is handed out
	by whoever plays that year."""
	frappe.local.lang = LANGUAGE  # what an import has to say is kept in the words of who ran it
	use_lists()
	import_list(year)
	fill_groups()
	return people.create_all()


def write_users(users: list[dict], users_file: str | None) -> None:
	if users_file:
		Path(users_file).write_text(json.dumps(users, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def use_lists() -> None:
	"""The demo is a city's, whatever other apps the site has."""
	stored = frappe.get_single(settings.SETTINGS)
	stored.responsibility_lists = settings.IN_USE
	stored.save()


def import_list(year: int = LIST_YEAR) -> None:
	"""Import the list as a list administrator would: preview, look at the issues, confirm."""
	if is_filled():
		return
	run = frappe.get_doc({"doctype": "Qingdan Import", "file": attach_list(year)}).insert()
	writer.preview_run(run)
	for issue in run.issues:
		issue.settled = 1
	run.save()
	writer.confirm_run(run, hand_out=year == LIST_YEAR)


def is_filled() -> bool:
	"""Whether the list was imported before."""
	return bool(frappe.db.exists("Qingdan Import", {"status": "Written"}))


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


def attach_list(year: int = LIST_YEAR) -> str:
	"""Upload the list, as if it had been issued for that year; the address of the file."""
	content = moved(LIST_TEXT.read_text(encoding="utf-8"), year - LIST_YEAR).encode()
	words = {"file_name": f"hangzhou-{year}.txt", "is_private": 1, "content": content}
	return frappe.get_doc({"doctype": "File", **words}).insert().file_url


def moved(text: str, years: int) -> str:
	"""The document as if it had been issued so many years later."""
	return re.sub(r"20\d\d(?=年)", lambda year: str(int(year[0]) + years), text)

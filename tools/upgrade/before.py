"""A site as an earlier release left it: work in the middle, and what its administrator changed.

Run with the bench's Python in its sites folder, the earlier code first on the path: before.py SITE FILE
What it leaves is written to FILE; after.py looks whether it is still there.
"""

import json
import sys
from pathlib import Path

import frappe
from frappe.permissions import update_permission_property
from frappe.utils import add_to_date, now_datetime
from frappe.utils.background_jobs import get_queue
from qingdan_app.workflows.approvals import sealing
from rq.exceptions import DeserializationError
from rq.job import Job

from qingdan_app.importing import writer
from qingdan_app.parsing.tests.factories import document, item
from qingdan_app.tests import factories
from qingdan_app.tests.city import City

OURS = "Qingdan %"
EDITED = {
	"Custom DocPerm": "",
	"Custom Field": "",
	"Has Role": "where `parenttype` = 'User'",
	"Kanban Board": "",
	"Kanban Board Column": "",
	"List View Settings": "",
	"Module Profile": "",
	"Property Setter": "",
	"Role": "",
	"User": "",
	"Workflow": "",
	"Workflow Document State": "",
	"Workflow State": "",
	"Workflow Transition": "",
}
"""DocTypes of core in which an administrator makes the app their own, and which of their rows those are."""


def fill() -> dict:
	"""Work in every state, and an administrator's edits; answers the names that the checks go on with."""
	running, lent, returned, done, moving = City(), City(), City(), City(), City()
	running.filed()
	_delegate(lent)
	lent.filed()
	returned.in_review()
	factories.acted(returned.task, ("return", returned.office))
	done.completed()
	moving.started()
	moving.draft()
	_import()
	_calendar()
	sealing.seal_heads()
	_edit()
	_more_after_the_seal(moving)
	return {
		"running": _people(running),
		"lent": _people(lent),
		"returned": _people(returned),
		"completed": _people(done),
		"moving": _people(moving),
	}


def _people(city: City) -> dict:
	names = (
		"liaison",
		"head",
		"helper",
		"office",
		"other_office",
		"outsider",
		"supervisor",
		"administrator",
		"leader",
	)
	return {"task": city.task.name, **{name: getattr(city, name) for name in names}}


def _delegate(city: City) -> None:
	now = now_datetime()
	frappe.get_doc(
		{
			"doctype": "Qingdan Approval Delegation",
			"person": city.office,
			"delegate": city.other_office,
			"scope_kind": "All",
			"from_time": add_to_date(now, days=-1),
			"until_time": add_to_date(now, years=5),
		}
	).insert()


def _import() -> None:
	"""One run that was written and one that waits to be settled."""
	for year, confirmed in ((2019, True), (2020, False)):
		text = document(item("1"), item("2", units="市建委，市财政局")).replace("2021", str(year))
		url = factories.evidence(file_name="list.txt", content=text.encode())
		run = writer.preview_run(frappe.get_doc({"doctype": "Qingdan Import", "file": url}).insert())
		if confirmed:
			for row in run.issues:
				row.settled = 1
			run.save()
			writer.confirm_run(run)


def _calendar() -> None:
	frappe.get_doc(
		{"doctype": "Qingdan Calendar Day", "date": "2031-05-04", "working": 1, "reason": "调休"}
	).insert()


def _edit() -> None:
	"""What administrators change: rights, the flow, columns, fields, settings, the board."""
	update_permission_property("Qingdan Progress Report", "Supervision Office", 0, "export", 0)
	_edit_workflow()
	frappe.db.set_value("List View Settings", "Qingdan Task", "total_fields", "9")
	frappe.db.set_single_value("Qingdan Settings", "morning_from", "08:00:00")
	field = {
		"dt": "Qingdan Approval Request",
		"fieldname": "our_mark",
		"label": "Our Mark",
		"fieldtype": "Data",
	}
	frappe.get_doc({"doctype": "Custom Field", **field}).insert()
	frappe.make_property_setter(
		{"doctype": "Qingdan Import", "fieldname": "file", "property": "bold", "value": "1"}
	)
	frappe.db.set_value("Kanban Board", "任务状态看板", "show_labels", 0)


def _edit_workflow() -> None:
	workflow = frappe.get_doc("Workflow", "任务办理流程")
	workflow.transitions[-1].allowed = "List Administrator"
	workflow.save()


def _more_after_the_seal(city: City) -> None:
	"""Entries that no seal has seen yet."""
	factories.acted(city.draft(period="2021-04"), ("file", city.liaison))


def rows() -> dict[str, dict[str, dict[str, str]]]:
	"""Every row of our DocTypes and of those an administrator edits: DocType → name → column → value."""
	ours = frappe.get_all("DocType", {"name": ("like", OURS), "issingle": 0}, pluck="name")
	wanted = {**dict.fromkeys(sorted(ours), ""), **EDITED}
	return {doctype: _rows_of(doctype, which) for doctype, which in wanted.items()}


def _rows_of(doctype: str, which: str) -> dict[str, dict[str, str]]:
	found = frappe.db.sql(f"select * from `tab{doctype}` {which}", as_dict=True)
	return {str(row.name): {column: str(value) for column, value in row.items()} for row in found}


def drop_jobs() -> None:
	"""Messages are not what is upgraded: no worker of another run shall find them."""
	for name in ("short", "default", "long"):
		for job in get_queue(name).jobs:
			if _is_of_this_site(job):
				job.delete()


def _is_of_this_site(job: Job) -> bool:
	"""Whether a job was queued here: another site's may name code that this release does not have."""
	try:
		return job.kwargs.get("site") == frappe.local.site
	except DeserializationError:
		return False


def main(file: Path) -> None:
	names = fill()
	frappe.db.commit()
	drop_jobs()
	file.write_text(json.dumps({"names": names, "rows": rows()}, ensure_ascii=False, indent=1))


if __name__ == "__main__":
	site, file = sys.argv[1:]
	frappe.init(site=site, sites_path=".")
	frappe.connect()
	frappe.set_user("Administrator")
	try:
		main(Path(file))
	finally:
		frappe.destroy()

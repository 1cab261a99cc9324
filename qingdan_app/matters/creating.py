"""The writer of the tasks that matters become: an ordinary task, in the year's list of matters."""

import frappe
from frappe.model.document import Document
from frappe.utils import getdate

from qingdan_app.matters import requirements
from qingdan_app.matters.rules.due import Due
from qingdan_app.tasks.rules.due import milestone
from qingdan_app.workflows.moves import guard

LIST, KEY_WORK, TASK = "Qingdan List", "Qingdan Key Work", "Qingdan Task"
CODE, TITLE = "{0}-J", "{0}年交办事项"
"""The list of a year, by the code that begins its tasks' numbers: `2026-J-17-01`."""


def task_for(matter: Document) -> str:
	"""Write the task of a matter, with an item of its own in the list of the year; its name. It is not handed out yet."""
	code = list_of(getdate().year)
	item = _item(matter, code)
	task = frappe.new_doc(TASK)
	task.update({"list": code, "key_work": item.name, "number": 1, "key_work_text": item.text})
	task.update({"text": matter.content, "leader": matter.leader, "matter": matter.name})
	task.update(_deadline(requirements.deadline_of(matter, getdate())))
	task.append("units", {"unit": matter.lead_unit, "duty": "Lead"})
	for row in matter.cooperating:
		task.append("units", {"unit": row.unit, "duty": "Cooperating"})
	task.drafted = 1
	with guard.permit(task):
		return task.insert(ignore_permissions=True).name  # whoever decided need not be one who writes tasks


def list_of(year: int) -> str:
	"""The code of the year's list of matters, which is made with the first of them."""
	code = CODE.format(year)
	if not frappe.db.exists(LIST, code):
		words = {"code": code, "title": TITLE.format(year), "year": year, "period": f"{year}年"}
		made = frappe.get_doc({"doctype": LIST, **words})
		made.insert(
			ignore_permissions=True, ignore_if_duplicate=True
		)  # two may take on the year's first at once
	return code


def _item(matter: Document, code: str) -> Document:
	"""The next item of the list, numbered under the list's lock."""
	frappe.db.get_value(LIST, code, "name", for_update=True)
	last = frappe.db.get_value(KEY_WORK, {"list": code}, "serial", order_by="serial desc") or 0
	units = [matter.lead_unit, *(row.unit for row in matter.cooperating)]
	item = frappe.new_doc(KEY_WORK)
	item.update({"list": code, "serial": last + 1, "text": matter.content, "leader": matter.leader})
	item.update({"lead_unit": matter.lead_unit, "units_raw": "、".join(units)})
	return item.insert(ignore_permissions=True)  # whoever decided need not be one who writes key works


def _deadline(due: Due) -> dict:
	return {
		"deadline_raw": due.raw,
		"deadline_kind": due.kind.title(),
		"due_date": due.final,
		"milestones": [milestone(each.date, each.precision, each.label) for each in due.dates],
	}

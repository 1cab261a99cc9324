"""What becomes of what was handed on when people, units and tasks change: it falls back, goes on or is done, and nobody is stranded."""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from qingdan_app.handlers import handing_on, todos
from qingdan_app.organization import people
from qingdan_app.tasks.in_hands import OPEN
from qingdan_app.tasks.rules.course import CLOSED
from qingdan_app.tasks.rules.states import TaskState
from qingdan_app.tasks.sources import PART, TASK

LEFT = """select `part`.`name` from `tabQingdan Part` `part`
	join `tabQingdan Unit` `unit` on `unit`.`name` = `part`.`unit`
	left join `tabUser` `user` on `user`.`name` = `part`.`handler` and `user`.`enabled` = 1
	where `part`.`state` = 'Open' and (%(user)s is null or `part`.`handler` = %(user)s)
	and (`user`.`name` is null or not exists(select 1 from `tabQingdan Contact` `contact`
		where `contact`.`user` = `part`.`handler` and `contact`.`unit` in (`part`.`unit`, `unit`.`merged_into`)
		and ifnull(`contact`.`from_date`, %(today)s) <= %(today)s and ifnull(`contact`.`until_date`, %(today)s) >= %(today)s))
	order by `part`.`name`"""


def people_left(user: str | None = None) -> int:
	"""What is in the hands of people who have no duty at the unit any more falls back to it; how many these were.

	Of one person, or of everybody: duties end by their day as well, which no save tells.
	"""
	found = frappe.db.sql(LEFT, {"user": user, "today": getdate()}, pluck=True)
	for name in found:
		handing_on.fall_back(frappe.get_doc(PART, name), _("No longer a person of the unit."))
	return len(found)


def units_changed(units: Iterable[str | None]) -> None:
	"""Groups or mergers have changed: what these units handed on of tasks in which they do not stand any more is taken back."""
	about = {"unit": ("in", [*filter(None, units), ""]), "state": OPEN}
	for name in frappe.get_all(PART, about, pluck="task", distinct=True):
		_leave(frappe.get_doc(TASK, name, for_update=True))


def user_saved(user: Document, method: str) -> None:
	"""An account was disabled (hook `on_update` of User)."""
	if not user.enabled and user.has_value_changed("enabled"):
		people_left(user.name)


def user_renamed(user: Document, method: str, old: str, new: str, merge: bool = False) -> None:
	"""An account was renamed: its rows go with it by core, the text beside them does not (hook `after_rename` of User)."""
	todos.name_anew(new)


def task_saved(task: Document) -> None:
	"""A task is over, or has other units: asked of those alone of which something is in somebody's hands."""
	if not frappe.parse_json(task.get("_assign") or "[]"):
		return
	if task.state == TaskState.COMPLETED.value or task.course in CLOSED:
		handing_on.end_with_task(task)
	elif _units_changed(task):
		_leave(task)


def _units_changed(task: Document) -> bool:
	before = task.get_doc_before_save()
	return bool(before) and {row.unit for row in before.units} != {row.unit for row in task.units}


def _leave(task: Document) -> None:
	"""What units that stand in the task no longer had handed on is taken back."""
	units = {row.unit for row in task.units}
	for row in frappe.get_all(PART, {"task": task.name, "state": OPEN}, ["name", "unit"]):
		if people.stands_for(frozenset({row.unit})).isdisjoint(units):
			handing_on.taken_with_unit(task, frappe.get_doc(PART, row.name))

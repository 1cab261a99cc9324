"""The end of a list: what archiving would do, doing it, opening a list again, and carrying over what goes on."""

from datetime import date

import frappe
from frappe.utils import getdate

from qingdan_app import arguments
from qingdan_app.archiving import carrying_over, closing_lists, what_is_open
from qingdan_app.archiving.closing_lists import check_may_archive
from qingdan_app.archiving.later_lists import later_list
from qingdan_app.changes.asking import read_tasks
from qingdan_app.tasks.of_a_list import LIST
from qingdan_app.workflows.moves.many import each, parsed, read_names
from qingdan_app.workflows.retry import repeat_on_deadlock


@frappe.whitelist(methods=["GET", "POST"])
@arguments.read
def get_preview(name: str) -> dict:
	"""What archiving a list would do today; nothing is written.

	`{figures, open, rows: [{name, title, state, course, course_since, lead_unit, leader, due_date, percent}], turns, drafts,
	parts, problems}`: `rows` are up to 200 open tasks, `problems` sentences about what has to be decided before.
	"""
	_check_document(name)
	return what_is_open.foresee(name)


@frappe.whitelist(methods=["GET", "POST"])
@arguments.read
def get_previews(names: list[str] | str) -> list[dict]:
	"""The same of many lists, without their tasks: `[{name, title, total, open, late, turns, problems}]`."""
	names = read_names(names)
	for name in names:
		_check_document(name)
	return [what_is_open.told_of(name) for name in names]


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_on_deadlock
def archive_each(names: list[str] | str, remark: str = "") -> list[dict]:
	"""Archive many lists, each by itself: `[{doctype, name, ok, message}]`; one that is not ready does not keep the others open.

	Raises WrongItems for lists of more than 3,000 tasks in all.
	"""
	check_may_archive()
	lists = [("Qingdan List", name) for name in read_names(names)]
	closing_lists.check_how_many([name for _doctype, name in lists])
	return each(lists, lambda _doctype, name: closing_lists.archive(name, remark))


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_on_deadlock
def archive(name: str, remark: str = "") -> dict:
	"""Archive a list as a whole: `{report}`, its closing report. Raises NotReadyToArchive, ArchivedAlready."""
	_check_document(name)
	return {"report": closing_lists.archive(name, remark).name}


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_on_deadlock
def open_again(name: str, reason: str) -> dict:
	"""Open an archived list again: `{report}`, the closing report that says why. Raises ReopeningNeedsReason, ArchivedAlready."""
	_check_document(name)
	return {"report": closing_lists.open_again(name, reason).name}


@frappe.whitelist(methods=["GET", "POST"])
@arguments.read
def get_carried_over(
	name: str, target: str | None = None, tasks: list[str] | str | None = None, deadline: str | None = None
) -> dict:
	"""What carrying over would do, of these tasks of a list or of all that is open; nothing is written.

	`{target: {code, title, is_new, from_year, after}, rows: [{name, title, state, course, runs_on, number, due_date, new_due_date, needs_date,
	units, new_units, leader, carried_into, why}], problems}`: `why` says why a task stays. `deadline` is for those whose own has passed.
	"""
	_check_document(name)
	return carrying_over.foresee(name, target, _read(tasks), _day(deadline))


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_on_deadlock
def carry_over(
	name: str, tasks: list[str] | str, target: str | None = None, deadline: str | None = None
) -> dict:
	"""Carry tasks of a list over into a later one: `{list, tasks: [{task, into}]}`; they are handed out there.

	Raises CannotBeCarriedOver with each that cannot be: none is then. What was carried over before is passed over.
	"""
	_check_document(name)
	found = carrying_over.carry_over(name, target, read_tasks(parsed(tasks or "[]")), _day(deadline))
	return {"list": later_list(name, target).code, "tasks": [each._asdict() for each in found]}


def _check_document(name: str) -> None:
	"""Raise PermissionError for whoever archives no lists, or does not see this one."""
	check_may_archive()
	frappe.get_doc(LIST, name).check_permission("read")


def _read(tasks: list[str] | str | None) -> list[str] | None:
	return read_tasks(parsed(tasks)) if tasks else None


def _day(deadline: str | None) -> date | None:
	return getdate(deadline) if deadline else None

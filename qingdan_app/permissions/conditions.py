"""The rule of visibility as list conditions: what `permission_query_conditions` answers for each DocType.

Every condition is one an index can serve. Those that end in `to_change` say which documents may be changed.
"""

import frappe

from qingdan_app.organization.people import standing_of
from qingdan_app.organization.rules.standing import Standing
from qingdan_app.permissions.guarded import GUARDED
from qingdan_app.tasks import sources
from qingdan_app.tasks.rules.filed import OPEN
from qingdan_app.tasks.rules.states import ReportState
from qingdan_app.workflows.listed import EVERYTHING, NOTHING, among, any_of
from qingdan_app.workflows.requests.access import at_turn

REPORT, REFUSAL, PART = "Qingdan Progress Report", "Qingdan Refusal", "Qingdan Part"
RULE_ROW = "Qingdan Reporting Rule In Force"


def tasks(user: str | None = None) -> str:
	"""A task is seen by its units, its leader's office, and whoever has to decide on it while it is their turn."""
	return sources.sources_of(standing_of(user)).condition


def tasks_to_change(user: str | None = None) -> str:
	return sources.lasting_sources_of(standing_of(user)).condition


def key_works(user: str | None = None) -> str:
	"""An item is seen with any of its tasks."""
	return _with_task("`tabQingdan Key Work`.`name`", "key_work", tasks(user))


def reports(user: str | None = None) -> str:
	"""A report is seen with its task, a draft by its own unit only; and by whoever has the turn on it, whatever its state."""
	standing = standing_of(user)
	if standing.user == "Administrator":
		return EVERYTHING
	seen = _with_task(f"`tab{REPORT}`.`task`", "name", tasks(user))
	filed = f"ifnull(`tab{REPORT}`.`state`, '') != {frappe.db.escape(ReportState.DRAFT.value)}"
	with_task = _both(seen, any_of([filed, _written_by(standing)]))
	return any_of([with_task, at_turn(REPORT, standing.user)])


def reports_to_change(user: str | None = None) -> str:
	"""A report is changed by its own unit alone, and by whom the unit handed its task to, while it is open."""
	standing = standing_of(user)
	if standing.user == "Administrator":
		return EVERYTHING
	return _both(_written_by(standing), among(f"ifnull(`tab{REPORT}`.`state`, '')", OPEN))


def parts(user: str | None = None) -> str:
	"""What a unit hands on within is seen by the unit, by its person, by the task's leader's office and by whoever sees all."""
	standing = standing_of(user)
	if standing.sees_all:
		return EVERYTHING
	own = [among(f"`tab{PART}`.`unit`", standing.all_units)]
	if standing.leaders:
		led = f"select `name` from `tabQingdan Task` where {among('`leader`', standing.leaders)}"
		own.append(f"`tab{PART}`.`task` in ({led})")
	if standing.handles:
		own.append(f"`tab{PART}`.`name` in ({sources.handed_to(standing.user, standing.handles, '`name`')})")
	return any_of(own)


def _written_by(standing: Standing) -> str:
	"""Reports of a person's units, and those on tasks that were handed to them, for the unit that did."""
	own = [among(f"`tab{REPORT}`.`unit`", standing.all_units)]
	if standing.handles:
		handed = sources.handed_to(standing.user, standing.handles, "`task`, `unit`")
		own.append(f"(`tab{REPORT}`.`task`, `tab{REPORT}`.`unit`) in ({handed})")
	return any_of(own)


def contacts(user: str | None = None) -> str:
	standing = standing_of(user)
	return EVERYTHING if standing.sees_all else among("`tabQingdan Contact`.`user`", [standing.user])


def imports(user: str | None = None) -> str:
	return EVERYTHING if standing_of(user).sees_all else NOTHING


def task_units(user: str | None = None) -> str:
	return _rows("Qingdan Task Unit", user)


def task_earlier_units(user: str | None = None) -> str:
	return _rows("Qingdan Task Earlier Unit", user)


def refusals(user: str | None = None) -> str:
	"""A unit's refusal is seen with its task, and by whoever has the turn on it."""
	standing = standing_of(user)
	seen = _with_task(f"`tab{REFUSAL}`.`task`", "name", tasks(user))
	return seen if seen == EVERYTHING else any_of([seen, at_turn(REFUSAL, standing.user)])


def light_changes(user: str | None = None) -> str:
	"""When a task changed its colour is seen with the task."""
	return _with_task("`tabQingdan Light Change`.`task`", "name", tasks(user))


def verifications(user: str | None = None) -> str:
	"""What was found about a task is seen with the task."""
	return _with_task("`tabQingdan Verification`.`task`", "name", tasks(user))


def reminders(user: str | None = None) -> str:
	"""A reminder is seen by whom it reminds, and by whoever sees everything."""
	standing = standing_of(user)
	return EVERYTHING if standing.sees_all else among("`tabQingdan Reminder`.`receiver`", [standing.user])


def task_milestones(user: str | None = None) -> str:
	return _rows("Qingdan Task Milestone", user)


def task_targets(user: str | None = None) -> str:
	return _rows("Qingdan Task Target", user)


def rules_in_force(user: str | None = None) -> str:
	"""By which rule a list is reported everybody knows; that a task is by one of its own is seen with the task."""
	of_tasks = _rows(RULE_ROW, user)
	return of_tasks and any_of([f"`tab{RULE_ROW}`.`parenttype` = 'Qingdan List'", of_tasks])


def report_evidence(user: str | None = None) -> str:
	return _rows("Qingdan Report Evidence", user)


def report_figures(user: str | None = None) -> str:
	return _rows("Qingdan Report Figure", user)


def _rows(child: str, user: str | None) -> str:
	"""Rows are seen with the document they belong to."""
	parent = GUARDED[child].parent
	seen = frappe.get_attr(GUARDED[parent].condition)(user)
	return seen and _within(f"`tab{child}`.`parent`", "name", parent, seen)


def _with_task(column: str, key: str, seen: str) -> str:
	return seen if seen in (EVERYTHING, NOTHING) else _within(column, key, "Qingdan Task", seen)


def _within(column: str, key: str, doctype: str, seen: str) -> str:
	return f"{column} in (select `{key}` from `tab{doctype}` where {seen})"


def _both(first: str, second: str) -> str:
	if NOTHING in (first, second):
		return NOTHING
	return " and ".join(f"({condition})" for condition in (first, second) if condition) or EVERYTHING

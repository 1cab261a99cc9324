"""Everything that waits for the session's user, for the report of that name. Reads only, under permissions."""

from collections import defaultdict
from datetime import date

import frappe
from frappe import _
from frappe.utils import add_days

from qingdan_app.organization import people
from qingdan_app.organization.rules.standing import Role
from qingdan_app.tasks import in_hands, obligations
from qingdan_app.tasks.overview import waiting_for_decision
from qingdan_app.tasks.reporters import FILED
from qingdan_app.tasks.rules.due import SOON_DAYS
from qingdan_app.tasks.rules.owing import NOT_REPORTED
from qingdan_app.tasks.rules.refusal_states import RefusalState
from qingdan_app.tasks.rules.states import ReportState, TaskState

TASK_FIELDS = ("name", "title", "state", "due_date", "lead_unit", "leader", "acknowledged_by", "late_since")

EVER = date(1900, 1, 1)
RUNNING = {"course": ("is", "not set")}
"""Nothing is asked of a task that is suspended, terminated or merged."""


def waiting_for_me(today: date) -> list[dict]:
	"""`[{task, title, step, due_date, state, lead_unit, leader, late_since}]`, what is due first comes first."""
	rows = [
		*_to_decide(),
		*_to_act(),
		*_to_report(today),
		*_to_tick(today),
		*_to_mend(),
		*_to_adopt(),
		*_to_settle(),
		*_handed(),
	]
	return sorted(rows, key=lambda row: (row["due_date"] or date.max, row["task"]))


def _to_decide() -> list[dict]:
	return _rows({"name": ("in", waiting_for_decision())}, lambda task: _("Complete or return"))


def _to_act() -> list[dict]:
	"""Tasks of the user's own lead units that are not acknowledged or not started."""
	filters = {
		"state": TaskState.WAITING.value,
		"drafted": 0,
		"open_refusal": ("is", "not set"),
		"lead_unit": ("in", _own_units()),
		**RUNNING,
	}
	return _rows(filters, lambda task: _("Start Task") if task.acknowledged_by else _("Acknowledge"))


def _to_report(today: date) -> list[dict]:
	"""Moving tasks for which the user's unit has not filed for the period that is running."""
	units = _own_units()
	if not units:
		return []
	unreported = {"unit": ("in", units), "this_period": NOT_REPORTED, "asked_at": ("is", "not set")}
	rows = frappe.get_all("Qingdan Task Unit", unreported, ["parent", "unit", "duty"])
	own = defaultdict(list)
	for row in rows:
		own[row.parent].append(row)
	moving = {"state": TaskState.MOVING.value, "name": ("in", [*own]), **RUNNING}
	running = obligations.running(frappe.get_all("Qingdan Task", moving, ["name", "list"]), own, today)
	filed = {"unit": ("in", units), "task": ("in", [*running]), "kind": "Period", "state": ("in", FILED)}
	done = set(frappe.get_all("Qingdan Progress Report", filed, ["task", "period"], as_list=True))
	owed = [name for name, owed in running.items() if (name, owed.name) not in done]
	return _rows({"name": ("in", owed)}, lambda task: _("Fill In Progress"))


def _to_tick(today: date) -> list[dict]:
	"""Tasks of the user's own lead units of which a milestone is due soon, or overdue."""
	soon = (
		"between",
		(EVER, add_days(today, SOON_DAYS)),
	)  # core takes no day at all for one before every other
	due = {"lead_unit": ("in", _own_units()), "milestone_due": soon}
	return _rows({**due, "state": TaskState.MOVING.value, **RUNNING}, lambda task: _("Report Milestones"))


def _to_mend() -> list[dict]:
	"""Completion reports and reports on milestones that were sent back and wait to be filed again."""
	filters = {"state": ReportState.RETURNED.value, "unit": ("in", _own_units())}
	rows = frappe.get_all(
		"Qingdan Progress Report",
		{**filters, "kind": ("!=", "Period")},
		["task", "kind"],
		order_by="kind desc",
	)
	kinds = {row.task: row.kind for row in rows}
	moving = {"name": ("in", list(kinds)), "state": TaskState.MOVING.value, **RUNNING}
	words = {"Completion": _("Mend the completion report"), "Milestone": _("Mend the report on milestones")}
	return _rows(moving, lambda task: words[kinds[task.name]])


def _to_adopt() -> list[dict]:
	"""Reports on months and milestones that wait for the lead unit, or for supervision where the lead unit itself has filed."""
	filters = {"kind": ("!=", "Completion"), "state": ReportState.FILED.value}
	reports = frappe.get_list("Qingdan Progress Report", filters, ["task", "unit"], limit_page_length=0)
	supervising = Role.SUPERVISION.value in people.standing_of().roles
	own = set(_own_units())
	tasks = {row.task for row in reports if supervising or row.unit not in own}
	filters = {"name": ("in", sorted(tasks))}
	if not supervising:
		filters["lead_unit"] = ("in", sorted(own))
	return _rows(filters, lambda task: _("Adopt the progress report"))


def _to_settle() -> list[dict]:
	"""Tasks that their lead unit has refused, for the supervision office."""
	if Role.SUPERVISION.value not in people.standing_of().roles:
		return []
	open_ones = frappe.get_all("Qingdan Refusal", {"state": RefusalState.OPEN.value}, pluck="task")
	return _rows({"name": ("in", open_ones)}, lambda task: _("Answer the refusal"))


def _handed() -> list[dict]:
	"""Tasks that a unit handed to the user, who drafts its report."""
	moving = {
		"name": ("in", [*in_hands.open_of(frappe.session.user)]),
		"state": TaskState.MOVING.value,
		**RUNNING,
	}
	return _rows(moving, lambda task: _("Draft the Report"))


def _rows(filters: dict, step) -> list[dict]:
	if any(isinstance(value, tuple) and value[0] == "in" and not value[1] for value in filters.values()):
		return []
	tasks = frappe.get_list("Qingdan Task", filters, list(TASK_FIELDS), limit_page_length=0)
	return [{**task, "task": task.name, "step": step(task), "items": 1} for task in tasks]


def _own_units() -> list[str]:
	return sorted(people.standing_of().all_units)

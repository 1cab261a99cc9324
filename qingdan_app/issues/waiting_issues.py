"""Issues as they are shown beside their task, and among what waits for somebody. Reads only."""

from collections.abc import Iterable

import frappe
from frappe import _

from qingdan_app.issues.issue_requirements import ISSUE
from qingdan_app.issues.rules.issue_states import OPEN, Addressee, IssueState
from qingdan_app.notices import in_writing
from qingdan_app.organization import people
from qingdan_app.organization.rules.standing import Role

FIELDS = ("name", "title", "problem", "answer", "unit", "leader", "addressee", "task", "state", "raised_at")


def shown_on(task: str) -> list[dict]:
	"""The issues of a task that the session's user sees, the latest first."""
	wanted = {"task": task, "state": ("!=", IssueState.DRAFT.value)}
	rows = frappe.get_list(ISSUE, wanted, list(FIELDS), order_by="raised_at desc", limit_page_length=0)
	return [{**row, "open": row.state in OPEN} for row in rows]


def waiting_for_me() -> list[dict]:
	"""Issues that the user's leaders, or the supervision office, are asked about, and answers to the user's units, as rows of what
	waits for somebody."""
	standing = people.standing_of()
	answer, raised = _("Answer the Issue"), {"state": IssueState.RAISED.value}
	rows = _of("leader", standing.leaders, {**raised, "addressee": Addressee.OFFICE.value}, answer)
	rows += _of(
		"unit", standing.all_units, {"state": IssueState.ANSWERED.value}, _("Say whether it is solved")
	)
	if Role.SUPERVISION.value in standing.roles:
		to_them = frappe.get_list(
			ISSUE, {**raised, "addressee": Addressee.SUPERVISION.value}, list(FIELDS), limit_page_length=0
		)
		rows += [_row(row, answer) for row in to_them]
	return rows


def open_about(tasks: Iterable[str], locked: bool = False) -> list[str]:
	"""Issues of these tasks that are neither solved nor taken back."""
	return in_writing.open_about(ISSUE, OPEN, tasks, locked)


def _of(field: str, names: Iterable[str], wanted: dict, step: str) -> list[dict]:
	if not names:
		return []
	wanted = {**wanted, field: ("in", sorted(names))}
	return [_row(row, step) for row in frappe.get_list(ISSUE, wanted, list(FIELDS), limit_page_length=0)]


def _row(row: dict, step: str) -> dict:
	said = {name: row[name] for name in ("task", "title", "state", "leader")}
	shared = {"step": step, "due_date": None, "late_since": None, "items": 1, "document": [ISSUE, row.name]}
	return {**said, **shared, "lead_unit": row.unit}

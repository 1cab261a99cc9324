"""What of a list is open on a day: what an archiving would end, and what has to be decided before. Reads only."""

from collections.abc import Iterable, Mapping

import frappe
from frappe import _

from qingdan_app.archiving.rules.figures import OPEN, figures_of, standing_of_task
from qingdan_app.changes import waiting_revisions
from qingdan_app.changes.closing import running_on
from qingdan_app.changes.rules.change_states import ChangeState
from qingdan_app.instructions import waiting_instructions
from qingdan_app.issues import waiting_issues
from qingdan_app.notices import waiting_notices
from qingdan_app.tasks.of_a_list import LIST, TASK
from qingdan_app.tasks.rules.filed import OPEN as NOT_FILED
from qingdan_app.tasks.rules.states import TaskState
from qingdan_app.workflows.requests.access import LIVE

REPORT, PART, TURN = "Qingdan Progress Report", "Qingdan Part", "Qingdan Approval Assignment"
SHOWN, MOST_NAMED = 200, 10
LISTED = (
	"name",
	"title",
	"state",
	"course",
	"course_since",
	"lead_unit",
	"leader",
	"due_date",
	"percent",
)
"""What the preview says of a task."""
COLUMNS = (
	*LISTED,
	"late_since",
	"late_days",
	"extensions",
	"open_refusal",
	"key_work",
	"carried_into",
)


def foresee(list_: str) -> dict:
	"""`{figures, open, rows: [{name, title, state, course, lead_unit, due_date, percent}], turns, drafts, parts, problems}`.

	`rows` are up to 200 of the open tasks; `turns` are taken back, `drafts` and `parts` rest; `problems` are decided first.
	"""
	rows = tasks_of(list_)
	left = [row for row in rows if is_open(row)]
	names = [row.name for row in left]
	return {
		"figures": figures_of(rows),
		"open": len(left),
		"rows": [{name: row[name] for name in LISTED} for row in left[:SHOWN]],
		"turns": _turns([row.name for row in rows]),
		"drafts": frappe.db.count(REPORT, {"task": ("in", names or [""]), "state": ("in", NOT_FILED)}),
		"parts": frappe.db.count(PART, {"task": ("in", names or [""]), "state": "Open"}),
		"problems": undecided(rows, list_),
	}


def told_of(list_: str) -> dict:
	"""What the preview of many lists says of each: `{name, title, total, open, late, turns, problems}`."""
	seen = foresee(list_)
	told = {name: seen[name] for name in ("open", "turns", "problems")}
	figures = {name: seen["figures"][name] for name in ("total", "late")}
	return {"name": list_, "title": title_of(list_), **figures, **told}


def tasks_of(list_: str, names: Iterable[str] | None = None, locked: bool = False) -> list[Mapping]:
	"""The tasks of a list, or those that are named; `locked` as they stand now, until the transaction ends."""
	task = frappe.qb.DocType(TASK)
	query = frappe.qb.from_(task).select(*COLUMNS).where(task.list == list_).orderby(task.name)
	if names is not None:
		query = query.where(task.name.isin([*names] or [""]))
	return (query.for_update() if locked else query).run(as_dict=True)


def is_open(row: Mapping) -> bool:
	"""Whether a task is neither done nor ended nor carried over."""
	return standing_of_task(row) in OPEN


def under_approval(rows: Iterable[Mapping]) -> list[str]:
	"""Those of the tasks on which, or on a report of which, an approval runs, or that are in review; read under their locks."""
	rows = list(rows)
	found = {running.task for running in running_on((row["name"] for row in rows), locked=True)}
	return sorted(found | {row["name"] for row in rows if row["state"] == TaskState.IN_REVIEW.value})


def undecided(rows: Iterable[Mapping], list_: str | None = None, locked: bool = False) -> list[str]:
	"""What waits for a decision about these tasks, and about the whole list, in words: it is decided, or taken back, before that rests.

	`locked` as it is now, whatever the transaction has read before.
	"""
	rows = list(rows)
	refused = [row["name"] for row in rows if row["open_refusal"]]
	changes = _changes([row["name"] for row in rows], locked)
	changes += [
		name
		for name in waiting_revisions.waiting_about([list_] if list_ else (), locked)
		if name not in changes
	]
	found = []
	if changes:
		found.append(_("these change requests wait for their decision: {0}").format(_named(changes)))
	if notices := waiting_notices.open_about((row["name"] for row in rows), locked):
		found.append(
			_("these supervision notices are neither settled nor called off: {0}").format(_named(notices))
		)
	if instructions := waiting_instructions.open_about((row["name"] for row in rows), locked):
		found.append(_("these instructions are not carried out yet: {0}").format(_named(instructions)))
	if issues := waiting_issues.open_about((row["name"] for row in rows), locked):
		found.append(_("these issues are not solved yet: {0}").format(_named(issues)))
	if refused:
		found.append(
			_("whether these are the duty of their units is not settled: {0}").format(_named(refused))
		)
	return found


def title_of(list_: str) -> str:
	"""What people call a list."""
	return frappe.db.get_value(LIST, list_, "title") or list_


def _changes(tasks: list[str], locked: bool) -> list[str]:
	row, request = frappe.qb.DocType("Qingdan Change Task"), frappe.qb.DocType("Qingdan Change Request")
	query = frappe.qb.from_(row).join(request).on(request.name == row.parent).select(request.name)
	waiting = (request.state == ChangeState.IN_APPROVAL.value) & row.task.isin(tasks or [""])
	query = query.where(waiting)
	return sorted(set((query.for_update() if locked else query).run(pluck=True)))


def _turns(tasks: list[str]) -> int:
	requests = [running.request for running in running_on(tasks)]
	return frappe.db.count(TURN, {"request": ("in", requests or [""]), "standing": ("in", LIVE)})


def _named(names: list[str]) -> str:
	more = len(names) - MOST_NAMED
	said = "、".join(names[:MOST_NAMED])
	return said if more <= 0 else _("{0} and {1} more").format(said, more)

"""What of a list is open on a day: what an archiving would end, and what has to be decided before. Reads only."""

from collections.abc import Iterable, Mapping

import frappe
from frappe import _

from qingdan_app.archiving.rules.figures import OPEN, figures_of, standing_of_task
from qingdan_app.changes.rules.change_states import ChangeState
from qingdan_app.tasks.of_a_list import LIST, TASK
from qingdan_app.tasks.rules.filed import OPEN as NOT_FILED
from qingdan_app.tasks.rules.states import TaskState
from qingdan_app.workflows.requests.access import LIVE

REPORT, PART, TURN = "Qingdan Progress Report", "Qingdan Part", "Qingdan Approval Assignment"
SHOWN, MOST_NAMED = 200, 10
COLUMNS = (
	"name",
	"title",
	"state",
	"course",
	"course_since",
	"lead_unit",
	"leader",
	"due_date",
	"percent",
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
		"rows": [{name: row[name] for name in COLUMNS[:9]} for row in left[:SHOWN]],
		"turns": _turns(names),
		"drafts": frappe.db.count(REPORT, {"task": ("in", names or [""]), "state": ("in", NOT_FILED)}),
		"parts": frappe.db.count(PART, {"task": ("in", names or [""]), "state": "Open"}),
		"problems": undecided(rows),
	}


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
	"""Those of the tasks on which, or on a report of which, an approval runs, or that are in review."""
	names = [row["name"] for row in rows]
	reports = {each.name: each.task for each in _reports(names)}
	found = {*_running(TASK, names), *(reports[name] for name in _running(REPORT, [*reports]))}
	found |= {row["name"] for row in rows if row["state"] == TaskState.IN_REVIEW.value}
	return sorted(found)


def undecided(rows: Iterable[Mapping]) -> list[str]:
	"""What waits for a decision about these tasks, in words: it is decided, or taken back, before their list rests."""
	rows = list(rows)
	refused = [row["name"] for row in rows if row["open_refusal"]]
	changes = _changes(row["name"] for row in rows)
	found = []
	if changes:
		found.append(_("these change requests wait for their decision: {0}").format(_named(changes)))
	if refused:
		found.append(
			_("whether these are the duty of their units is not settled: {0}").format(_named(refused))
		)
	return found


def title_of(list_: str) -> str:
	"""What people call a list."""
	return frappe.db.get_value(LIST, list_, "title") or list_


def _changes(tasks: Iterable[str]) -> list[str]:
	row, request = frappe.qb.DocType("Qingdan Change Task"), frappe.qb.DocType("Qingdan Change Request")
	query = frappe.qb.from_(row).join(request).on(request.name == row.parent).select(request.name).distinct()
	waiting = (request.state == ChangeState.IN_APPROVAL.value) & row.task.isin([*tasks] or [""])
	return query.where(waiting).orderby(request.name).run(pluck=True)


def _reports(tasks: list[str]) -> list[Mapping]:
	return frappe.get_all(REPORT, {"task": ("in", tasks or [""])}, ["name", "task"])


def _running(doctype: str, names: list[str]) -> list[str]:
	about = {"reference_doctype": doctype, "reference_name": ("in", names or [""]), "status": ("!=", "Ended")}
	return frappe.get_all("Qingdan Approval Request", about, pluck="reference_name")


def _turns(tasks: list[str]) -> int:
	reports = [row.name for row in _reports(tasks)]
	return sum(
		frappe.db.count(
			TURN,
			{"reference_doctype": doctype, "reference_name": ("in", names or [""]), "standing": ("in", LIVE)},
		)
		for doctype, names in ((TASK, tasks), (REPORT, reports))
	)


def _named(names: list[str]) -> str:
	more = len(names) - MOST_NAMED
	said = "、".join(names[:MOST_NAMED])
	return said if more <= 0 else _("{0} and {1} more").format(said, more)

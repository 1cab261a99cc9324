"""Supervision notices as they are shown beside tasks: on a task's form, and among what waits for somebody. Reads only."""

from collections.abc import Iterable

import frappe
from frappe import _

from qingdan_app.notices.notice_requirements import NOTICE, ROW
from qingdan_app.notices.rules.notice_states import OPEN, WITH_UNIT, NoticeState
from qingdan_app.organization import people

FIELDS = (
	"name",
	"number",
	"title",
	"level",
	"unit",
	"state",
	"due_date",
	"late_since",
	"demand",
)
MOST_NAMED = 10


def shown_on(task: str) -> list[dict]:
	"""The notices about a task that the session's user sees, the latest first, with whether each is still open."""
	named = frappe.get_all(ROW, {"task": task, "parenttype": NOTICE}, pluck="parent", distinct=True)
	if not named:
		return []
	wanted = {"name": ("in", named), "state": ("!=", NoticeState.DRAFT.value)}
	rows = frappe.get_list(NOTICE, wanted, list(FIELDS), order_by="issued_at desc", limit_page_length=0)
	return [{**row, "open": row.state in OPEN} for row in rows]


def waiting_for_me() -> list[dict]:
	"""Notices that the user's units owe an answer, as rows of what waits for somebody: each with the first of its tasks."""
	units = sorted(people.standing_of().all_units)
	if not units:
		return []
	wanted = {"unit": ("in", units), "state": ("in", WITH_UNIT)}
	rows = frappe.get_list(NOTICE, wanted, list(FIELDS), limit_page_length=0)
	first = {"parent": ("in", [row.name for row in rows] or [""]), "parenttype": NOTICE, "idx": 1}
	tasks = dict(frappe.get_all(ROW, first, ["parent", "task"], as_list=True))
	return [
		{
			"task": tasks.get(row.name),
			"title": row.title,
			"step": _("Answer the Notice")
			if row.state == NoticeState.TO_ANSWER.value
			else _("Sign for the Notice"),
			"due_date": row.due_date,
			"state": row.state,
			"lead_unit": row.unit,
			"leader": None,
			"late_since": row.late_since,
			"items": 1,
			"document": [NOTICE, row.name],
		}
		for row in rows
	]


def open_about(tasks: Iterable[str], locked: bool = False) -> list[str]:
	"""The numbers of notices about these tasks that are neither settled nor called off."""
	names = {"tasks": [*tasks, ""], "states": OPEN}
	found = frappe.db.sql(f"{ABOUT} lock in share mode" if locked else ABOUT, names, pluck=True)
	return sorted(set(found))


ABOUT = """select `notice`.`number` from `tabQingdan Notice Task` `row`
	join `tabQingdan Supervision Notice` `notice` on `notice`.`name` = `row`.`parent`
	where `row`.`task` in %(tasks)s and `notice`.`state` in %(states)s"""

"""What of a same matter is shown: its tasks side by side to those who settle it, the others of it on a task's form. Reads only."""

from collections.abc import Iterable, Mapping

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr

from qingdan_app.organization import people
from qingdan_app.same_matters.proposing import ROW, TASK
from qingdan_app.same_matters.rules.same_matter_states import COLOURS, SameState
from qingdan_app.tasks import history, marks, obligations

COMPARED = ("text", "deadline_raw", "due_date", "units", "lead_unit", "leader", "reporting")
"""What is held side by side, in this order."""
SHOWN = ("name", "title", "list", "percent", "lead_unit", *marks.NEEDED, *marks.FINER)


def side_by_side(same: Document) -> dict:
	"""`{members: [{task, title, list, list_title, state, course, member, colour, values: {field: words}}], fields: [{name, label, differs}]}`.

	`member` is how the task stands in it; `differs` says whether those that are not parted say it otherwise.
	"""
	rows = [row for row in same.tasks if row.task]
	told = _told([row.task for row in rows])
	members = [_member(row, told[row.task]) for row in rows if row.task in told]
	return {"members": members, "fields": [_field(name, members) for name in COMPARED]}


def shown_on(task: Document) -> dict | None:
	"""`{name, others: [{name, title, list, state, mark, …}], hidden}`: the other tasks of the same matter that the reader sees, and how many more there
	are; None where a task stands in none that was joined."""
	if not task.get("same_matter"):
		return None
	others = {"same_matter": task.same_matter, "name": ("!=", task.name)}
	seen = frappe.get_list(TASK, others, list(SHOWN), order_by="name", limit_page_length=0)
	return {
		"name": task.same_matter,
		"others": marks.marked(seen),
		"hidden": frappe.db.count(TASK, others) - len(seen),
	}


def proposed_to_reader(task: str) -> list[str]:
	"""The same matters in which a task is proposed, for whoever settles them; to others nothing is said."""
	if not people.standing_of().hands_out:
		return []
	proposed = {"task": task, "state": SameState.PROPOSED.value}
	return frappe.get_all(ROW, proposed, pluck="parent", distinct=True)


def _told(names: list[str]) -> dict[str, Mapping]:
	tasks = history.of_many(names)
	more = {"name": ("in", names or [""])}
	lists = {row.name: row for row in frappe.get_all(TASK, more, ["name", "list", "percent", "same_matter"])}
	for name, row in tasks.items():
		row.update(lists[name])
	return tasks


def _member(row: Document, task: Mapping) -> dict:
	return {
		"task": row.task,
		"title": task["title"],
		"list": task["list"],
		"list_title": frappe.db.get_value("Qingdan List", task["list"], "title", cache=True),
		"state": task["state"],
		"course": task["course"] or "",
		"percent": task["percent"],
		"member": row.state,
		"colour": COLOURS[row.state],
		"reason": row.reason or "",
		"values": _values(task),
	}


def _values(task: Mapping) -> dict[str, str]:
	words = history.words_of_task(task)
	asked = obligations.of(task)
	rule = asked[-1].rule if asked else None
	return {
		**{name: words[name] for name in ("text", "deadline_raw", "due_date", "units", "leader")},
		"lead_unit": cstr(task["lead_unit"]),
		"reporting": _(rule.cycle.value) if rule and rule.cycle else _("Milestone"),
	}


def _field(name: str, members: Iterable[Mapping]) -> dict:
	said = {each["values"][name] for each in members if each["member"] != SameState.PARTED.value}
	label = _("Reported Each") if name == "reporting" else _(frappe.get_meta(TASK).get_label(name))
	return {"name": name, "label": label, "differs": len(said) > 1}

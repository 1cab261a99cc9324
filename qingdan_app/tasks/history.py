"""What people may hold against a task: its words, deadline, units and leader, in a form that can be compared and kept.

Whatever changes them leaves what they were with the task: `{field: {was, now}}` in the entry of its log.
"""

from collections.abc import Iterable, Mapping

import frappe
from frappe.utils import cstr, getdate

TASK, UNIT, MILESTONE = "Qingdan Task", "Qingdan Task Unit", "Qingdan Task Milestone"
PLAIN = (
	"text",
	"target",
	"deadline_raw",
	"deadline_kind",
	"cycle",
	"cycle_day",
	"due_date",
	"leader",
	"course",
	"merged_into",
	"carried_into",
)
BY_FLOW = frozenset({"course", "merged_into", "carried_into"})
"""Those that nobody changes by hand."""
KEPT = (*PLAIN, "units", "milestones")
"""Fields whose earlier values stay visible on the task."""


def words_of_task(task: Mapping) -> dict[str, str]:
	"""A task as text, by field of KEPT: `task` is a document, or what `of_many` has read."""
	own = {name: _plain(name, task.get(name)) for name in PLAIN}
	return {**own, "units": units_as_text(task.get("units")), "milestones": _days(task.get("milestones"))}


def of_many(names: Iterable[str]) -> dict[str, dict]:
	"""Task → its row with `units` and `milestones`, in three statements however many they are."""
	names = list(names)
	fields = [
		"name",
		"title",
		"state",
		"lead_unit",
		"first_due_date",
		"extensions",
		"course_since",
		"rests",
		*PLAIN,
	]
	found = {row.name: row for row in frappe.get_all(TASK, {"name": ("in", names)}, fields)}
	for field, doctype, columns in (
		("units", UNIT, ["unit", "duty", "raw"]),
		("milestones", MILESTONE, ["date", "label", "precision", "instance"]),
	):
		about = {"parent": ("in", names), "parenttype": TASK}
		for row in found.values():
			row[field] = []
		for row in frappe.get_all(doctype, about, ["parent", *columns], order_by="parent, idx"):
			found[row.parent][field].append(row)
	return found


def differences(before: Mapping[str, str], now: Mapping[str, str]) -> dict[str, dict[str, str]]:
	"""What differs between two readings of `words_of_task`: field → `{was, now}`."""
	return {name: {"was": before[name], "now": now[name]} for name in KEPT if before[name] != now[name]}


def units_as_text(rows: Iterable[Mapping] | None) -> str:
	"""The units of a task by name, the one that leads first."""
	rows = list(rows or ())
	ordered = [row for row in rows if row.get("duty") == "Lead"]
	ordered += [row for row in rows if row.get("duty") != "Lead"]
	return "、".join(row.get("unit") or "" for row in ordered)


def _days(rows: Iterable[Mapping] | None) -> str:
	"""Those that the words of a task name; the periods of what recurs follow from its cycle."""
	named = (row for row in rows or () if not row.get("instance"))
	said = (f"{_plain('due_date', row.get('date'))} {row.get('label') or ''}".strip() for row in named)
	return "；".join(said)


def _plain(name: str, value: object) -> str:
	return str(getdate(value)) if name == "due_date" and value else cstr(value or "")

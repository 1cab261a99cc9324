"""What people may hold against a task: its words, deadline, units and leader, in a form that can be compared and kept.

Whatever changes them leaves what they were with the task: `{field: {was, now}}` in the entry of its log.
"""

from collections.abc import Iterable, Mapping

import frappe
from frappe import _
from frappe.model.meta import Meta
from frappe.utils import cstr, flt, getdate

TASK, UNIT, MILESTONE = "Qingdan Task", "Qingdan Task Unit", "Qingdan Task Milestone"
KEY_WORK = "Qingdan Key Work"
PLAIN = (
	"text",
	"target",
	"deadline_raw",
	"deadline_said",
	"further",
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
BESIDE = {"key_work": KEY_WORK, "milestones": MILESTONE}
"""Whose field a word of the history is that is none of the task's own (`key_work.leader`)."""
DAYS, NUMBERS = frozenset({"due_date", "starts_on"}), frozenset({"weight", "starred", "section_number"})


def words_of_task(task: Mapping) -> dict[str, str]:
	"""A task as text, by field of KEPT: `task` is a document, or what `of_many` has read."""
	own = {name: plain(name, task.get(name)) for name in PLAIN}
	return {**own, "units": units_as_text(task.get("units")), "milestones": _days(task.get("milestones"))}


def all_words_of(task: Mapping) -> dict[str, str]:
	"""The same with what no request asks for and only a hand changes: `task` is a document."""
	own = {name: plain(name, task.get(name)) for name in ("starts_on", "weight", "lead_unit")}
	precisions = [row.get("precision") or "—" for row in _named(task.get("milestones"))]
	rules = [f"{getdate(row.since)} {row.rule}" for row in task.get("reporting_rules") or () if row.since]
	said = {"milestones.precision": "；".join(precisions), "reporting_rules": "；".join(rules)}
	return {**words_of_task(task), **own, **said}


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
	"""What differs between two readings of the same words: field → `{was, now}`."""
	return {name: {"was": was, "now": now[name]} for name, was in before.items() if was != now[name]}


def label_of(name: str) -> str:
	"""What people call a word of the history, of the task or of what lies beside it."""
	beside, _dot, own = name.rpartition(".")
	label = _(_meta_of(name).get_label(own))
	return f"{_(frappe.get_meta(TASK).get_label(beside))} · {label}" if beside else label


def shown(name: str, word: str) -> str:
	"""A word of the history as people read it."""
	field = _meta_of(name).get_field(name.rpartition(".")[2])
	if name == "course" and not word:
		return _("Running")
	if field and field.fieldtype == "Check":
		return _("Yes") if word else _("No")
	return _(word) if word and field and field.fieldtype == "Select" else word


def _meta_of(name: str) -> Meta:
	return frappe.get_meta(BESIDE.get(name.rpartition(".")[0], TASK))


def units_as_text(rows: Iterable[Mapping] | None) -> str:
	"""The units of a task by name, the one that leads first."""
	rows = list(rows or ())
	ordered = [row for row in rows if row.get("duty") == "Lead"]
	ordered += [row for row in rows if row.get("duty") != "Lead"]
	return "、".join(row.get("unit") or "" for row in ordered)


def _days(rows: Iterable[Mapping] | None) -> str:
	said = (f"{plain('due_date', row.get('date'))} {row.get('label') or ''}".strip() for row in _named(rows))
	return "；".join(said)


def _named(rows: Iterable[Mapping] | None) -> Iterable[Mapping]:
	"""Those that the words of a task name; the periods of what recurs follow from its cycle."""
	return (row for row in rows or () if not row.get("instance"))


def plain(name: str, value: object) -> str:
	"""The value of a field as text that can be compared, however it was typed or stored."""
	if name in NUMBERS:
		return f"{flt(value):g}" if flt(value) else ""
	return str(getdate(value)) if name in DAYS and value else cstr(value or "")

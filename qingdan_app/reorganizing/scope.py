"""What an order is about, read on the day it is asked: open tasks, matters, drafts and turns of whoever gives them away."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

import frappe
from frappe.query_builder import Criterion

from qingdan_app.matters.rules.matter_states import MatterState
from qingdan_app.organization import people
from qingdan_app.reorganizing.rules.kinds import Choice, Kind, choice_of
from qingdan_app.tasks.rules.course import CLOSED
from qingdan_app.tasks.rules.states import ReportState, TaskState
from qingdan_app.workflows.requests.access import LIVE

TASK, ROW, MATTER, REPORT = "Qingdan Task", "Qingdan Task Unit", "Qingdan Matter", "Qingdan Progress Report"
CONTACT, TURN = "Qingdan Contact", "Qingdan Approval Assignment"
UNDECIDED = [ReportState.DRAFT.value, ReportState.RETURNED.value]


class Tasks(NamedTuple):
	"""Names of tasks: those that change hands, and those that are closed and keep who answered for them."""

	open: list[str]
	closed: list[str]


def tasks_of(order: Mapping) -> Tasks:
	"""The tasks that an order is about."""
	rows = _tasks(order)
	closed = {row.name for row in rows if is_closed(row)}
	return Tasks([row.name for row in rows if row.name not in closed], sorted(closed))


def matters_of(order: Mapping) -> list[str]:
	"""Matters that are no tasks yet, where everything changes hands."""
	kind = Kind(order.get("kind"))
	if choice_of(kind, order) is not Choice.ALL:
		return []
	open_ones = {"state": ("in", [MatterState.DRAFT.value, MatterState.IN_APPROVAL.value])}
	if kind is Kind.PORTFOLIO:
		return frappe.get_all(MATTER, {**open_ones, "leader": order.get("leader")}, pluck="name")
	unit = order.get("unit")
	helped = frappe.get_all("Qingdan Matter Unit", {"unit": unit, "parenttype": MATTER}, pluck="parent")
	concerned = [["lead_unit", "=", unit], ["name", "in", helped or [""]]]
	return frappe.get_all(MATTER, open_ones, or_filters=concerned, pluck="name")


def drafts_of(unit: str, tasks: Iterable[str]) -> list[str]:
	"""Reports that a unit has begun, or that came back to it."""
	begun = {"unit": unit, "task": ("in", [*tasks] or [""]), "state": ("in", UNDECIDED)}
	return frappe.get_all(REPORT, begun, pluck="name", order_by="name")


def contacts_of(unit: str, today: date) -> list[str]:
	"""Contacts of a unit, today or later."""
	going_on = [["until_date", "is", "not set"], ["until_date", ">=", today]]
	return frappe.get_all(CONTACT, {"unit": unit}, or_filters=going_on, pluck="name", order_by="name")


def open_turns(tasks: Iterable[str]) -> int:
	"""How many turns are open on these tasks and on what is under approval about them."""
	names = [*tasks]
	return sum(
		frappe.db.count(
			TURN,
			{"reference_doctype": doctype, "reference_name": ("in", about or [""]), "standing": ("in", LIVE)},
		)
		for doctype, about in {TASK: names, **about_tasks(names)}.items()
	)


def about_tasks(tasks: list[str]) -> dict[str, list[str]]:
	"""DocType → documents that speak of these tasks and are decided by whoever answers for them."""
	named = ("in", tasks or [""])
	changes = frappe.get_all("Qingdan Change Task", {"task": named}, pluck="parent", distinct=True)
	return {
		REPORT: frappe.get_all(REPORT, {"task": named}, pluck="name"),
		"Qingdan Refusal": frappe.get_all("Qingdan Refusal", {"task": named}, pluck="name"),
		"Qingdan Change Request": changes,
	}


def _tasks(order: Mapping) -> list[Mapping]:
	task = frappe.qb.DocType(TASK)
	query = frappe.qb.from_(task).select(task.name, task.state, task.course).orderby(task.name)
	return query.where(_belongs(task, order)).where(_is_chosen(task, order)).run(as_dict=True)


def _belongs(task, order: Mapping) -> Criterion:
	if Kind(order.get("kind")) is Kind.PORTFOLIO:
		return task.leader == order.get("leader")
	row = frappe.qb.DocType(ROW)
	named = frappe.qb.from_(row).select(row.parent)
	stands = task.name.isin(named.where((row.unit == order.get("unit")) & (row.parenttype == TASK)))
	return stands | (task.watch_unit == order.get("unit"))


def _is_chosen(task, order: Mapping) -> Criterion:
	choice = choice_of(Kind(order.get("kind")), order)
	if choice is Choice.TASKS:
		return task.name.isin([row.get("task") for row in order.get("tasks") or ()] or [""])
	if choice is Choice.UNITS:
		return task.lead_unit.isin(
			people.of_today(row.get("unit") for row in order.get("units") or ()) or [""]
		)
	return task.name.isnotnull()


def is_closed(row: Mapping) -> bool:
	"""Whether a task, by its `state` and `course`, keeps who answered for it."""
	return row.state == TaskState.COMPLETED.value or (row.course or "") in CLOSED

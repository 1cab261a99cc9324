"""Who plays in the demo city's year, and which tasks are played with: each task in one scene only."""

import hashlib
from dataclasses import dataclass
from datetime import date

import frappe
from frappe.utils import add_days

from qingdan_app.demo.people import DOMAIN

TASK, UNIT = "Qingdan Task", "Qingdan Unit"


@dataclass(frozen=True)
class Played:
	"""A task as the scenes need it."""

	name: str
	unit: str
	cooperating: tuple[str, ...]
	leader: str
	text: str
	due: date | None
	kind: str
	steps: tuple[str, ...]


class Cast:
	"""The people who act for the whole city, and the tasks nobody plays with yet."""

	administrator = f"admin@{DOMAIN}"
	supervision = f"supervision1@{DOMAIN}"

	def __init__(self, today: date):
		self.today = today
		self._left = _tasks()

	def take(self, number: int, at_least: int | None = None, **wanted: bool) -> list[Played]:
		"""So many tasks for a scene: `ahead` are due in more than ten days, `past` were due long ago; with `cooperating` units,
		with `steps` of which the first has passed; `dated` ones are due within the year; or with none of these."""
		found = [
			task
			for task in self._left
			if all(_is(task, what, self.today) == yes for what, yes in wanted.items())
		]
		taken = found[:number]
		if len(taken) < (number if at_least is None else at_least):
			raise LookupError(f"{number} tasks wanted that are {wanted}, {len(taken)} are left")
		self._left = [task for task in self._left if task not in taken]
		return taken

	def without_day(self, kind: str) -> Played | None:
		"""A task of this kind of deadline that nobody plays with yet."""
		found = next((task for task in self._left if task.kind == kind), None)
		self._left = [task for task in self._left if task is not found]
		return found

	def offices(self, leader: str) -> list[str]:
		"""Leaders beside this one."""
		return frappe.get_all("Qingdan Leader", {"name": ("!=", leader)}, pluck="name", order_by="`rank`")


def lists() -> list[str]:
	"""The lists of the document that the demo imports."""
	return frappe.get_all("Qingdan List", {"source_import": ("is", "set")}, pluck="name")


def _is(task: Played, what: str, today: date) -> bool:
	if what == "ahead":
		return bool(task.due and task.due > add_days(today, 10))
	if what == "past":
		return bool(task.due and task.due < add_days(today, -25))
	if what == "dated":
		return bool(task.due and task.due.year == today.year)
	if what == "steps":
		return len(task.steps) > 1 and task.steps[0] < f"{add_days(today, -10)}"
	return bool(task.cooperating)


def _tasks() -> list[Played]:
	"""Tasks with a leader whose lead unit has people of its own, from all over the lists."""
	alone = set(frappe.get_all(UNIT, {"is_group": 0}, pluck="name"))
	fields = ["name", "lead_unit", "leader", "text", "due_date", "deadline_kind", "cycle"]
	played = {"leader": ("is", "set"), "list": ("in", lists())}
	rows = frappe.get_all(TASK, played, fields, order_by="name")
	units, steps = _children("Qingdan Task Unit", "unit"), _children("Qingdan Task Milestone", "date")
	return [
		Played(
			row.name,
			row.lead_unit,
			tuple(unit for unit in units.get(row.name, ()) if unit != row.lead_unit and unit in alone),
			row.leader,
			row.text,
			row.due_date,
			row.deadline_kind,
			tuple(map(str, steps.get(row.name, ()))),
		)
		for row in sorted(rows, key=lambda row: hashlib.sha256(row.name.encode()).digest())
		if row.lead_unit in alone and not row.cycle
	]


def _children(doctype: str, column: str) -> dict[str, list]:
	found: dict[str, list] = {}
	for parent, value in frappe.get_all(
		doctype, {"parenttype": TASK}, ["parent", column], order_by="parent, idx", as_list=True
	):
		found.setdefault(parent, []).append(value)
	return found

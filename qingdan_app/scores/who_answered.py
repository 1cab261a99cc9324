"""Which units answered for the tasks of a list, and on which day: read once for a run."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import frappe
from frappe.utils import getdate

from qingdan_app.organization import people
from qingdan_app.organization.rules.answering import answering_bodies, last_successor
from qingdan_app.scores.rules.score_events import Duty, Event, EventKind

TASK = "Qingdan Task"
UNITS = """select `row`.`parent`, `row`.`unit`, `row`.`duty` from `tabQingdan Task Unit` `row`
	join `tabQingdan Task` `task` on `task`.`name` = `row`.`parent` and `row`.`parenttype` = 'Qingdan Task'
	where `task`.`list` = %(list)s and `task`.`drafted` = 0 order by `row`.`parent`, `row`.`idx`"""
EARLIER = """select `row`.`parent`, `row`.`unit`, `row`.`until` from `tabQingdan Task Earlier Unit` `row`
	join `tabQingdan Task` `task` on `task`.`name` = `row`.`parent`
	where `task`.`list` = %(list)s and `row`.`until` is not null order by `row`.`parent`, `row`.`until`"""


class WhoAnswered:
	"""Groups answer through their members. What a unit did that was merged since is today's unit's, and names the former one."""

	def __init__(self, list_: str) -> None:
		self._members, self._successors = people.members_by_group(), people.successors()
		self._rows: dict[str, list[tuple[str, Duty]]] = defaultdict(list)
		for task, unit, duty in frappe.db.sql(UNITS, {"list": list_}):
			self._rows[task].append((unit, Duty(duty)))
		self._earlier: dict[str, list[tuple[date, str]]] = defaultdict(list)
		for task, unit, until in frappe.db.sql(EARLIER, {"list": list_}):
			self._earlier[task].append((getdate(until), unit))

	def units(self) -> list[str]:
		"""Today's bodies that answer for any task of the list."""
		found = {self.of_today(unit) for task in self._rows for unit, _duty in self.on(task, getdate())}
		return sorted(found)

	def on(self, task: str, day: date) -> Iterator[tuple[str, Duty]]:
		"""The bodies that answered for a task on a day, each once with its duty: whoever led it then, and who helps."""
		lead = _led_on(self._earlier[task], day)
		seen: set[str] = set()
		for unit, duty in sorted(self._rows[task], key=lambda row: row[1] is not Duty.LEAD):
			bodies = self.bodies(lead if lead and duty is Duty.LEAD else unit)
			yield from ((body, duty) for body in bodies if body not in seen)
			seen.update(bodies)

	def leads_on(self, task: str, day: date) -> list[str]:
		"""The bodies that led a task on a day."""
		return [unit for unit, duty in self.on(task, day) if duty is Duty.LEAD]

	def duty_of(self, task: str, unit: str, day: date) -> Duty:
		"""As what a body answered for a task on a day; whoever is not known there any more helped."""
		today = self.of_today(unit)
		return next(
			(duty for body, duty in self.on(task, day) if today == self.of_today(body)), Duty.COOPERATING
		)

	def bodies(self, unit: str) -> list[str]:
		"""A unit, or the members of a group."""
		return [*answering_bodies([unit], self._members, {})]

	def of_today(self, unit: str) -> str:
		"""The unit that has taken a unit over, or itself."""
		return last_successor(unit, self._successors)

	def event(self, kind: EventKind, unit: str, day: Any, behind: tuple[str, str], **more: Any) -> Event:
		"""An event of a unit as it was on a day, for whoever it is today."""
		today = self.of_today(unit)
		return Event(kind, today, getdate(day), behind, former=unit if unit != today else "", **more)


def _led_on(earlier: Iterable[tuple[date, str]], day: date) -> str | None:
	"""The unit that led until a later day; none where today's did already."""
	return next((unit for until, unit in earlier if until > day), None)


def month_of(day: Any) -> str:
	"""The month in which a cause lies."""
	return getdate(day).strftime("%Y-%m")

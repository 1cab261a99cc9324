"""Days of a city's year: what somebody does on one of them, played in their order under a moved clock."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from math import inf
from unittest.mock import patch
from zoneinfo import ZoneInfo

import frappe
from frappe.utils import get_system_timezone

from qingdan_app import side_by_side
from qingdan_app.organization import people
from qingdan_app.sessions import acting_as

MORNING = time(9, 30)
ADMINISTRATOR = "Administrator"
SATURDAY = 5


@dataclass
class Diary:
	"""Acts by their day; those of one day keep the order in which they were noted."""

	today: date
	begins: date
	_acts: list[tuple[date, str, Callable[[], object]]] = field(default_factory=list)

	def note(self, days_ago: int, who: str, act: Callable[..., object], *words: object) -> None:
		"""`who` does `act` with `words` so many days before today, or on the working day before that; not before the diary begins."""
		self.on(max(self.today - timedelta(days_ago), self.begins), who, act, *words)

	def on(self, day: date, who: str, act: Callable[..., object], *words: object) -> None:
		day -= timedelta(max(day.weekday() - SATURDAY + 1, 0))
		self._acts.append((day, who, lambda: act(*words)))

	def play(self) -> None:
		"""Do everything, day by day."""
		minutes = 0
		for number, (day, who, act) in enumerate(acts := sorted(self._acts, key=lambda each: each[0])):
			minutes = minutes + 1 if number and acts[number - 1][0] == day else 0
			with clock_at(day, minutes), acting_as(who):
				act()


@contextmanager
def clock_at(day: date, minutes: int = 0, since: time = MORNING) -> Iterator[None]:
	"""It is the morning of that day, in the site's time, and so many minutes later."""
	import time_machine  # of those who make a demo, not of the app: tools/requirements-demo.txt

	zone = ZoneInfo(get_system_timezone())
	moment = datetime.combine(day, since, zone) + timedelta(minutes=min(minutes, 800))
	people.forget_standings()
	with time_machine.travel(moment, tick=True):
		yield
	people.forget_standings()


@contextmanager
def in_one_transaction() -> Iterator[None]:
	"""Sweeps of the night commit as they go; of a year that is not played to its end nothing may stay."""

	undo = frappe.db.rollback

	def refuse_rollback(*, save_point: str | None = None, **words: object) -> None:
		if not save_point:
			raise RuntimeError("an act of the city's year failed")
		undo(save_point=save_point, **words)

	with (
		patch.object(frappe.db, "commit"),
		patch.object(frappe.db, "rollback", refuse_rollback),
		patch.object(side_by_side, "LARGE", inf),  # another connection sees nothing of it
	):
		yield

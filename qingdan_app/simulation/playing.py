"""The player: a plan carried out day by day under a moved clock, by the app's own services and as whoever acts; the night's work as the scheduler does it.

What a rule refuses is undone and noted with the name of the refusal; whatever else fails ends the year.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import groupby

import frappe

from qingdan_app.sessions import acting_as, begin_request
from qingdan_app.simulation import buttons, nights
from qingdan_app.simulation.diary import ADMINISTRATOR, clock_at, in_one_transaction
from qingdan_app.simulation.rules.days import DAY
from qingdan_app.simulation.rules.deed import Act, Plan
from qingdan_app.workflows.moves import attempts

MIDNIGHT, BEFORE_WORK = time(0), time(9, 10)


@dataclass(frozen=True)
class Place:
	"""Where a plan is played: its tasks by their keys, its lists, and who acts for the whole city. Units and leaders are called as in the plan."""

	tasks: Mapping[str, str]
	lists: Sequence[str]
	supervision: str
	administrator: str


@dataclass(frozen=True)
class Refused:
	"""An act that came to nothing, and the named refusal."""

	act: Act
	by: str


def play(plan: Plan, place: Place, until: date | None = None) -> list[Refused]:
	"""Play a plan, its last day or `until` included; answers what was refused. All of it is one transaction, which the caller ends."""
	acts = {day: list(found) for day, found in groupby(plan.acts, lambda act: act.day)}
	refused, day = [], plan.first
	with in_one_transaction():
		while day <= (until or plan.last):
			if day not in plan.outages:
				_night(day, 1 + (day in plan.twice))
				refused += _acts(day, acts.get(day, ()), place)
			day += DAY
	return refused


def _night(day: date, times: int) -> None:
	"""The work of the night, and what the sweep of clocks tells before people come."""
	for _time in range(times):
		for minutes, job in nights.jobs():
			_run(day, MIDNIGHT, minutes, job)
		_run(day, BEFORE_WORK, 0, nights.sweep)


def _run(day: date, since: time, minutes: int, job: str) -> None:
	with clock_at(day, minutes, since), acting_as(ADMINISTRATOR):
		begin_request()
		frappe.get_attr(job)()


def do(act: Act, place: Place) -> str:
	"""Do an act now, as whoever holds the post; the name of what refuses it, then nothing of it is done."""
	begin_request()
	with acting_as(buttons.who_is(act.who, place)):
		refusal = attempts.refusal_of(lambda: buttons.press(act, place))
	return type(refusal).__name__ if refusal else ""


def _acts(day: date, acts: Sequence[Act], place: Place) -> list[Refused]:
	refused = []
	for minutes, act in enumerate(acts):
		with clock_at(day, minutes):
			if by := do(act, place):
				refused.append(Refused(act, by))
	return refused

"""Who owes a report, and when (应报): by a rule that is in force from a day on. The one definition for forms, lists, reminders, lights and scores."""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple

from qingdan_app.tasks.rules.course import Rest, rested_on
from qingdan_app.tasks.rules.period import Cycle, Period, cycle_named, period_named, periods

Works = Callable[[date], bool]
DAY = timedelta(days=1)
MONTHS_BACK = 12
"""How many months after the end of a period it can still be reported, unless the site or the rule says otherwise."""
FURTHEST = 31
"""So many days a holiday moves a due day at most."""
AHEAD = 400
"""Within so many days ends whatever period is running, and begins the one after it."""


class Counted(str, Enum):
	"""From where the day is counted by which a report is due."""

	FROM_START = "From Its Start"
	BACK_FROM_END = "Back From Its End"
	AFTER_END = "After Its End"


class Holiday(str, Enum):
	"""What becomes of a due day on which nobody works."""

	STAYS = "Stays"
	BEFORE = "The Working Day Before"
	AFTER = "The Working Day After"


@dataclass(frozen=True)
class ReportingRule:
	"""填报规则. `day` is the number of the day (or working day) it is due on, 0 the last of the period. Without a cycle nothing but milestones is reported."""

	cycle: Cycle | None = Cycle.MONTH
	day: int = 0
	counted: Counted = Counted.FROM_START
	working_days: bool = False
	holiday: Holiday = Holiday.STAYS
	opens_before: int = 0
	"""How many days before it is due a report can be filed; 0: from the first day of its period."""
	closes_after: int = 0
	"""How many days after it was due it can be filed no longer; 0: as the site says in months."""
	lead_alone: bool = False
	"""Whether the cooperating units owe none."""


class InForce(NamedTuple):
	"""A rule and the first day on which it is in force."""

	since: date
	rule: ReportingRule


class Owed(NamedTuple):
	"""One period with its window: the first day on which its report is taken, the day by which it is due, the last day on which it is taken."""

	period: Period
	opens: date
	due: date
	closes: date
	lead_alone: bool = False
	"""Whether the cooperating units owe none."""

	@property
	def name(self) -> str:
		return self.period.name


class Window(str, Enum):
	"""Where a day lies in the window of a period."""

	NOT_BEGUN = "not begun"
	OPEN = "open"
	OVERDUE = "overdue"
	CLOSED = "closed"


def window(owed: Owed, today: date) -> Window:
	"""Whether its report is taken today, and whether it is late then."""
	if today < owed.opens:
		return Window.NOT_BEGUN
	if today > owed.closes:
		return Window.CLOSED
	return Window.OVERDUE if today > owed.due else Window.OPEN


def owed_of(rule: ReportingRule, period: Period, works: Works, months_back: int = MONTHS_BACK) -> Owed:
	"""The window of a period by a rule that has a cycle."""
	due = _due(rule, period, works)
	opens = max(due - rule.opens_before * DAY, period.begins) if rule.opens_before else period.begins
	closes = due + rule.closes_after * DAY if rule.closes_after else _months_after(period.ends, months_back)
	return Owed(period, min(opens, due), due, max(closes, due), rule.lead_alone)


def asked(
	rules: Sequence[InForce],
	start: date,
	until: date,
	works: Works,
	months_back: int = MONTHS_BACK,
	coming: date = date.max,
) -> Iterator[Owed]:
	"""What is reported on from the period of `start` to that of `until`, the earliest first; of each rule no more than one period that begins after `coming`.

	A period belongs to the rule that is in force on its last day: whoever changes from months to quarters on the way asks for
	the quarter, and for no month of it that had not ended by then.
	"""
	ordered = _ordered(rules)
	for number, (since, rule) in enumerate(ordered):
		before = ordered[number + 1].since if number + 1 < len(ordered) else date.max
		for period in _of_rule(rule, since, before, start, until):
			yield owed_of(rule, period, works, months_back)
			if period.begins > coming:
				break


def rule_on(rules: Iterable[InForce], day: date) -> ReportingRule | None:
	"""The rule that is in force on a day; None before the first."""
	return next((each.rule for each in reversed(_ordered(rules)) if each.since <= day), None)


def running(asked_for: Iterable[Owed], today: date) -> Owed | None:
	"""The period in which a day lies; None where none is asked for."""
	return next((each for each in asked_for if each.period.begins <= today <= each.period.ends), None)


def still_owed(
	asked_for: Iterable[Owed], filed: Container[str], rests: Iterable[Rest], today: date
) -> list[Owed]:
	"""What has begun, can still be filed and is not, the earliest first. Nobody is asked for a period at whose end the task rested;
	of one that has not ended nobody knows yet."""
	known = list(rests)
	found = [
		each
		for each in asked_for
		if each.name not in filed
		and each.period.begins <= today <= each.closes
		and not (each.period.ends < today and rested_on(known, each.period.ends))
	]
	return sorted(found, key=lambda each: each.period.ends)


def missed_or_open(
	asked_for: Iterable[Owed], filed: Container[str], rests: Iterable[Rest], today: date
) -> list[Owed]:
	"""What of it is taken today, the latest first."""
	owed = still_owed(asked_for, filed, rests, today)
	return [each for each in reversed(owed) if window(each, today) in (Window.OPEN, Window.OVERDUE)]


def problem(
	name: str, rules: Sequence[InForce], today: date, works: Works, months_back: int = MONTHS_BACK
) -> str | None:
	"""Code of what is wrong with a report's period: `period_missing` (no name of a period), `period_not_asked` (another kind of
	period than the rule's), `period_not_begun`, `period_past`, or None."""
	period = period_named(name)
	if not period:
		return "period_missing"
	rule = rule_on(rules, period.ends)
	if not rule or cycle_named(name) is not rule.cycle:
		return "period_not_asked"
	return {Window.NOT_BEGUN: "period_not_begun", Window.CLOSED: "period_past"}.get(
		window(owed_of(rule, period, works, months_back), today)
	)


def _ordered(rules: Iterable[InForce]) -> list[InForce]:
	return sorted(rules, key=lambda each: each.since)


def _of_rule(rule: ReportingRule, since: date, before: date, start: date, until: date) -> Iterator[Period]:
	if not rule.cycle:
		return
	for period in periods(rule.cycle, max(start, since), until):
		if period.ends >= before:
			return
		yield period


def _due(rule: ReportingRule, period: Period, works: Works) -> date:
	"""The day counted by the rule: within the period, or after it."""
	if rule.counted is Counted.AFTER_END:
		day = _counted_on(period.ends + DAY, max(rule.day, 1), rule.working_days, works)
	elif rule.working_days:
		day = _working_day(rule, period, works)
	elif not rule.day:
		day = period.ends
	elif rule.counted is Counted.BACK_FROM_END:
		day = max(period.ends - (rule.day - 1) * DAY, period.begins)
	else:
		day = min(period.begins + (rule.day - 1) * DAY, period.ends)
	return beside_holidays(day, rule.holiday, works)


def _counted_on(day: date, number: int, working_days: bool, works: Works) -> date:
	if not working_days:
		return day + (number - 1) * DAY
	last = day + (number + FURTHEST) * 2 * DAY
	while day < last:
		number -= works(day)
		if not number:
			return day
		day += DAY
	return last


def _working_day(rule: ReportingRule, period: Period, works: Works) -> date:
	"""The working day of a period that has the number; its first or last one where it has fewer, its last day where it has none."""
	length = (period.ends - period.begins).days + 1
	worked = [day for day in (period.begins + number * DAY for number in range(length)) if works(day)]
	if not worked:
		return period.ends
	if rule.counted is Counted.BACK_FROM_END or not rule.day:
		worked.reverse()
	return worked[min(max(rule.day, 1), len(worked)) - 1]


def beside_holidays(day: date, holiday: Holiday, works: Works) -> date:
	"""The day, or the nearest working day before or after it; itself where nobody works for a month."""
	step = {Holiday.BEFORE: -DAY, Holiday.AFTER: DAY}.get(holiday)
	moved = day
	while step and not works(moved):
		moved += step
		if abs(moved - day).days > FURTHEST:
			return day
	return moved


def _months_after(day: date, months: int) -> date:
	"""The last day of the month so many months after that of a day."""
	number = day.year * 12 + day.month + months
	return date(number // 12, number % 12 + 1, 1) - DAY

"""What one unit owes of reports on a day (应报、缺报、本期已报), as its row keeps it: computed anew, or carried on where nothing but time has passed."""

from collections.abc import Container, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from qingdan_app.tasks.rules.course import Rest
from qingdan_app.tasks.rules.obligation import AHEAD, DAY, Owed, running, still_owed

REPORTED, NOT_REPORTED = "This Period Reported", "This Period Not Reported"
MOST = 100
"""So many periods are kept, the latest."""


class Owing(NamedTuple):
	"""What is owed, and until when that is so."""

	this_period: str = ""
	"""Whether the period that is running was reported; nothing where none is asked for."""
	report_due: date | None = None
	"""The day by which the next report is owed, also one that was missed."""
	report_period: str = ""
	"""The period of that report."""
	reports_missing: int = 0
	"""How many were due before today and can still be filed."""
	reports_owed: str = ""
	"""The periods that have begun, can still be reported and are not, the earliest first."""
	wake: date | None = None
	"""The first day on which something of this changes although nobody acts."""


NOTHING = Owing()


def owing(asked_for: Sequence[Owed], filed: Container[str], rests: Iterable[Rest], today: date) -> Owing:
	"""What is owed today, of what is `asked_for` of the unit from the start of its work to what comes next, and `filed`."""
	now = running(asked_for, today)
	mark = now and (REPORTED if now.name in filed else NOT_REPORTED)
	return _owing(asked_for, still_owed(asked_for, filed, rests, today), now, mark or "", today)


def carried_on(asked_for: Sequence[Owed], before: Owing, today: date) -> Owing | None:
	"""What is owed today by what was owed on the day before its `wake`, nobody having acted since; None where that does not tell.

	`asked_for` goes from the earliest period owed then, or running then, to what comes next. What has begun since was not filed: nobody can
	report what has not begun, and whoever reported since has had all computed anew.
	"""
	since = before.wake - DAY
	known = frozenset(before.reports_owed.split())
	filed = {each.name for each in asked_for if each.period.begins <= since and each.name not in known}
	then, now = running(asked_for, since), running(asked_for, today)
	if not now or now.period.begins > since:
		mark = NOT_REPORTED if now else ""
	elif now == then or now.name in known:
		mark = before.this_period if now == then else NOT_REPORTED
	else:
		return None
	return _owing(asked_for, still_owed(asked_for, filed, (), today), now, mark, today)


def _owing(
	asked_for: Sequence[Owed], owed: Sequence[Owed], now: Owed | None, mark: str, today: date
) -> Owing:
	kept = owed[-MOST:]
	coming = [each for each in asked_for if each.period.begins > today]
	following = min((*kept, *coming), key=lambda each: (each.due, each.period.ends), default=None)
	return Owing(
		mark,
		following and following.due,
		following.name if following else "",
		sum(each.due < today for each in kept),
		" ".join(each.name for each in kept),
		min(_changes(kept, coming, now, today), default=today + AHEAD * DAY),
	)


def _changes(owed: Iterable[Owed], coming: Iterable[Owed], now: Owed | None, today: date) -> Iterable[date]:
	"""The days on which a period begins or ends, a report is missed, or taken no longer."""
	yield from (each.period.begins for each in coming)
	yield from (day + DAY for each in owed for day in (each.due, each.closes) if day >= today)
	if now:
		yield now.period.ends + DAY

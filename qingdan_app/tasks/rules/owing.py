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
	"""What was owed when somebody last acted, in the words of `Known`; time does not change it."""
	wake: date | None = None
	"""The first day on which something of this changes although nobody acts."""


NOTHING = Owing()


class Known(NamedTuple):
	"""What was owed when somebody last acted: what is owed on any later day follows from it, and from the rules."""

	since: date
	"""The first day of the period that had begun last by then, or the start of the work where that is later: nothing that is asked for has begun between the two."""
	owed: tuple[str, ...]
	"""The periods that had begun, could still be reported and were not, the earliest first."""

	@property
	def words(self) -> str:
		return " ".join((str(self.since), *self.owed))


def known_of(words: str) -> Known | None:
	"""What is kept as words; None for what earlier releases kept, or for nothing."""
	since, *owed = words.split() or [""]
	try:
		return Known(date.fromisoformat(since), tuple(owed))
	except ValueError:
		return None


def owing(
	asked_for: Sequence[Owed], filed: Container[str], rests: Iterable[Rest], start: date, today: date
) -> Owing:
	"""What is owed today, of what is `asked_for` of the unit from the `start` of its work to what comes next, and `filed`."""
	now = running(asked_for, today)
	mark = now and (REPORTED if now.name in filed else NOT_REPORTED)
	owed = still_owed(asked_for, filed, rests, today)
	begun = (each.period.begins for each in asked_for if each.period.begins <= today)
	known = Known(max([start, *begun]), tuple(each.name for each in owed[-MOST:]))
	return _owing(asked_for, owed, now, mark or "", known.words, today)


def carried_on(asked_for: Sequence[Owed], mark: str, known: Known, today: date) -> Owing | None:
	"""What is owed today by what was `known` when somebody last acted, and the `mark` of the day before; None where that does not tell.

	`asked_for` goes from the earliest period that is known of to what comes next. What has begun since was not filed: nobody can
	report what has not begun, and whoever reported since has had all computed anew.
	"""
	filed = {
		each.name for each in asked_for if each.period.begins <= known.since and each.name not in known.owed
	}
	then, now = running(asked_for, known.since), running(asked_for, today)
	if not now or now.period.begins > known.since or now.name in known.owed:
		mark = NOT_REPORTED if now else ""
	elif now != then:
		return None
	return _owing(asked_for, still_owed(asked_for, filed, (), today), now, mark, known.words, today)


def _owing(
	asked_for: Sequence[Owed], owed: Sequence[Owed], now: Owed | None, mark: str, words: str, today: date
) -> Owing:
	kept = owed[-MOST:]
	coming = [each for each in asked_for if each.period.begins > today]
	following = min((*kept, *coming), key=lambda each: (each.due, each.period.ends), default=None)
	return Owing(
		mark,
		following and following.due,
		following.name if following else "",
		sum(each.due < today for each in kept),
		words,
		min(_changes(kept, coming, now, today), default=today + AHEAD * DAY),
	)


def _changes(owed: Iterable[Owed], coming: Iterable[Owed], now: Owed | None, today: date) -> Iterable[date]:
	"""The days on which a period begins or ends, a report is missed, or taken no longer."""
	yield from (each.period.begins for each in coming)
	yield from (day + DAY for each in owed for day in (each.due, each.closes) if day >= today)
	if now:
		yield now.period.ends + DAY

"""By when a matter is due: as people wrote it, as a day they chose, or as its kind says."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from qingdan_app.matters.rules.when import working_days_in
from qingdan_app.parsing.deadlines import read_deadline
from qingdan_app.parsing.model import DeadlineDate

DayAfter = Callable[[date, int], date]


@dataclass(frozen=True)
class Due:
	"""What a task gets of it: its own words, their kind (as `parsing` names it), the days they name, and the one that binds."""

	raw: str = ""
	kind: str = ""
	dates: tuple[DeadlineDate, ...] = ()
	final: date | None = None


def due_of(words: str, chosen: date | None, days: int, today: date, day_after: DayAfter) -> Due:
	"""Read a deadline. A day that people chose goes before the words; a kind's working days count where neither says one.

	`day_after(today, days)` counts working days by the site's calendar.
	"""
	words = words.strip()
	if chosen:
		return Due(words or chosen.isoformat(), "date", (), chosen)
	counted = working_days_in(words)
	if counted:
		return Due(words, "date", (), day_after(today, counted))
	read, doubts = read_deadline(words, today.year)
	only_how_soon = read.kind in ("tentative", "contingent") and doubts and not read.dates
	if read.kind and not only_how_soon:
		return Due(words, read.kind, read.dates, read.final)
	return Due(words, "date", (), day_after(today, days)) if days else Due(words)

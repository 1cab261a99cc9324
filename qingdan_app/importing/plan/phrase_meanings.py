"""What a deadline phrase means by what people have said: the same phrase in a document of another year means that year's day."""

import calendar
import datetime
import re
from typing import NamedTuple

from qingdan_app.parsing.dates import is_year

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_LAST = 31
DATE, WITHOUT_DAY = "date", ("ongoing", "contingent", "tentative")


class Meaning(NamedTuple):
	"""A day of a year: `day` 31 is the last of its month, `years_later` counts from the document's year unless `year` is said.

	Of a `kind` other than date the phrase names no day, and a task has no due date by it.
	"""

	kind: str = DATE
	month: int = 0
	day: int = 0
	years_later: int = 0
	year: int = 0


def meaning_of(phrase: str, due: datetime.date, base_year: int) -> Meaning:
	"""What is remembered when people say of a phrase in a document of `base_year` that it means `due`."""
	is_last = due.day == calendar.monthrange(due.year, due.month)[1]
	day = _LAST if is_last else due.day
	if _YEAR.search(phrase):
		return Meaning(DATE, due.month, day, 0, due.year)
	return Meaning(DATE, due.month, day, due.year - base_year)


def day_meant(meaning: Meaning, base_year: int) -> datetime.date | None:
	"""The day that is meant in a document of `base_year`, or None where none is, or where the calendar has no such year or month."""
	year = meaning.year or base_year + meaning.years_later
	if meaning.kind != DATE or not (1 <= meaning.month <= 12 and is_year(year)):
		return None
	last = calendar.monthrange(year, meaning.month)[1]
	return datetime.date(year, meaning.month, min(max(meaning.day, 1), last))


def same_phrase(phrase: str) -> str:
	"""A phrase without its white space, by which it is found again."""
	return "".join(phrase.split())

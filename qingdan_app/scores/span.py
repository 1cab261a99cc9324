"""Which days of which list are counted."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Span:
	"""A list, the first day and the last; below how many characters a report is empty."""

	list: str
	first: date
	last: date
	empty_below: int = 0

	def has(self, moment: date | datetime) -> bool:
		"""Whether a day or a moment of a day lies within."""
		day = moment.date() if isinstance(moment, datetime) else moment
		return self.first <= day <= self.last

	@property
	def values(self) -> dict:
		"""The same for a statement; `after` is the day behind the last."""
		return {"list": self.list, "first": self.first, "last": self.last, "after": self.last + DAY}

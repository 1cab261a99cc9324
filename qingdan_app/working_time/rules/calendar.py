"""Which days are worked, and at which hours of the day."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

SATURDAY = 5


class BadHours(ValueError):
	"""Hours of the day that overlap, end before they begin, or are empty."""


@dataclass(frozen=True)
class Span:
	"""A stretch of work within a day: from `start` until just before `end`."""

	start: time
	end: time


OFFICE_HOURS: tuple[Span, ...] = (Span(time(8, 30), time(12)), Span(time(14), time(17, 30)))
"""Seven hours; what a site has until it sets its own."""


@dataclass(frozen=True)
class Override:
	"""What a site knows better than the statutory calendar, for one day."""

	is_working: bool
	hours: tuple[Span, ...] = ()
	"""Other hours for this day alone; empty for the usual ones."""


@dataclass(frozen=True)
class Warn:
	"""The statutory calendar of this year is not known: Monday to Friday were counted."""

	year: int


def _unknown(_day: date) -> bool | None:
	return None


@dataclass(frozen=True)
class Calendar:
	"""Working days and hours of a site."""

	is_working_day: Callable[[date], bool | None] = _unknown
	"""The statutory calendar, with its days in lieu (调休); None for a day in a year it does not know."""
	hours: tuple[Span, ...] = OFFICE_HOURS
	"""The usual hours of a working day, in order."""
	overrides: Mapping[date, Override] = field(default_factory=dict)
	"""Days the site decided itself; they go before the statutory calendar."""

	def __post_init__(self):
		_check(self.hours)
		for override in self.overrides.values():
			if override.hours:
				_check(override.hours)

	def works_on(self, day: date) -> bool:
		"""Whether `day` is a working day. A year the calendar does not know is worked Monday to Friday."""
		if day in self.overrides:
			return self.overrides[day].is_working
		known = self.is_working_day(day)
		return day.weekday() < SATURDAY if known is None else known

	def is_guessed(self, day: date) -> bool:
		"""Whether nobody has said if `day` is worked."""
		return day not in self.overrides and self.is_working_day(day) is None


def spans_of(
	calendar: Calendar, day: date, zone: datetime | None = None
) -> tuple[tuple[datetime, datetime], ...]:
	"""The stretches of work on `day`, with the time zone of `zone` if it has one; none on a day off."""
	if not calendar.works_on(day):
		return ()
	override = calendar.overrides.get(day)
	hours = override.hours if override and override.hours else calendar.hours
	tzinfo = zone.tzinfo if zone else None
	return tuple(
		(datetime.combine(day, span.start, tzinfo), datetime.combine(day, span.end, tzinfo)) for span in hours
	)


def _check(hours: Sequence[Span]) -> None:
	bounds = [bound for span in hours for bound in (span.start, span.end)]
	if not hours or any(span.start >= span.end for span in hours) or bounds != sorted(bounds):
		raise BadHours(", ".join(f"{span.start:%H:%M}-{span.end:%H:%M}" for span in hours) or "no hours")

"""Holidays that have one date every year: what is known of a year before its calendar is published."""

from datetime import date

FIXED_DAYS: frozenset[tuple[int, int]] = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})
"""Month and day of New Year, Labour Day and National Day, which the lunar calendar does not move (全国年节及纪念日放假办法, since 2025)."""


def works_by_fixed_days(day: date) -> bool | None:
	"""False for a holiday of fixed date, also on a weekend; None for a day of which nothing is known."""
	return False if (day.month, day.day) in FIXED_DAYS else None

"""The site's working time: the calendar it has chosen, its own days and hours.

Every clock of the app counts by `due_after`.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.model.meta import Meta
from frappe.utils import get_time, getdate

from qingdan_app.working_time import calendars
from qingdan_app.working_time.rules import (
	OFFICE_HOURS,
	BadHours,
	Calendar,
	NoWorkingTime,
	Override,
	Span,
	add_working_minutes,
	working_day_after,
	working_minutes_between,
)
from qingdan_app.working_time.rules.counting import FARTHEST_DAYS

HOURS = ("morning_from", "morning_until", "afternoon_from", "afternoon_until")
"""Fields of the settings that say when a day's work begins and ends."""
SHORTEST_DAY = 60
"""Minutes. Core fills an empty time with the present one, which makes hours of microseconds."""


def due_after(start: datetime, minutes: int) -> datetime:
	"""The moment by which so many working minutes have passed since `start`, by the site's calendar.

	Where there is not so much work to come, as by a calendar on which nobody works, it is the last day that is looked at:
	nothing that waits is held up by its clock.
	"""
	try:
		return add_working_minutes(start, minutes, site_calendar()).at
	except (NoWorkingTime, OverflowError):
		return start + timedelta(days=FARTHEST_DAYS)


def day_after(start: date, days: int) -> date:
	"""The day that is so many working days after `start`, by the site's calendar."""
	return working_day_after(start, days, site_calendar())


def minutes_between(start: datetime, end: datetime) -> int:
	"""Working minutes from `start` to `end`: how long something lay."""
	return working_minutes_between(start, end, site_calendar())


def site_calendar() -> Calendar:
	"""The calendar as it is set now; read once a request."""
	if not hasattr(frappe.local, "qingdan_calendar"):
		settings = _settings()
		works = calendars.chosen(settings)
		frappe.local.qingdan_calendar = Calendar(works, hours_of(settings), _overrides())
	return frappe.local.qingdan_calendar


def changed() -> None:
	"""Hours or days have changed: forget the calendar and tell whose clocks count by it (hook `working_time_changed`)."""
	forget()
	for path in frappe.get_hooks("working_time_changed"):
		frappe.get_attr(path)()


def forget() -> None:
	"""The calendar is read anew in this request."""
	if hasattr(frappe.local, "qingdan_calendar"):
		del frappe.local.qingdan_calendar


def holidays_changed(doc: Document, method: str | None = None, *_names) -> None:
	"""A Holiday List was saved or renamed (hook): clocks count anew where the site counts by it."""
	if _counts_by(doc.name):
		changed()


def keep_holidays(doc: Document, method: str | None = None) -> None:
	"""The Holiday List by which the site counts is not deleted (hook). Raises LinkExistsError."""
	if _counts_by(doc.name):
		words = _("Working days are counted by {0}. Choose another calendar in Qingdan Settings first.")
		frappe.throw(words.format(frappe.bold(doc.name)), frappe.LinkExistsError)


def _counts_by(holiday_list: str) -> bool:
	settings = _settings()
	return settings.get("calendar") == calendars.HOLIDAY_LIST and settings.get("holiday_list") == holiday_list


def unknown_years(first: date, last: date) -> list[int]:
	"""Years between two days that are counted Monday to Friday because their calendar is not known."""
	calendar = site_calendar()
	days = (date(year, 1, 4) for year in range(first.year, last.year + 1))
	return [day.year for day in days if calendar.is_guessed(day)]


def end_of_day(value) -> datetime:
	"""The last working moment of a date field's day; the moment itself for a date with time."""
	if isinstance(value, datetime):
		return value
	return datetime.combine(getdate(value), site_calendar().hours[-1].end)


def date_fields(meta: Meta) -> list[str]:
	"""The fields by which a turn may be due."""
	return [field.fieldname for field in meta.fields if field.fieldtype in ("Date", "Datetime")]


def hours_from(settings) -> tuple[Span, ...]:
	"""The office hours of settings (fields HOURS). Raises BadHours for hours that overlap or end too early."""
	times = [settings.get(field) for field in HOURS]
	pairs = zip(times[::2], times[1::2], strict=True)
	spans = tuple(Span(_clock(start), _clock(end)) for start, end in pairs if start and end)
	Calendar(hours=spans)
	if spans and sum(_minutes(span) for span in spans) < SHORTEST_DAY:
		raise BadHours(f"less than {SHORTEST_DAY} minutes of work a day")
	return spans


def _minutes(span: Span) -> float:
	day = date.min
	return (datetime.combine(day, span.end) - datetime.combine(day, span.start)).total_seconds() / 60


def hours_of(settings) -> tuple[Span, ...]:
	"""The hours that clocks count by under these settings, sound or not."""
	try:
		return hours_from(settings) or OFFICE_HOURS  # a site set up earlier has none yet
	except BadHours:
		return OFFICE_HOURS


def _settings() -> Mapping:
	"""Where the office has set its hours (hook `working_hours`); empty where nobody has."""
	paths = frappe.get_hooks("working_hours")
	return frappe.get_attr(paths[-1])() if paths else {}


def _overrides() -> dict[date, Override]:
	rows = frappe.get_all("Qingdan Calendar Day", fields=["date", "working"])
	return {getdate(row.date): Override(bool(row.working)) for row in rows}


def _clock(value) -> time:
	try:
		return (datetime.min + value).time() if isinstance(value, timedelta) else get_time(value)
	except (AttributeError, ValueError) as error:  # core's reading of a time ends in either
		raise BadHours(value) from error

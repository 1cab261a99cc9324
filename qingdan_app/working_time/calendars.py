"""Which days are worked, by the calendar that a site has chosen: a function of a day, None where it does not know.

China's statutory calendar with its days in lieu (调休), a Holiday List of ERPNext, Monday to Friday, or another app's
function (hook `working_calendar`: `(date) -> bool | None`). The site's own Calendar Days go before any of them.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache

import chinese_calendar
import frappe
from frappe.utils import getdate

from qingdan_app.working_time.rules.fixed_days import works_by_fixed_days

Works = Callable[[date], bool | None]
CHINA, HOLIDAY_LIST, WEEKDAYS, OTHER_APP = "China", "Holiday List", "Monday to Friday", "Another App"
SATURDAY = 5


def chosen(settings: Mapping) -> Works:
	"""The calendar that settings name (`calendar`, `holiday_list`); China's where they name none."""
	match settings.get("calendar"):
		case "Monday to Friday":
			return works_on_weekdays
		case "Holiday List":
			return of_holiday_list(settings.get("holiday_list"))
		case "Another App":
			return of_other_app() or works_on_weekdays
	return works_in_china


@cache
def works_in_china(day: date) -> bool | None:
	"""The statutory calendar; of a year the library does not know, the holidays of fixed date alone, else None."""
	try:
		return chinese_calendar.is_workday(day)
	except NotImplementedError:
		return works_by_fixed_days(day)


def works_on_weekdays(day: date) -> bool:
	"""Monday to Friday, whatever the day is."""
	return day.weekday() < SATURDAY


def of_holiday_list(name: str | None) -> Works:
	"""Every day of the list's span works but those it holds; beyond its span nothing is known."""
	if not name or HOLIDAY_LIST not in holiday_doctypes() or not frappe.db.exists(HOLIDAY_LIST, name):
		return lambda day: None
	span = frappe.db.get_value(HOLIDAY_LIST, name, ["from_date", "to_date"])
	first, last = (getdate(side) for side in span)
	rows = frappe.get_all("Holiday", {"parent": name, "parenttype": HOLIDAY_LIST}, pluck="holiday_date")
	free = {getdate(day) for day in rows}
	return lambda day: day not in free if first <= day <= last else None


def of_other_app() -> Works | None:
	"""The function that another app offers (hook `working_calendar`), the last one's; None where there is none."""
	paths = frappe.get_hooks("working_calendar")
	return _guarded(paths[-1]) if paths else None


def _guarded(path: str) -> Works:
	"""What another app's function knows; a day of which it fails is not known, and no act waits for it to be mended."""
	works, failed = frappe.get_attr(path), []

	def asked(day: date) -> bool | None:
		try:
			return works(day)
		except Exception:
			if not failed:  # once a request: a clock asks of many days
				failed.append(day)
				frappe.log_error(title=f"{path} of {day}")
			return None

	return asked


def holiday_doctypes() -> list[str]:
	"""`Holiday List`, on a site that has it."""
	return frappe.get_all("DocType", {"name": HOLIDAY_LIST}, pluck="name")


def holiday_lists() -> list[str]:
	"""The Holiday Lists of the site."""
	return frappe.get_all(HOLIDAY_LIST, pluck="name") if holiday_doctypes() else []


def of_time_zone(zone: str | None) -> str:
	"""The calendar that fits a site of this time zone: China's in Chinese time, and where none is set."""
	return CHINA if not zone or zone in CHINESE_ZONES else WEEKDAYS


CHINA_TIME = "Asia/Shanghai"
CHINESE_ZONES = frozenset({CHINA_TIME, "Asia/Chongqing", "Asia/Harbin", "Asia/Urumqi", "PRC"})

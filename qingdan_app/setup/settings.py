"""The hours of a working day and the calendar, stored where nobody has set them yet.

Without a stored value the form of a Single offers the present time for each field, whatever its default is.
"""

import click
import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.organization.settings import HOURS_TO_ACKNOWLEDGE, lists_in_use
from qingdan_app.working_time import calendars, site_calendar
from qingdan_app.working_time.rules import BadHours

SETTINGS = "Qingdan Settings"
HOURS: dict[str, str] = {
	"morning_from": "09:00:00",
	"morning_until": "12:00:00",
	"afternoon_from": "13:30:00",
	"afternoon_until": "17:30:00",
}


def create_missing() -> None:
	"""Store the usual hours and the calendar that fits the site where none are stored; what an administrator set stays.

	When an app is installed core saves every Single once, and fills empty times with the present one. A site from before
	there was a choice goes on counting by China's calendar.
	"""
	_store_hours_to_acknowledge()
	settings = frappe.get_single(SETTINGS)
	has_hours = _has_hours(settings)
	if has_hours and settings.calendar:
		return
	if not has_hours:
		settings.update(HOURS)
	zone = frappe.db.get_single_value("System Settings", "time_zone")
	settings.calendar = settings.calendar or (calendars.CHINA if has_hours else calendars.of_time_zone(zone))
	settings.save(ignore_permissions=True)  # set-up runs as whoever installs


def settle_time_zone() -> None:
	"""Give a city's new site that has no time zone China's, before rows are stamped and days counted by India's.

	What somebody has set stays, the set-up wizard asks all the same, and a guest among other apps changes no clock.
	"""
	system = "System Settings"
	counts_in_china = frappe.db.get_single_value(SETTINGS, "calendar") == calendars.CHINA
	if not (lists_in_use() and counts_in_china) or frappe.db.get_single_value(system, "time_zone"):
		return
	frappe.db.set_single_value(system, "time_zone", calendars.CHINA_TIME)
	frappe.db.set_default("time_zone", calendars.CHINA_TIME)
	frappe.clear_document_cache(system, system)
	frappe.cache.delete_value("time_zone")
	if hasattr(frappe.local, "system_settings"):
		del frappe.local.system_settings  # core keeps what it has read for the rest of the process


def tell_time_zone() -> None:
	"""Say on the console of whoever installs by which clock days end and deadlines pass, where it may be a mistake."""
	zone = frappe.db.get_single_value("System Settings", "time_zone")
	calendar = frappe.get_single(SETTINGS).calendar
	if not zone:
		said = _(
			"The site has no time zone yet, and Frappe would count days by that of India: set it in System Settings."
		)
	elif calendar == calendars.CHINA and zone not in calendars.CHINESE_ZONES:
		said = _(
			"The site counts by China's calendar in the time zone {0}: days begin and deadlines pass by that clock."
		)
	else:
		return
	click.secho(said.format(zone), fg="yellow")


def _store_hours_to_acknowledge() -> None:
	"""A site from before there was a clock has no value, which its form would save as none: no limit."""
	stored = frappe.db.get_singles_dict(SETTINGS)
	if stored and "acknowledge_hours" not in stored:
		frappe.db.set_single_value(SETTINGS, "acknowledge_hours", HOURS_TO_ACKNOWLEDGE)


def _has_hours(settings: Document) -> bool:
	try:
		return bool(site_calendar.hours_from(settings))
	except BadHours:
		return False

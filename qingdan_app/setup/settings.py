"""The hours of a working day, stored where nobody has set them yet.

Without a stored value the form of a Single offers the present time for each field, whatever its default is.
"""

import frappe

from qingdan_app.working_time import site_calendar
from qingdan_app.working_time.rules import BadHours

SETTINGS = "Qingdan Settings"
HOURS: dict[str, str] = {
	"morning_from": "09:00:00",
	"morning_until": "12:00:00",
	"afternoon_from": "13:30:00",
	"afternoon_until": "17:30:00",
}


def create_missing() -> None:
	"""Store the usual hours where none are stored, or those of core; hours an administrator has set stay.

	When an app is installed core saves every Single once, and fills empty times with the present one.
	"""
	settings = frappe.get_single(SETTINGS)
	try:
		if site_calendar.hours_from(settings):
			return
	except BadHours:
		pass
	settings.update(HOURS)
	settings.save(ignore_permissions=True)  # set-up runs as whoever installs

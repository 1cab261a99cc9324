"""The hours of a working day, stored where nobody has set them yet.

Without a stored value the form of a Single offers the present time for each field, whatever its default is.
"""

import frappe

SETTINGS = "Qingdan Settings"
HOURS: dict[str, str] = {
	"morning_from": "09:00:00",
	"morning_until": "12:00:00",
	"afternoon_from": "13:30:00",
	"afternoon_until": "17:30:00",
}


def create_missing() -> None:
	"""Store the usual hours where none are stored; hours an administrator has set stay."""
	stored = frappe.db.get_singles_dict(SETTINGS)
	if any(stored.get(field) for field in HOURS):
		return
	settings = frappe.get_single(SETTINGS)
	settings.update(HOURS)
	settings.save(ignore_permissions=True)  # set-up runs as whoever installs

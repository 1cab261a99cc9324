"""How long messages are kept that have arrived: a row in core's Log Settings, created if missing.

Core of later lines reads the hook `default_log_clearing_doctypes` by itself; that of 15.0 knows only its own logs.
"""

import frappe

HOOK = "default_log_clearing_doctypes"
APP = "qingdan_app"


def create_missing() -> None:
	"""Enter our logs where they are not entered; the number of days an administrator has set stays."""
	settings = frappe.get_single("Log Settings")
	known = {row.ref_doctype for row in settings.logs_to_clear}
	missing = {
		doctype: days[-1]
		for doctype, days in frappe.get_hooks(HOOK, {}, app_name=APP).items()
		if doctype not in known
	}
	for doctype, days in missing.items():
		settings.append("logs_to_clear", {"ref_doctype": doctype, "days": days})
	if missing:
		settings.save(ignore_permissions=True)  # set-up runs as whoever installs

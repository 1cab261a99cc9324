"""Doors that are open to whoever has logged in, whatever roles they have."""

import frappe
from frappe import _


def check_logged_in(words: str = "") -> None:
	"""Raise PermissionError for a visitor. One's own turns are one's own: a signer may have no role at all."""
	if frappe.session.user == "Guest":
		frappe.throw(words or _("Log in to see what waits for you."), frappe.PermissionError)

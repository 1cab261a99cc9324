"""Roles that were renamed since a flow was published: what is frozen goes on saying the old name, and means the same role.

Noted when it happens (hook of Role), so that no version of a flow has to be rewritten.
"""

import frappe
from frappe.model.document import Document

KEY = "qingdan_renamed_role:{0}"
LONGEST = 20
"""How many names in a row are followed: a role renamed back and forth leads in a circle."""


def note(doc: Document, method: str, old: str, new: str, merge: bool = False) -> None:
	"""Remember that a role was renamed, or merged into another (hook of Role)."""
	frappe.db.set_default(KEY.format(old), new)


def today(role: str) -> str:
	"""The name that a role has today; the name itself where nobody knows another."""
	for _number in range(LONGEST):
		if frappe.db.exists("Role", role):
			break
		later = frappe.db.get_default(KEY.format(role))
		if not later:
			break
		role = later
	return role

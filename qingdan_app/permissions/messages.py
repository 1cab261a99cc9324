"""Who sees a message: whoever got it, and those who oversee all approvals. What somebody mutes is theirs alone."""

import frappe
from frappe.model.document import Document

from qingdan_app.workflows.administrators import oversees

READING = (None, "read", "select", "report", "print", "export")
MESSAGE, PREFERENCE = "Qingdan Message", "Qingdan Message Preference"


def messages(user: str | None = None) -> str:
	"""Messages to oneself; all of them for overseers."""
	user = user or frappe.session.user
	return "" if _sees_all(user) else f"`tabQingdan Message`.`receiver` = {frappe.db.escape(user)}"


def message(doc: Document, ptype: str | None = None, user: str | None = None) -> bool:
	"""A message is read by its receiver and by overseers, and changed by nobody.

	Decided on what is stored: a document sent in from outside may claim to be anybody's.
	"""
	user = user or frappe.session.user
	if ptype not in READING or not doc.name:
		return ptype in READING and _sees_all(user)
	return _sees_all(user) or frappe.db.get_value(MESSAGE, doc.name, "receiver") == user


def preferences(user: str | None = None) -> str:
	user = user or frappe.session.user
	return (
		""
		if user == "Administrator"
		else f"`tabQingdan Message Preference`.`user` = {frappe.db.escape(user)}"
	)


def preference(doc: Document, ptype: str | None = None, user: str | None = None) -> bool:
	"""One's own, whatever the right; a new one has to be one's own when it is saved."""
	user = user or frappe.session.user
	if user == "Administrator" or not doc.name or not frappe.db.exists(PREFERENCE, doc.name):
		return True
	return frappe.db.get_value(PREFERENCE, doc.name, "user") == user


def _sees_all(user: str) -> bool:
	return user == "Administrator" or oversees(user)

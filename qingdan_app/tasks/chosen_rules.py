"""Which set of rules a list goes by, of lights or of reminders: its own, else the office's. Both name it in a field of the same name."""

import frappe

from qingdan_app.organization import settings

LIST = "Qingdan List"


def name_for(list_: str | None, field: str) -> str | None:
	"""The set that a list goes by; None where nobody has chosen one."""
	own = frappe.get_cached_value(LIST, list_, field) if list_ else None
	return own or settings.current().get(field) or None


def lists_by(name: str, field: str) -> list[str]:
	"""The lists that go by a set."""
	by_default = settings.current().get(field) == name
	rows = frappe.get_all(LIST, fields=["name", field], order_by="name", limit_page_length=0)
	return [row.name for row in rows if row[field] == name or (by_default and not row[field])]

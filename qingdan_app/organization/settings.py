"""What the office has set, read through one accessor each; the plugins below ask by hook."""

import frappe
from frappe.model.document import Document
from frappe.utils import cint

SETTINGS = "Qingdan Settings"


def current() -> Document:
	"""The settings as they are stored."""
	return frappe.get_cached_doc(SETTINGS)


def seal_recipients() -> list[str]:
	"""Addresses to which the daily seal is mailed (hook `seal_recipients`)."""
	return addresses_in(current())


def months_back() -> int | None:
	"""How many months back a progress report can still be filed; None where the office has not said."""
	return cint(current().get("report_months_back")) or None


def addresses_in(settings: Document) -> list[str]:
	"""The addresses that settings name for seals, each once."""
	return list(dict.fromkeys((settings.get("seal_recipients") or "").replace(",", "\n").split()))

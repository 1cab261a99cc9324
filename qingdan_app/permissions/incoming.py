"""What every document passes on its way in: the addresses of files it names are its writer's, and its words hold no markup."""

import frappe
from frappe.model.document import Document

from qingdan_app import markup
from qingdan_app.permissions import file_rows

APP = "qingdan_app"


def check(doc: Document, method: str) -> None:
	"""Raise NotYoursToSee for somebody else's private file; make the words of a document of ours harmless."""
	if frappe.scrub(doc.meta.module or "") in _our_modules():
		markup.clean(doc)
	file_rows.check_named(doc)


def _our_modules() -> list[str]:
	return frappe.local.app_modules.get(APP) or []

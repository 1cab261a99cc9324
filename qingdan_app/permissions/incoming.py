"""What every document passes on its way in: the addresses of files it names are its writer's, and its words hold no markup."""

from frappe.model.document import Document

from qingdan_app import markup
from qingdan_app.ours import is_our_module
from qingdan_app.permissions import file_rows


def check(doc: Document, method: str) -> None:
	"""Raise NotYoursToSee for somebody else's private file; make the words of a document of ours harmless."""
	if is_our_module(doc.meta.module):
		markup.clean(doc)
	file_rows.check_named(doc)

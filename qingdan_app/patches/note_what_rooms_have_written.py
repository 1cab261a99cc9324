"""What a room alone writes stands in its log from now on; what was written before is written down as it stands."""

import frappe

from qingdan_app.workflows.moves import kept_words
from qingdan_app.workflows.seals import logged_documents


def execute() -> None:
	for doctype in kept_words.doctypes():
		for name in logged_documents.without_log(doctype):
			kept_words.note(frappe.get_doc(doctype, name))

"""That a document was cancelled is kept in its log from now on; those cancelled before are written down as they stand."""

import frappe
from frappe.model.base_document import get_controller

from qingdan_app.workflows.log import trail
from qingdan_app.workflows.moves.controller import FlowControlledDocument
from qingdan_app.workflows.requests import approved_words


def execute() -> None:
	"""Write down, once, that whoever saved a cancelled document last has cancelled it."""
	for doctype, name in trail.all_chains():
		if _is_cancelled(doctype, name):
			doc = frappe.get_doc(doctype, name)
			approved_words.note_cancelled(doc, doc.modified_by)


def _is_cancelled(doctype: str, name: str) -> bool:
	if not frappe.db.exists("DocType", doctype) or not frappe.db.table_exists(doctype):
		return False
	if issubclass(get_controller(doctype), FlowControlledDocument):
		return False
	return frappe.db.get_value(doctype, name, "docstatus") == 2

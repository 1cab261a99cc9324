"""The file of an import belongs to its run."""

import frappe
from frappe.model.document import Document

FIELD = "file"


def claim(run: Document) -> None:
	"""Attach the uploaded file to its run, before core looks for it there.

	A new form uploads its file before the run has a name. Where core then finds none attached to the run it
	writes a second copy, which on Frappe 15.0 is a public one.
	"""
	here = {"attached_to_doctype": run.doctype, "attached_to_name": run.name, "attached_to_field": FIELD}
	if not run.file or frappe.db.exists("File", {"file_url": run.file, **here}):
		return
	name = frappe.db.get_value("File", {"file_url": run.file, "is_private": 1}, order_by="creation desc")
	if name:
		_attach(frappe.get_doc("File", name), here)


def _attach(file: Document, here: dict) -> None:
	taken = file.attached_to_name and frappe.db.exists(file.attached_to_doctype, file.attached_to_name)
	if not taken:
		file.db_set(here, update_modified=False)
	elif file.has_permission("read"):
		frappe.copy_doc(file).update(here).insert()

"""The file of an import belongs to its run."""

import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.importing.exceptions import FileIsNoList

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


def content_of(run: Document) -> tuple[bytes, str]:
	"""The bytes of a run's file, and its name. Raises FileIsNoList where there is none."""
	name = run.file and frappe.db.get_value("File", {"file_url": run.file})
	if not name:
		frappe.throw(_("Attach the document, or paste it, and read it then."), FileIsNoList)
	file = frappe.get_doc("File", name)
	with open(file.get_full_path(), "rb") as source:
		return source.read(), file.file_name or ""


def _attach(file: Document, here: dict) -> None:
	taken = file.attached_to_name and frappe.db.exists(file.attached_to_doctype, file.attached_to_name)
	if not taken:
		file.db_set(here, update_modified=False)
	elif file.has_permission("read"):
		frappe.copy_doc(file).update(here).insert()

"""What a row of File may say of our documents, and of documents under an approval.

Core believes a row: it writes the file's address into whatever column the row names, past every hook of the document,
and deletes from disk what the row calls its thumbnail.
"""

from collections.abc import Iterator

import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app import markup
from qingdan_app.notices import notice_answers
from qingdan_app.ours import is_ours
from qingdan_app.permissions import addresses, file_bytes
from qingdan_app.permissions.exceptions import (
	FileIsPublic,
	FileNamesAField,
	FolderIsNoFile,
	NotYoursToChange,
	NotYoursToSee,
)
from qingdan_app.permissions.guarded import GUARDED
from qingdan_app.tasks import archived, evidence
from qingdan_app.workflows.log import chains
from qingdan_app.workflows.requests import kept_files
from qingdan_app.workflows.requests.access import doctypes_under_approval

ATTACHED = ("attached_to_doctype", "attached_to_name")
ADDRESS = ("file_url", "is_private")
HOLDS_A_FILE = frozenset({"Attach", "Attach Image"})
NOT_STORED_YET = "new-"
"""How Desk begins the name of a document that was not saved yet."""


def check(doc: Document, method: str) -> None:
	"""Raise a named refusal for a row that would reach into a document past its rule, before core acts on it."""
	before = None if doc.is_new() else frappe.db.get_value("File", doc.name, "*", as_dict=True)
	_refuse_another_kind(doc, before)
	if doc.is_folder:
		return file_bytes.empty_folder(doc)
	doc.file_name = markup.file_name(doc.file_name)
	_keep_fingerprint(doc, before)
	_refuse_thumbnail(doc)
	_refuse_public(doc)
	now, then = _attached(doc), _attached(before) if before else None
	_refuse_foreign_documents(doc, now, then)
	if now:
		_refuse_column(doc, before, *now)
	if before and _is_another(doc, before):
		keep(before)
	if before and any(before[column] != doc.get(column) for column in ADDRESS):
		keep_all(before.file_url)


def _is_another(doc: Document, before: dict) -> bool:
	"""Whether a stored file would be another document's, lie elsewhere or be called otherwise."""
	if markup.file_name(before.file_name) != doc.file_name:
		return True
	return any(before[column] != doc.get(column) for column in (*ATTACHED, *ADDRESS))


def keep(file: Document, method: str | None = None) -> None:
	"""Raise HasHistory, NoticeIsIssued or DecidedOn for a file that people have decided on, ListArchived for one of an archived list (hook of File)."""
	archived.check(file)
	evidence.keep_filed(file)
	notice_answers.keep(file)
	kept_files.keep(file)


def keep_all(url: str | None) -> None:
	"""The same for what lies at an address, whichever row names it."""
	for row in frappe.get_all("File", {"file_url": url}, ["file_name", "file_url", *ATTACHED]) if url else ():
		keep(row)


def keep_address(doc: Document) -> None:
	"""Raise NotYoursToSee when a stored row is turned to another private file: core would delete that with the row."""
	if doc.is_new() or doc.is_folder or frappe.session.user == "Administrator":
		return
	stored = frappe.db.get_value("File", doc.name, "file_url")
	address = addresses.address_of(doc.file_url)
	if address and doc.file_url != stored:
		frappe.throw(_("A file keeps its address. Attach the other file by itself."), NotYoursToSee)


def check_named(doc: Document) -> None:
	"""Raise NotYoursToSee when a field that holds a file is given the address of somebody else's private one.

	Core attaches the file to the document, and whoever reads that reads the file.
	"""
	for field in doc.meta.fields:
		if field.fieldtype not in HOLDS_A_FILE:
			continue
		value = doc.get(field.fieldname)
		if value and addresses.address_of(value) and _is_fresh(doc, field.fieldname, value):
			_refuse_named(field, value)


def is_ours_or_under_approval(doctype: str) -> bool:
	"""Whether a DocType is of this app, or under an approval, or holds the rows of one that is."""
	if is_ours(doctype):
		return True
	known = doctypes_under_approval()
	return doctype in known or doctype in set(_tables_of(known))


def _tables_of(doctypes: list[str]) -> Iterator[str]:
	for doctype in doctypes:
		yield from (field.options for field in frappe.get_meta(doctype).get_table_fields())


def _keep_fingerprint(doc: Document, before: dict | None) -> None:
	"""Core deletes from disk what no other row's fingerprint equals, so nobody chooses one."""
	if before and not doc.flags.original_content:
		doc.content_hash = before.content_hash


def _refuse_another_kind(doc: Document, before: dict | None) -> None:
	"""Raise FolderIsNoFile: of a folder nobody, not even core, asks what a file is asked."""
	if before and bool(before.is_folder) != bool(doc.is_folder):
		frappe.throw(_("A file does not become a folder, nor a folder a file."), FolderIsNoFile)


def _refuse_thumbnail(doc: Document) -> None:
	if doc.thumbnail_url and not file_bytes.is_thumbnail(doc.thumbnail_url):
		frappe.throw(_("A thumbnail is a public picture."), NotYoursToSee)


def _refuse_public(doc: Document) -> None:
	"""Raise FileIsPublic for a file of ours that anybody who knows its address could open."""
	if doc.is_private:
		return
	if doc.attached_to_doctype in GUARDED or addresses.is_kept_by_us(doc.file_url):
		frappe.throw(
			_("Files of {0} are private. Attach it again with “Private” ticked.").format(
				_(doc.attached_to_doctype or "File")
			),
			FileIsPublic,
		)


def _refuse_foreign_documents(
	doc: Document, now: tuple[str, str] | None, then: tuple[str, str] | None
) -> None:
	"""A file is attached to a document, and taken from it, by those who may write that."""
	for doctype, name in {now, then} - {None} if now != then else ():
		if not _may_write(doc, doctype, name):
			frappe.throw(
				_("{0} {1} is not yours to change, its attachments neither.").format(_(doctype), name),
				NotYoursToChange,
			)


def _attached(row) -> tuple[str, str] | None:
	doctype, name = (row.get(column) for column in ATTACHED)
	return (doctype, str(name)) if doctype and name and is_ours_or_under_approval(doctype) else None


def _may_write(doc: Document, doctype: str, name: str) -> bool:
	user = frappe.session.user
	if user == "Administrator" or (doc.flags.ignore_permissions and user != "Guest"):
		return True
	if not frappe.db.exists(doctype, name):
		return name.startswith(NOT_STORED_YET)
	return bool(frappe.get_doc(doctype, name).has_permission("write"))


def _refuse_column(doc: Document, before: dict | None, doctype: str, name: str) -> None:
	"""Core writes the address of a file that changes sides into the column named, or into one that holds it."""
	moves = bool(before) and bool(doc.is_private) != bool(before.is_private)
	written = {doc.attached_to_field} - {None, ""}
	if moves and not written:
		written = _holding(doctype, name, before.file_url)
	if not written <= _fields_for_files(doctype) or (moves and written and _is_decided_on(doctype, name)):
		frappe.throw(
			_("A file is named in a field for attachments, by the document's own form."), FileNamesAField
		)


def _fields_for_files(doctype: str) -> set[str]:
	return {field.fieldname for field in frappe.get_meta(doctype).fields if field.fieldtype in HOLDS_A_FILE}


def _holding(doctype: str, name: str, url: str) -> set[str]:
	"""The columns in which core would find the address."""
	if not frappe.db.exists(doctype, name):
		return set()
	return {column for column, value in frappe.get_doc(doctype, name).as_dict().items() if value == url}


def _is_decided_on(doctype: str, name: str) -> bool:
	if frappe.get_meta(doctype).istable and frappe.db.exists(doctype, name):
		doctype, name = frappe.db.get_value(doctype, name, ["parenttype", "parent"])
	return bool(chains.running(doctype, name))


def _is_fresh(doc: Document, fieldname: str, value: str) -> bool:
	before = doc.get_doc_before_save()
	return not before or before.get(fieldname) != value


def _refuse_named(field: Document, url: str) -> None:
	if frappe.flags.in_install or frappe.flags.in_migrate or addresses.may_name(url):
		return
	frappe.throw(
		_("{0}: there is no such file of yours. Upload it and attach it again.").format(_(field.label)),
		NotYoursToSee,
	)

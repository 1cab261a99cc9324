"""The files of a document that was approved: what they held stands in the log, and they stay while the approval does.

They are kept with the decision that approved, in its snapshot, under a word that no field has. Documents whose state is
the flow's own keep what is decided by rules of their own (a report its evidence).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import frappe
from frappe import _
from frappe.model import table_fields
from frappe.model.document import Document
from frappe.utils import cint

from qingdan_app.workflows.exceptions import DecidedOn
from qingdan_app.workflows.log import file_prints, renaming, trail
from qingdan_app.workflows.moves.controller import FlowControlledDocument
from qingdan_app.workflows.moves.document_words import KEPT_BESIDE
from qingdan_app.workflows.moves.subjects import ApprovalSubject, subject_of
from qingdan_app.workflows.requests import seen

FILES = f"{KEPT_BESIDE}files"
"""The word of a snapshot under which its files stand: `[{file, name, sha256}]`."""
ATTACHED = ("Attach", "Attach Image")
ATTACHED_TO = """select `file_url`, `file_name` from `tabFile`
	where `attached_to_doctype` = %s and `attached_to_name` = %s and `is_folder` = 0 order by `creation`, `name`"""
"""Asked at every approval, so it is said outright."""


def with_files(subject: ApprovalSubject, snapshot: dict, verb: str) -> dict:
	"""The snapshot of a decision that approves, with the files that it was taken on.

	Where an end is carried out again, it is the decision's files that count.
	"""
	doc = subject.doc
	if isinstance(doc, FlowControlledDocument) or (verb in seen.RECORDS and standing(doc.doctype, doc.name)):
		return snapshot
	names = {**dict.fromkeys(_named(doc), ""), **_attached(doc.doctype, doc.name)}
	files = [{"file": url, "name": name, "sha256": file_prints.print_of(url)} for url, name in names.items()]
	known = [each for each in files if each["sha256"]]
	return {**(snapshot or subject.record()), FILES: known} if known else snapshot


def keep(file: Mapping) -> None:
	"""Raise DecidedOn for a file on which the approval of a document was given, while that stands."""
	about = (file.get("attached_to_doctype"), file.get("attached_to_name"))
	if all(about) and any(each["file"] == file.get("file_url") for each in standing(*about)):
		frappe.throw(
			_("{0} was approved with the document and is kept as it was.").format(
				frappe.bold(file.get("file_name"))
			),
			DecidedOn,
		)


def standing(doctype: str, name: str) -> list[dict]:
	"""The files on which the approval that a document has still was given: `[{file, name, sha256}]`."""
	if not (renaming.has_log(doctype, name) and frappe.db.exists(doctype, name)):
		return []
	fields = ["act", "request", "to_state", "snapshot"]
	about = {"reference_doctype": doctype, "reference_name": name}
	rows = frappe.get_all(trail.LOG, about, fields, order_by="sequence")
	return standing_in(subject_of(frappe.get_doc(doctype, name)), rows)


def standing_in(subject: ApprovalSubject, rows: Sequence[Mapping]) -> list[dict]:
	"""The same as the entries of its log tell, from which on a document of that name has lived."""
	found = [number for number, row in enumerate(rows) if FILES in (row["snapshot"] or "")]
	if not found or not _stands(subject, rows[found[-1] + 1 :]):
		return []
	return frappe.parse_json(rows[found[-1]]["snapshot"]).get(FILES) or []


def _stands(subject: ApprovalSubject, later: Sequence[Mapping]) -> bool:
	"""Whether a document is as its approval left it: submitted, or in the state to which that moved it."""
	if cint(subject.doc.docstatus):
		return True
	moves = [row["to_state"] for row in later if not row["request"] and row["to_state"]]
	begun = any(row["act"] == "start" for row in later)
	return not begun and (not moves or subject.state == moves[0])


def _attached(doctype: str, name: str) -> dict[str, str]:
	return {url: words for url, words in frappe.db.sql(ATTACHED_TO, (doctype, name)) if url}


def _named(doc: Document) -> Iterator[str]:
	"""Addresses in its own fields, and in those of its rows."""
	for field in doc.meta.fields:
		value = doc.get(field.fieldname)
		if field.fieldtype in table_fields:
			yield from _of_rows(value or ())
		elif field.fieldtype in ATTACHED and value:
			yield value


def _of_rows(rows: Iterable[Document]) -> Iterator[str]:
	for row in rows:
		yield from _named(row)

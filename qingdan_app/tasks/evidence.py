"""Evidence files belong to their report, or to what was verified: who sees that sees them, and nobody else."""

import json
from collections.abc import Iterator

import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app import plain_rows
from qingdan_app.tasks.exceptions import EvidenceNotPrivate, EvidenceNotYours, HasHistory
from qingdan_app.tasks.rules.filed import is_kept
from qingdan_app.workflows.engine.trail import Fault
from qingdan_app.workflows.log import file_prints
from qingdan_app.workflows.log.trail import LOG
from qingdan_app.workflows.moves.document_words import KEPT_BESIDE

TASK, REPORT, ROW = "Qingdan Task", "Qingdan Progress Report", "Qingdan Report Evidence"
OF_A_FILE = ("file_name", "file_url", "file_size", "content_hash", "is_private", "folder")
KEPT_AT_ONCE = frozenset({"Qingdan Verification"})
"""DocTypes whose files are kept from the day on which they are written."""


def check(report: Document) -> None:
	"""Raise EvidenceNotPrivate or EvidenceNotYours for a file that everybody or that not even the filer may open.

	Naming the address of somebody else's private file must not open it, so a row that is new has to point to a
	file its writer can read.
	"""
	before = report.get_doc_before_save()
	known = {row.file for row in before.evidence} if before else set()
	for row in report.evidence:
		if row.file and not row.file.startswith("/private/"):
			_refuse_public(row)
		if row.file and row.file not in known and not readable(row.file):
			_refuse_foreign(row)


def has_changed(report: Document) -> bool:
	"""Whether the save brought other files than the report had."""
	before = report.get_doc_before_save()
	return not before or {row.file for row in before.evidence} != {row.file for row in report.evidence}


def attach(report: Document) -> None:
	"""Attach every evidence file to the report: it is then read, kept and deleted by the report's own rule."""
	for url, here in _not_attached(report):
		_attach_one(readable(url), here)


def attach_as_filed(report: Document, source: str) -> None:
	"""The same for a report that stands as it was filed elsewhere, whoever acts: its files are those of that one, of the same owner."""
	for url, here in _not_attached(report):
		about = {"file_url": url, "attached_to_doctype": REPORT, "attached_to_name": source}
		row = frappe.db.get_value("File", about, [*OF_A_FILE, "owner"], as_dict=True)
		if row:
			plain_rows.insert("File", [{**row, **here}])


def _not_attached(report: Document) -> Iterator[tuple[str, dict]]:
	here = {"attached_to_doctype": report.doctype, "attached_to_name": report.name}
	for url in sorted({row.file for row in report.evidence if row.file}):
		if report.flags.in_insert or not frappe.db.exists("File", {"file_url": url, **here}):
			yield url, here


def keep_filed(file: Document, method: str | None = None) -> None:
	"""Raise HasHistory for a file of a report that was filed once: people have decided on it (hook of File)."""
	if file.attached_to_name and _keeps_files(file.attached_to_doctype, file.attached_to_name):
		frappe.throw(_("{0} has been filed and is kept.").format(file.file_name), HasHistory)


def _keeps_files(doctype: str, name: str) -> bool:
	if doctype != REPORT:
		return doctype in KEPT_AT_ONCE
	stored = frappe.db.get_value(REPORT, name, ["submitted_by", "state"])
	return bool(stored) and is_kept(*stored)


def was_filed_for(report: str, url: str, user: str) -> bool:
	"""Whether a file was filed with a report, and the user reads the task whose timeline says so.

	What was filed stays readable, also after the report was taken back; what a draft holds beside it is its unit's.
	"""
	task = frappe.db.get_value(REPORT, report, "task")
	if not task or not frappe.has_permission(TASK, "read", task, user=user):
		return False
	filed = {"reference_doctype": REPORT, "reference_name": report, "act": ("in", ("file", "stand"))}
	filed["snapshot"] = ("is", "set")
	rows = (json.loads(words).get("evidence") or () for words in frappe.get_all(LOG, filed, pluck="snapshot"))
	return any(row.get("file") == url for several in rows for row in several)


def _attach_one(name: str | None, here: dict) -> None:
	if not name:
		return
	if not frappe.db.get_value("File", name, "attached_to_name"):
		frappe.db.set_value("File", name, here, update_modified=False)
		return
	copied = frappe.copy_doc(frappe.get_doc("File", name)).update({**here, "attached_to_field": None})
	copied.insert(
		ignore_permissions=True
	)  # who files may read the file; attaching it is what filing it means


def readable(url: str) -> str | None:
	"""The row of a private file of that address that the session's user may read."""
	names = frappe.get_all(
		"File", {"file_url": url, "is_private": 1}, pluck="name", order_by="attached_to_name"
	)
	return next((name for name in names if frappe.has_permission("File", "read", name)), None)


def _refuse_public(row: Document) -> None:
	frappe.throw(
		_("Row {0}: evidence has to be a private file. Attach it again with “Private” ticked.").format(
			row.idx
		),
		EvidenceNotPrivate,
	)


def _refuse_foreign(row: Document) -> None:
	frappe.throw(
		_("Row {0}: there is no such file of yours. Upload it and attach it again.").format(row.idx),
		EvidenceNotYours,
	)


def take_fingerprints(report: Document) -> None:
	"""Write beside every evidence file what it holds: another file in its place is found later."""
	for row in report.evidence:
		row.sha256 = file_prints.print_of(row.file)


def faults(kept: dict, now: dict) -> Iterator[str]:
	"""How a filed report is not what was kept of it: its words, or what its files hold."""
	said = {field: value for field, value in kept.items() if not field.startswith(KEPT_BESIDE)}
	if any(now.get(field) != value for field, value in said.items() if field != "evidence"):
		yield Fault.DIFFERS.value
	rows, files = kept.get("evidence") or [], now.get("evidence") or []
	if [_row(each) for each in rows] != [_row(each) for each in files]:
		yield Fault.FILES.value
	for row in rows:
		if row.get("sha256") and file_prints.print_of(row.get("file")) != row["sha256"]:
			yield Fault.EXCHANGED.value


def _row(row: dict) -> tuple:
	return row.get("file"), row.get("caption") or ""

"""Evidence files belong to their report: who sees the report sees them, and nobody else."""

import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.tasks.exceptions import EvidenceNotPrivate, EvidenceNotYours


def check_private(report: Document) -> None:
	"""Raise EvidenceNotPrivate where an evidence file could be opened by anybody."""
	for row in report.evidence:
		if row.file and not row.file.startswith("/private/"):
			frappe.throw(
				_(
					"Row {0}: evidence has to be a private file. Attach it again with “Private” ticked."
				).format(row.idx),
				EvidenceNotPrivate,
			)


def attach(report: Document) -> None:
	"""Attach uploaded files to the report that names them.

	Raises EvidenceNotYours for the address of a file that the person did not upload himself: naming another's
	file would otherwise open it to everybody who sees the report.
	"""
	for row in report.evidence:
		if row.file and not _is_attached(report, row.file):
			_attach(report, row.file)


def _is_attached(report: Document, file_url: str) -> bool:
	here = {"attached_to_doctype": report.doctype, "attached_to_name": report.name}
	return bool(frappe.db.exists("File", {"file_url": file_url, **here}))


def _attach(report: Document, file_url: str) -> None:
	mine = {"file_url": file_url, "owner": frappe.session.user, "attached_to_name": ("is", "not set")}
	name = frappe.db.get_value("File", mine)
	if not name:
		frappe.throw(
			_("{0} was not uploaded by you. Attach the file from your own device.").format(
				file_url.rpartition("/")[2]
			),
			EvidenceNotYours,
		)
	frappe.get_doc("File", name).db_set(
		{"attached_to_doctype": report.doctype, "attached_to_name": report.name}, update_modified=False
	)

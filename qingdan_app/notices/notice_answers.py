"""A unit answers a supervision notice: its words, and a file that shows it and stays."""

import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.notices.exceptions import EvidenceNotReadable, NoticeIsIssued
from qingdan_app.notices.notice_requirements import NOTICE
from qingdan_app.notices.rules.notice_states import WITH_UNIT
from qingdan_app.tasks import evidence as of_reports
from qingdan_app.workflows.moves import performing
from qingdan_app.workflows.moves.held import Held


def answer(name: str, words: str, evidence: str | None = None) -> Document:
	"""Answer a notice for its unit and send the answer for approval; the notice in its new state.

	Naming the address of somebody else's private file must not open it: `evidence` is a private file that whoever answers may read.
	Raises EvidenceNotReadable, and what the flow refuses.
	"""
	held = Held()
	notice = held.read(NOTICE, name)
	notice.check_permission("read")
	if evidence and not of_reports.readable(evidence):
		frappe.throw(
			_("There is no such private file of yours. Upload it and attach it again."), EvidenceNotReadable
		)
	notice.flags.evidence = evidence or None
	return performing.perform_on(notice, "answer_notice", words, held)


def keep(file: Document) -> None:
	"""Raise NoticeIsIssued for the file of an answer that is with those who decide on it, or was decided on."""
	if file.attached_to_doctype != NOTICE or not file.attached_to_name:
		return
	stored = frappe.db.get_value(NOTICE, file.attached_to_name, ["evidence", "state"])
	if stored and stored[0] == file.file_url and stored[1] not in WITH_UNIT:
		frappe.throw(_("{0} was sent with an answer and is kept.").format(file.file_name), NoticeIsIssued)

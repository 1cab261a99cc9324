"""Documents against their logs: what was approved still says so, what has moved has a log, what is gone was deleted by name."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence

import frappe
from frappe.model.base_document import get_controller
from frappe.model.workflow import get_workflow_name
from frappe.utils import cint
from pypika.terms import Criterion

from qingdan_app.workflows.engine.flow import Outcome, Request, Status
from qingdan_app.workflows.engine.flow.state import CORRECTION
from qingdan_app.workflows.engine.trail import Fault
from qingdan_app.workflows.flows.publishing import FLOW
from qingdan_app.workflows.log import chains, file_prints
from qingdan_app.workflows.moves import kept_words
from qingdan_app.workflows.moves.controller import FlowControlledDocument
from qingdan_app.workflows.moves.document_words import MADE
from qingdan_app.workflows.moves.subjects import ApprovalSubject, subject_doctypes, subject_of
from qingdan_app.workflows.requests import approved_words, kept_files, seen
from qingdan_app.workflows.requests.deleting import DELETED
from qingdan_app.workflows.requests.save_checks import EDITED
from qingdan_app.workflows.workflow_acts import CANCELLED, SUBMITTED

OF_NO_DOCUMENT = "@"
"""Begins the name of a chain that is no document's."""
LOOKED_AT = frozenset({"start", EDITED, *seen.DECISIONS, *seen.RECORDS})
"""Acts by which the log tells what somebody has seen of a document that is being decided on, or has made of it."""
TOLD = frozenset({EDITED, CANCELLED})
"""Acts past the flow, by which the log tells what an approved document says from then on."""


def faults_of(doctype: str, name: str, rows: Sequence[Mapping]) -> Iterator[str]:
	"""How a document is not as the entries of its log, which is whole, tell."""
	if not rows or doctype == FLOW or name.startswith(OF_NO_DOCUMENT):
		return
	if not frappe.db.exists("DocType", doctype) or not frappe.db.table_exists(doctype):
		return
	if not frappe.db.exists(doctype, name):
		yield from () if rows[-1]["act"] == DELETED else (Fault.DELETED.value,)
		return
	subject, rows = subject_of(frappe.get_doc(doctype, name)), _of_this_life(rows)
	moves = [row for row in rows if not row["request"] and row["to_state"]]
	snapshots = [row for row in rows if row["snapshot"]]
	told = [row for row in moves if row["snapshot"]] or snapshots
	words = read(told[-1]["snapshot"]) if told else {}
	yield from subject.faults(moves[-1]["to_state"] if moves else None, words)
	yield from (Fault.EXCHANGED.value for each in kept_files.standing_in(subject, rows) if _is_another(each))
	made = [row for row in rows if MADE in (row["snapshot"] or "")][-1:]
	if not all(
		approved_words.is_made_as(subject.doc, read(row["snapshot"]), row["acted_at"]) for row in made
	):
		yield Fault.DIFFERS.value
	if not _is_as_approved(subject, rows) or not _is_as_kept(subject, snapshots):
		yield Fault.DIFFERS.value


def is_out_of_step(doctype: str, name: str, request: str, state: Request) -> bool:
	"""Whether the last request on a document, which decides its submission, has approved a draft, or runs on what is submitted.

	While its end is owed, what another app committed in the middle of it may have submitted the document already.
	"""
	is_owed = bool(state.visit and state.visit.owed)
	if is_owed or (state.status is Status.ENDED and state.outcome is not Outcome.APPROVED):
		return False
	flow = frappe.db.get_value("Qingdan Approval Request", request, "flow")
	if frappe.db.get_value(FLOW, flow, "guard") != "Submission" or not frappe.db.table_exists(doctype):
		return False
	docstatus = frappe.db.get_value(doctype, name, "docstatus")
	return docstatus is not None and bool(cint(docstatus)) is not (state.status is Status.ENDED)


def is_changed_unseen(doctype: str, name: str, rows: Sequence[Mapping], state: Request) -> bool:
	"""Whether a document that is being decided on says something else than its log has last told of it."""
	kept = [row["snapshot"] for row in rows if row["snapshot"] and _is_looked_at(row)]
	if state.status is not Status.RUNNING or not kept or not frappe.db.table_exists(doctype):
		return False
	if issubclass(get_controller(doctype), FlowControlledDocument) or not frappe.db.exists(doctype, name):
		return False  # they have rules of their own
	subject = subject_of(frappe.get_doc(doctype, name))
	return not approved_words.says(subject.doc.meta, read(kept[-1]), subject.snapshot())


def unlogged(known: Collection[str]) -> Iterator[str]:
	"""Documents without a log that have left the first state of their Workflow, which only the flow can do, or that only their room writes.

	`known` are the chains that are broken: what they no longer tell was said already.
	"""
	for doctype in subject_doctypes():
		if not frappe.db.table_exists(doctype) or not get_workflow_name(doctype):
			continue
		if issubclass(get_controller(doctype), FlowControlledDocument):
			yield from (f"{doctype}/{name}" for name in _moved(doctype) if f"{doctype}/{name}" not in known)
	for doctype in kept_words.doctypes():
		yield from (f"{doctype}/{name}" for name in without_log(doctype) if f"{doctype}/{name}" not in known)


def read(text: str | None) -> dict:
	"""A snapshot as it is stored; nothing where it cannot be read."""
	try:
		found = json.loads(text or "{}")
	except ValueError:
		return {}
	return found if isinstance(found, dict) else {}


def _is_looked_at(row: Mapping) -> bool:
	"""Whether an entry tells what is decided on; who returned a document to its initiator leaves it to them."""
	return row["act"] in LOOKED_AT or row["from_state"] == CORRECTION


def _is_another(file: Mapping) -> bool:
	"""Whether there lies something else, or nothing, where a file lay that an approval was given on."""
	return file_prints.print_of(file["file"]) != file["sha256"]


def _of_this_life(rows: Sequence[Mapping]) -> Sequence[Mapping]:
	"""What was logged since a document of that name was last deleted: the name may have been given anew."""
	ends = [number for number, row in enumerate(rows, 1) if row["act"] == DELETED]
	return rows[ends[-1] :] if ends else rows


def _moved(doctype: str) -> list[str]:
	subject = subject_of(frappe.new_doc(doctype))
	state = frappe.qb.DocType(doctype)[subject.state_field]
	return without_log(doctype, state.notin(["", subject.first_state]))


def without_log(doctype: str, *conditions: Criterion) -> list[str]:
	"""The names of documents that have no log, of all or of those of which more is true."""
	doc, chain = frappe.qb.DocType(doctype), frappe.qb.DocType(chains.CHAIN)
	logged = frappe.qb.from_(chain).select(chain.reference_name)
	logged = logged.where((chain.reference_doctype == doctype) & (chain.length > 0))
	query = frappe.qb.from_(doc).select(doc.name).where(doc.name.notin(logged))
	return query.where(Criterion.all(conditions)).orderby(doc.name).run(pluck=True)


def _is_as_approved(subject: ApprovalSubject, rows: Sequence[Mapping]) -> bool:
	"""Whether a document that a flow has submitted is submitted, or was cancelled by name, and says what it said then."""
	submitted = [number for number, row in enumerate(rows) if _submits(subject, row)]
	if not submitted or subject.keeps_state:
		return True
	later = rows[submitted[-1] :]
	told = [row for row in later if _submits(subject, row) or row["act"] in TOLD]
	docstatus = 2 if any(approved_words.cancels(subject, row) for row in later) else 1
	says = approved_words.says(subject.doc.meta, read(told[-1]["snapshot"]), subject.snapshot())
	return cint(subject.doc.docstatus) == docstatus and says


def _is_as_kept(subject: ApprovalSubject, snapshots: Sequence[Mapping]) -> bool:
	"""Whether a document into which only the flow, or its room, writes says all that its log last kept of it."""
	if not snapshots or not (subject.keeps_words or subject.doc.doctype in kept_words.doctypes()):
		return True
	kept = read(snapshots[-1]["snapshot"])
	return approved_words.says(subject.doc.meta, kept, subject.snapshot(), whole=True)


def _submits(subject: ApprovalSubject, row: Mapping) -> bool:
	if row["request"] or not get_workflow_name(subject.doc.doctype):
		return row["act"] == SUBMITTED
	state = subject.state_row(row["to_state"]) if row["to_state"] else None
	return row["act"] == SUBMITTED or bool(state and cint(state.doc_status) == 1)

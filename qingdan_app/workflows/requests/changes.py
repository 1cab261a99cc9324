"""What has changed in a document under approval, in words: since the last return, and past its approval."""

import json
from collections.abc import Mapping

import frappe

from qingdan_app.workflows.engine.trail import differences
from qingdan_app.workflows.log import trail
from qingdan_app.workflows.moves.subjects import ApprovalSubject
from qingdan_app.workflows.requests import seen
from qingdan_app.workflows.requests.in_words import InWords


def since_return(request: str) -> list[dict]:
	"""What differs between the document as it was last kept and when it was last returned: `InWords.changes`."""
	returned, last = _snapshot(request, {"act": "return"}) or _before(request), _snapshot(request, {})
	if not returned or not last:
		return []
	doctype = frappe.db.get_value("Qingdan Approval Request", request, "reference_doctype")
	if not frappe.db.exists("DocType", doctype):
		return []
	return InWords(doctype).changes(differences(returned, last), returned, last)


def _before(request: str) -> dict:
	"""What was returned in the request before this one, where its sender withdrew it instead of sending it on."""
	columns = ["reference_doctype", "reference_name", "started_at"]
	about = frappe.db.get_value("Qingdan Approval Request", request, columns, as_dict=True)
	before = {**about, "started_at": ("<=", about.started_at), "name": ("!=", request)}
	found = frappe.get_all(
		"Qingdan Approval Request", before, ["name", "outcome"], order_by="started_at desc", limit=1
	)
	return _snapshot(found[0].name, {"act": "return"}) if found and found[0].outcome == "Withdrawn" else {}


def meanwhile(row: Mapping, subject: ApprovalSubject) -> list[dict]:
	"""What was changed in the document since it was sent in, past its approval."""
	found = seen.changed(row, subject)
	return InWords(subject.doc.doctype).changes(found, subject.snapshot()) if found else []


def _snapshot(request: str, more: dict) -> dict:
	filters = {"request": request, "snapshot": ("is", "set"), **more}
	found = frappe.get_all(trail.LOG, filters, pluck="snapshot", order_by="sequence desc", limit=1)
	return json.loads(found[0]) if found else {}

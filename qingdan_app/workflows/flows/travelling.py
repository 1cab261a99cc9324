"""A flow that arrives by a fixture, a migration or an import: what the site has in force, or has run, is not changed by it.

Core imports a document by deleting the one of its name, without a word, and inserting the other. A version that is frozen
here is therefore put back as it was; one that is new here arrives as a draft, and is published if it was so where it
comes from and can run here.
"""

from contextlib import suppress

import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.workflows.exceptions import FlowRefusal
from qingdan_app.workflows.flows import choosing, publishing

FLOW = "Qingdan Approval Flow"
STAMPS = ("creation", "modified", "modified_by", "owner")


def receive(flow: Document) -> None:
	"""Before core deletes the version of that name: keep what is frozen here, and note as what this one arrives."""
	wanted = flow.status
	here = frappe.get_doc(FLOW, flow.name) if flow.name and frappe.db.exists(FLOW, flow.name) else None
	if here and (here.status != "Draft" or publishing.has_run(here)):
		kept = here.as_dict()
		flow.update({key: value for key, value in kept.items() if key not in STAMPS})
		wanted = here.status
		frappe.msgprint(
			_("{0} is in force or has run here and stays as it is.").format(flow.name), alert=True
		)
	_arriving().append((flow, wanted, bool(here) and here.status == wanted))


def status_of(flow: Document) -> str:
	"""The status with which a new row begins: a draft, but for what was in force here already."""
	arrived = next(((wanted, kept) for each, wanted, kept in _arriving() if each is flow), ("", False))
	return arrived[0] if arrived[1] or arrived[0] == "Retired" else "Draft"


def settle(flow: Document) -> None:
	"""After it was inserted: publish what was in force where it comes from; what cannot run here stays a draft."""
	arrived = [each for each in _arriving() if each[0] is flow]
	for each in arrived:
		_arriving().remove(each)
		if each[1] == "Published" and flow.status == "Draft":
			_publish(flow)
	if arrived:
		choosing.forget(flow.document_type)


def _publish(flow: Document) -> None:
	with suppress(FlowRefusal):
		publishing.publish(flow)
		return
	frappe.clear_last_message()
	frappe.msgprint(
		_("{0} cannot run here as it is and stays a draft: publish it to see why.").format(flow.name)
	)


def _arriving() -> list[tuple[Document, str, bool]]:
	"""Kept on the request, not on the document: what comes in with a document may come from anybody."""
	if not hasattr(frappe.local, "qingdan_arriving_flows"):
		frappe.local.qingdan_arriving_flows = []
	return frappe.local.qingdan_arriving_flows

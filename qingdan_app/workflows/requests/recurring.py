"""What core's Auto Repeat makes of a document under a flow: it begins where documents begin, and is sent in rather than submitted.

Core would submit it past the flow; that is refused, and with it core ends the whole repetition.
"""

from functools import partial

from frappe.model.document import Document
from frappe.model.workflow import get_workflow_name

from qingdan_app.workflows.flows import choosing
from qingdan_app.workflows.moves.controller import FlowControlledDocument
from qingdan_app.workflows.moves.held import Held
from qingdan_app.workflows.moves.subjects import subject_of
from qingdan_app.workflows.requests import acting


def begin(doc: Document, method: str, auto_repeat_doc: Document | None = None, **_more: object) -> None:
	"""A document was copied and is about to be inserted (event `on_recurring`)."""
	if isinstance(doc, FlowControlledDocument) or not choosing.is_governed(doc.doctype):
		return
	if get_workflow_name(doc.doctype):
		subject = subject_of(doc)
		doc.set(subject.state_field, subject.first_state)
	owner = auto_repeat_doc.owner if auto_repeat_doc else ""
	doc.__dict__["submit"] = partial(_send, doc, owner)  # of this copy alone, once


def _send(doc: Document, initiator: str) -> None:
	"""Send the new document in for whoever made the repetition; submit it where no flow is meant for it."""
	del doc.__dict__["submit"]
	flow = choosing.flow_for(doc, "Submission")
	if not flow:
		doc.submit()
		return
	held = Held()
	acting.start(held.read(doc.doctype, doc.name), flow, held, initiator)

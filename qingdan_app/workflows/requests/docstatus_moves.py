"""Where core's Workflow submits or cancels, the flow that decides the way there decides the docstatus too.

Core lets whoever may submit a document do so in any of its states, and moves the state itself to the first that fits:
around the state that a flow guards. So a docstatus that such a flow gives moves by an edge of the Workflow alone.
"""

from collections.abc import Iterable

from frappe.model.document import Document
from frappe.utils import cint

from qingdan_app.workflows.flows import choosing
from qingdan_app.workflows.moves import as_core
from qingdan_app.workflows.moves.subjects import ApprovalSubject, subject_of


def goes_around(doc: Document, before: Document | None) -> bool:
	"""Whether a save submits or cancels the document by no edge of its Workflow, though a flow decides the edge there.

	What the flow is meant for is asked of the document as it was and as it is saved: one save may change that too.
	Raises ConditionFails or FlowsCollide where that cannot be judged.
	"""
	states = {row.state for row in choosing.guarded(doc.doctype) if row.guard == "Transition"}
	was, now = cint(before.docstatus) if before else 0, cint(doc.docstatus)
	if not states or was == now or _is_edge(subject_of(doc), before, now):
		return False
	leading = [state for state in sorted(states) if _leads(subject_of(doc), state, was, now)]
	return any(_is_meant(each, state, was) for each in (before, doc) if each for state in leading)


def _is_edge(subject: ApprovalSubject, before: Document | None, docstatus: int) -> bool:
	"""Whether the save takes an edge to a state of that docstatus, whose role core's Workflow asks for."""
	left = subject_of(before).state if before else subject.first_state
	edges = {(edge.state, edge.next_state) for edge in subject.transitions}
	return (left, subject.state) in edges and _docstatus(subject, [subject.state]) == {docstatus}


def _leads(subject: ApprovalSubject, state: str, was: int, now: int) -> bool:
	"""Whether an edge from a guarded state makes such a document one of the other docstatus."""
	nexts = [edge.next_state for edge in subject.transitions if edge.state == state]
	return _docstatus(subject, [state]) == {was} and now in _docstatus(subject, nexts)


def _docstatus(subject: ApprovalSubject, states: Iterable[str]) -> set[int]:
	return {cint(row.doc_status) for row in map(subject.state_row, states) if row}


def _is_meant(doc: Document, state: str, docstatus: int) -> bool:
	found = as_core.as_found(doc)
	found.set(subject_of(doc).state_field, state)
	found.docstatus = docstatus
	return bool(choosing.flow_for(found, "Transition"))

"""The seam between a document's moves and whoever has to agree to them.

The hook `approval_gates` names modules with three functions. `ask(subject, act, opinion) -> Gate` hears of every
act before it is decided by role; HELD says that it was taken care of and the state stays, or has moved, as others
decided. `arrived(doc) -> bool` hears of every state a document has reached, and answers whether others have the
turn now. `closed(subject) -> acts` names the acts that are not the session's user's, whatever his role is. Without
a gate that holds it, one decision of somebody entitled moves the state.
"""

from enum import Enum

import frappe
from frappe.model.document import Document

from qingdan_app.workflows.moves.subjects import ApprovalSubject


class Gate(Enum):
	"""OPEN: the act is decided by role. HELD: the gate has dealt with it."""

	OPEN = "open"
	HELD = "held"


def ask(subject: ApprovalSubject, act: str, opinion: str) -> Gate:
	"""Whether a gate deals with the act."""
	held = any(module.ask(subject, act, opinion) is Gate.HELD for module in _gates())
	return Gate.HELD if held else Gate.OPEN


def arrived(doc: Document) -> bool:
	"""Tell the gates that a document has reached its state; whether one of them has given somebody the turn."""
	answers = [module.arrived(doc) for module in _gates()]  # all of them hear of it
	return any(answers)


def closed(subject: ApprovalSubject) -> frozenset[str]:
	"""Acts that a gate would refuse the session's user now: they are not offered."""
	return frozenset().union(*(module.closed(subject) for module in _gates()))


def _gates() -> list:
	return [frappe.get_module(name) for name in frappe.get_hooks("approval_gates")]

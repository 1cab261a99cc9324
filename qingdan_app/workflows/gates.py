"""The seam between a transition and whoever has to agree to it.

A transition that is bound to an approval flow moves only when the flow has ended in approval. The hook
`approval_gates` names functions `(subject, transition, actor, opinion) -> Gate`; the first that is not OPEN
decides. Without any, the decision of one person entitled to the transition moves the state.
"""

from enum import Enum

import frappe

from qingdan_app.workflows.engine.transitions import Actor, Transition
from qingdan_app.workflows.subjects import ApprovalSubject


class Gate(Enum):
	"""OPEN: the state moves now. HELD: the decision is recorded, the state waits for others."""

	OPEN = "open"
	HELD = "held"


def ask(subject: ApprovalSubject, transition: Transition, actor: Actor, opinion: str) -> Gate:
	"""Whether the transition may move the state now."""
	for path in frappe.get_hooks("approval_gates"):
		if frappe.get_attr(path)(subject, transition, actor, opinion) is Gate.HELD:
			return Gate.HELD
	return Gate.OPEN

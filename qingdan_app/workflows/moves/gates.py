"""The seam between a document's moves and whoever has to agree to them.

The hook `approval_gates` names modules with three functions. `ask(subject, act, opinion)` hears of every act before
it is decided by role, and answers what happens instead (follow-ups, see `loop.py`), or None where the act is
decided by role. `arrived(subject)` hears of every state a document has reached, and answers what follows where others
have the turn now, or None. `closed(subject)` names the acts that are not the session's user's, whatever the role is.
Without a gate that takes it, one decision of somebody entitled moves the state.
"""

from collections.abc import Iterable

import frappe

from qingdan_app.workflows.moves.loop import FollowUp
from qingdan_app.workflows.moves.subjects import ApprovalSubject


def ask(subject: ApprovalSubject, act: str, opinion: str) -> Iterable[FollowUp] | None:
	"""What the first gate that deals with the act does instead; None where none does."""
	answers = (module.ask(subject, act, opinion) for module in _gates())
	return next((answer for answer in answers if answer is not None), None)


def arrived(subject: ApprovalSubject) -> list[FollowUp] | None:
	"""What follows for the gates from the state a document has reached; None where nobody got the turn by one."""
	answers = [module.arrived(subject) for module in _gates()]  # all of them hear of it
	taken = [answer for answer in answers if answer is not None]
	return [follow_up for answer in taken for follow_up in answer] if taken else None


def closed(subject: ApprovalSubject) -> frozenset[str]:
	"""Acts that a gate would refuse the session's user now: they are not offered."""
	return frozenset().union(*(module.closed(subject) for module in _gates()))


def _gates() -> list:
	return [frappe.get_module(name) for name in frappe.get_hooks("approval_gates")]

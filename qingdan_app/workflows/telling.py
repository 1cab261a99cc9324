"""What flows say to people, and to whom: sentences here, delivery in the outbox."""

from collections.abc import Iterable

from frappe.model.document import Document

from qingdan_app.messaging import outbox
from qingdan_app.workflows import administrators, workflow_acts

ABOUT = {
	"turn": "Your turn: {0} {1} — {2}",
	"reminder": "Reminder: {0} {1} — {2} is due soon",
	"late": "Overdue: {0} {1} — {2}",
	"urge": "Urged: {0} {1} — {2}",
	"copy": "For your information: {0} {1} — {2}",
	"blocked": "Nobody can act on {0} {1} — {2}",
}
"""What a message says first; `{0}` is the document, `{1}` its title, `{2}` what is asked or happened."""


def tell_turn(doc: Document, users: Iterable[str], act: str, opinion: str = "") -> None:
	"""Tell `users` that it is their turn on `doc` after `act`."""
	_send(users, doc.doctype, doc.name, "turn", workflow_acts.row_of(act).words, opinion)


def tell_signers(run: Document, users: Iterable[str], about: str, step: str) -> None:
	"""Tell signers of a request: it is their turn, a reminder, the clock has run out, or somebody urges."""
	_send(users, run.reference_doctype, run.reference_name, about, step)


def tell_copied(run: Document, users: Iterable[str], step: str) -> None:
	"""Tell those who got a copy."""
	_send(users, run.reference_doctype, run.reference_name, "copy", step)


def tell_administrators(run: Document, reason: str) -> None:
	"""Tell the administrators that a request waits for nobody."""
	_send(administrators.people(), run.reference_doctype, run.reference_name, "blocked", reason)


def _send(users: Iterable[str], doctype: str, name: str, about: str, what: str, words: str = "") -> None:
	outbox.send(users, doctype, name, about, ABOUT[about], what, words)

"""The answer of somebody who was urged: in the record of the document, and told to whoever urged."""

from dataclasses import dataclass
from typing import NamedTuple

import frappe
from frappe import _

from qingdan_app.markup import harmless
from qingdan_app.messaging.ledger import MESSAGE
from qingdan_app.messaging.rules.kinds import Kind
from qingdan_app.workflows import telling
from qingdan_app.workflows.engine.acts import OPINION_LIMIT
from qingdan_app.workflows.exceptions import ActNotPossible, OpinionRequired, OpinionTooLong
from qingdan_app.workflows.log import renames, trail
from qingdan_app.workflows.moves.held import Held
from qingdan_app.workflows.moves.loop import Cause, Done, FollowUp, run
from qingdan_app.workflows.moves.performing import write_log
from qingdan_app.workflows.moves.subjects import Move
from qingdan_app.workflows.requests.urging import URGE
from qingdan_app.workflows.workflow_acts import ANSWER_URGE


class Urged(NamedTuple):
	"""An urge that waits for somebody's answer: its entry of the log."""

	entry: str
	by: str
	at: str
	words: str


def answer(doctype: str, name: str, opinion: str) -> None:
	"""Answer the last urge on a document, once. Raises ActNotPossible where the session's user was not urged or has answered, OpinionRequired, OpinionTooLong."""
	held = Held()
	held.read(doctype, name).check_permission("read")
	run(held, Answer(doctype, name, harmless(opinion.strip())))


def waiting_for(doctype: str, name: str, user: str) -> Urged | None:
	"""The last urge on a document, where somebody was told of it and has not answered."""
	about = {"reference_doctype": doctype, "reference_name": name}
	fields = ["name", "actor", "acted_at", "opinion", "sequence"]
	last = frappe.get_all(trail.LOG, {**about, "act": URGE}, fields, order_by="sequence desc", limit=1)
	if not last or not _was_told(user, about, last[0].name):
		return None
	since = {**about, "act": ANSWER_URGE, "actor": user, "sequence": (">", last[0].sequence)}
	if frappe.db.exists(trail.LOG, since):
		return None
	urge = last[0]
	return Urged(urge.name, urge.actor, str(urge.acted_at), urge.opinion or "")


def shown_to_reader(doctype: str, name: str) -> dict | None:
	"""`{by, at, words}` of the urge that waits for the reader's answer."""
	urge = waiting_for(doctype, name, frappe.session.user)
	return urge and {"by": renames.shown_name(urge.by, urge.at), "at": urge.at, "words": urge.words}


def _was_told(user: str, about: dict, entry: str) -> bool:
	"""Whether the urge stands among the person's messages: whoever was urged on it, whatever they have muted."""
	told = {**about, "receiver": user, "kind": Kind.URGE.value, "cause": entry}
	return bool(frappe.db.exists(MESSAGE, told))


@dataclass(frozen=True)
class Answer(FollowUp):
	"""What the session's user says to whoever urged them last on a document."""

	doctype: str
	name: str
	opinion: str

	def carry_out(self, held: Held, cause: Cause) -> Done:
		subject = held.subject(self.doctype, self.name)
		urge = waiting_for(self.doctype, self.name, frappe.session.user)
		_check(urge, self.opinion)
		step = Move(ANSWER_URGE, subject.state, subject.state, frappe.session.user, self.opinion)
		entry = write_log(held, subject.doc, step, {}, cause)
		about = telling.Happened(
			self.doctype, self.name, subject.title, entry.entry, ANSWER_URGE, self.opinion
		)
		telling.tell_urger(about, urge.by)
		return Done((), entry)


def _check(urge: Urged | None, opinion: str) -> None:
	if not urge:
		frappe.throw(
			_("Nobody waits for your answer here: you were not urged, or have answered."), ActNotPossible
		)
	if not opinion:
		frappe.throw(_("Say what you answer."), OpinionRequired)
	if len(opinion) > OPINION_LIMIT:
		words = _("The opinion is too long (at most {0} characters). Shorten it or attach a file.")
		frappe.throw(words.format(OPINION_LIMIT), OpinionTooLong)

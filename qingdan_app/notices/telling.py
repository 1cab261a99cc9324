"""What people are told of supervision notices. `{0}` is the first notice, `{1}` its title, `{2}` how many, or what was done."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import frappe
from frappe.model.document import Document

from qingdan_app.messaging import outbox
from qingdan_app.messaging.message import Message
from qingdan_app.messaging.rules.kinds import Kind
from qingdan_app.notices.notice_requirements import NOTICE, TASK
from qingdan_app.organization import people
from qingdan_app.workflows.moves.held import Held
from qingdan_app.workflows.moves.loop import Cause, Done, FollowUp
from qingdan_app.workflows.telling import Saying

SENTENCES = {
	"unit": "Supervision notice to your unit, please sign for it and answer: {0} {1}",
	"unit, many": "{2} supervision notices were issued to your unit; the first is {0} {1}",
	"leader": "Supervision notice on tasks under your leader: {0} {1}",
	"leader, many": "{2} supervision notices were issued on tasks under your leader; the first is {0} {1}",
	"accept_answer": "Your answer was accepted: {0} {1}",
	"cancel_notice": "The supervision notice was called off: {0} {1}",
}
SAYINGS = {
	"accept_answer": Saying(Kind.COPY.value, SENTENCES["accept_answer"]),
	"cancel_notice": Saying(Kind.COPY.value, SENTENCES["cancel_notice"]),
}
"""How a unit is told what became of a notice to it; an answer that is sent back is told like any other."""


@dataclass(frozen=True)
class TellIssued(FollowUp):
	"""The unit's contacts, and the offices of the leaders, hear of one notice that was issued."""

	notice: str

	def carry_out(self, held: Held, cause: Cause) -> Done:
		tell_issued([held.read(NOTICE, self.notice)], cause.entry)
		return Done()


def tell_issued(notices: Sequence[Document], cause: str) -> None:
	"""One message to each person, however many notices are theirs: whom they go to before whose leader's tasks they are about."""
	told: set[str] = set()
	for reason, kind, by_user in (
		("unit", Kind.TURN, _by_unit(notices)),
		("leader", Kind.COPY, _by_leader(notices)),
	):
		for user, theirs in by_user.items():
			if user not in told:
				outbox.send([user], _message(theirs, reason, kind, cause))
		told |= set(by_user)


def _by_unit(notices: Sequence[Document]) -> dict[str, list[Document]]:
	contacts = people.contacts_by_unit({notice.unit for notice in notices})
	return _shared((notice, contacts.get(notice.unit, ())) for notice in notices)


def _by_leader(notices: Sequence[Document]) -> dict[str, list[Document]]:
	tasks = {row.task for notice in notices for row in notice.tasks}
	leads = dict(frappe.get_all(TASK, {"name": ("in", [*tasks])}, ["name", "leader"], as_list=True))
	offices = people.offices_of({leader for leader in leads.values() if leader})
	return _shared(
		(notice, [user for row in notice.tasks for user in offices.get(leads.get(row.task) or "", ())])
		for notice in notices
	)


def _shared(pairs: Iterable[tuple[Document, Iterable[str]]]) -> dict[str, list[Document]]:
	found: dict[str, list[Document]] = defaultdict(list)
	for notice, users in pairs:
		for user in dict.fromkeys(users):
			found[user].append(notice)
	return found


def _message(notices: Sequence[Document], reason: str, kind: Kind, cause: str) -> Message:
	first, number = notices[0], len(notices)
	sentence = SENTENCES[f"{reason}, many" if number > 1 else reason]
	about = (NOTICE, first.name, first.title, sentence, f"{cause}/{reason}")
	return Message(kind.value, *about, (str(number),))

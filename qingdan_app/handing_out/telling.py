"""What people are told when tasks are handed out: one message for all of theirs. `{0}` is the first task, `{1}` its title, `{2}` how many."""

from collections.abc import Iterable, Mapping

from frappe.model.document import Document

from qingdan_app.handing_out.rules.shares import PersonShare
from qingdan_app.handing_out.rules.time_to_acknowledge import Stage
from qingdan_app.messaging import outbox
from qingdan_app.messaging.message import Message
from qingdan_app.messaging.rules.kinds import Kind
from qingdan_app.workflows.moves.loop import Cause

SENTENCES = {
	"unit": "Task handed out to your unit, please acknowledge: {0} {1}",
	"unit, many": "{2} tasks were handed out to your unit, please acknowledge; the first is {0} {1}",
	"leader": "Task handed out under your leader: {0} {1}",
	"leader, many": "{2} tasks were handed out under your leader; the first is {0} {1}",
	"soon": "Please acknowledge soon: {0} {1}",
	"soon, many": "{2} tasks are to be acknowledged soon; the first is {0} {1}",
	"late": "The time to acknowledge is over: {0} {1}",
	"late, many": "The time to acknowledge {2} tasks is over; the first is {0} {1}",
	"refused": "A unit answers that a task is not its duty: {0} {1}",
	"insisted": "The task stays with your unit, please acknowledge: {0} {1}",
	"reassigned": "Task re-assigned to your unit, please acknowledge: {0} {1}",
	"taken": "Re-assigned to another unit as you have answered: {0} {1}",
}
"""The sentence by what somebody stands for or what the clock says, and whether several tasks are theirs."""


def tell_each(shares: Mapping[str, PersonShare], cause: str) -> None:
	"""One message to each person, however many tasks are theirs; for one cause nobody is told twice."""
	for user, share in shares.items():
		reason, kind = ("unit", Kind.TURN) if share.of_unit else ("leader", Kind.COPY)
		outbox.send([user], _message(share, reason, kind, cause))


def remind_each(shares: Mapping[str, PersonShare], stage: Stage, cause: str) -> None:
	"""The same of tasks that are not acknowledged: soon, or no longer, in time."""
	kind = Kind.LATE if stage is Stage.LATE else Kind.REMINDER
	for user, share in shares.items():
		outbox.send([user], _message(share, stage.value, kind, cause))


KINDS = {"refused": Kind.TURN, "insisted": Kind.RETURNED, "reassigned": Kind.TURN, "taken": Kind.COPY}


def tell(users: Iterable[str], task: Document, reason: str, cause: Cause) -> None:
	"""What became of a unit's answer, with the words that were said."""
	about = (task.doctype, task.name, task.title, SENTENCES[reason], f"{cause.entry}/{reason}")
	outbox.send(users, Message(KINDS[reason].value, *about, opinion=cause.opinion or ""))


def _message(share: PersonShare, reason: str, kind: Kind, cause: str) -> Message:
	number, first = len(share.tasks), share.first
	sentence = SENTENCES[f"{reason}, many" if number > 1 else reason]
	return Message(kind.value, "Qingdan Task", first.name, first.title, sentence, cause, (str(number),))

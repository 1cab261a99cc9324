"""What people are told when tasks are handed out: one message for all of theirs. `{0}` is the first task, `{1}` its title, `{2}` how many."""

from collections.abc import Mapping

from qingdan_app.handing_out.rules.shares import PersonShare
from qingdan_app.messaging import outbox
from qingdan_app.messaging.message import Message
from qingdan_app.messaging.rules.kinds import Kind

SENTENCES = {
	"unit": "Task handed out to your unit, please acknowledge: {0} {1}",
	"unit, many": "{2} tasks were handed out to your unit, please acknowledge; the first is {0} {1}",
	"leader": "Task handed out under your leader: {0} {1}",
	"leader, many": "{2} tasks were handed out under your leader; the first is {0} {1}",
}
"""The sentence by what somebody stands for, and whether several tasks are theirs."""


def tell_each(shares: Mapping[str, PersonShare], cause: str) -> None:
	"""One message to each person, however many tasks are theirs; for one cause nobody is told twice."""
	for user, share in shares.items():
		outbox.send([user], _message(share, cause))


def _message(share: PersonShare, cause: str) -> Message:
	whose, kind = ("unit", Kind.TURN) if share.of_unit else ("leader", Kind.COPY)
	number = len(share.tasks)
	sentence = SENTENCES[f"{whose}, many" if number > 1 else whose]
	first = share.first
	return Message(kind.value, "Qingdan Task", first.name, first.title, sentence, cause, (str(number),))

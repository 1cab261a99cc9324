"""What flows say to people, and to whom: sentences here, delivery in the outbox."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from frappe.utils import get_fullname

from qingdan_app.messaging import outbox
from qingdan_app.messaging.message import Message
from qingdan_app.messaging.rules.kinds import Kind
from qingdan_app.workflows import administrators
from qingdan_app.workflows.engine.flow.verbs import CLOCK_VERBS, VERBS, verb_of

FAULTS = "faults"
YOUR_TURN = "Your turn: {0} {1} — {2}"
SENTENCES = {
	"reminder": "Reminder: {0} {1} — {2} is due soon",
	"late": "Overdue: {0} {1} — {2}",
	"urge": "Urged: {0} {1} — {2}",
	"answered": "Your urge was answered: {0} {1}",
	"edited": "Changed meanwhile, look again: {0} {1} — {2}",
	"copy": "For your information: {0} {1} — {2}",
	"over": "No longer your turn: {0} {1} — {2}",
	"blocked": "Nobody can act on {0} {1} — {2}",
	"changed since it was seen": "Its time is up and no clock decides, look at it: {0} {1} — {2}",
	FAULTS: "The approval log is not whole, check it: {0} {1} — {2}",
	"outcome fails": "Could not be carried out: {0} {1} — {2}",
}
"""What a message says first; `{0}` is the document, `{1}` its title, `{2}` what is asked or happened."""

OF_TURNS = tuple(
	dict.fromkeys((YOUR_TURN, *(verb.told for verb in (*VERBS.values(), *CLOCK_VERBS.values()) if verb.told)))
)
"""What is said of a turn, whichever act has given it."""

KINDS = {
	"reminder": Kind.REMINDER,
	"late": Kind.LATE,
	"urge": Kind.URGE,
	"over": Kind.OVER,
	"edited": Kind.TURN,
}
"""The kinds of what signers are told beside that it is their turn."""

LONGEST_CAUSE = 140


@dataclass(frozen=True)
class Saying:
	"""How a document says that somebody has the turn: the kind of the message, and its sentence (see Message)."""

	kind: str
	sentence: str


def saying_after(verb: str) -> Saying:
	"""How a turn is told that an act or verb has given: as the verb's row says, else plainly."""
	kind = Kind.RETURNED if verb == "return" else Kind.TURN
	return Saying(kind.value, verb_of(verb).told or YOUR_TURN)


@dataclass(frozen=True)
class Happened:
	"""What messages are about: the document with its title, the entry of its log, and what was done and said."""

	doctype: str
	name: str
	title: str
	cause: str
	verb: str = ""
	opinion: str = ""

	def told_for(self, reason: str) -> "Happened":
		"""The same, where one entry of the log may be told to one person for several reasons."""
		return replace(self, cause=f"{self.cause}/{reason}"[:LONGEST_CAUSE])


def tell_turn(about: Happened, users: Iterable[str], saying: Saying, what: str) -> None:
	"""Tell `users` that it is their turn; `what` is the act that has given it, or the step."""
	_send(users, about, saying.kind, saying.sentence, what, about.opinion)


def tell_signers(about: Happened, users: Iterable[str], reason: str, step: str) -> None:
	"""Tell signers of a request: it is their turn, a reminder, the clock has run out, or somebody urges."""
	if reason == "turn":
		tell_turn(about, users, saying_after(about.verb), step)
	else:
		words = about.opinion if reason == "urge" else ""
		_send(users, about, KINDS[reason].value, SENTENCES[reason], step, words)


def tell_copied(about: Happened, users: Iterable[str], step: str) -> None:
	"""Tell those who got a copy."""
	_send(users, about.told_for(step), Kind.COPY.value, SENTENCES["copy"], step, about.opinion)


def tell_urger(about: Happened, user: str) -> None:
	"""Tell whoever urged what was answered."""
	_send([user], about, Kind.COPY.value, SENTENCES["answered"], "", about.opinion)


def tell_administrators(about: Happened, reason: str, missing: Iterable[str] = ()) -> None:
	"""Tell the administrators that a request waits for nobody; `missing` are the bodies, or people, for which nobody can answer."""
	sentence = SENTENCES.get(reason, SENTENCES["blocked"])
	missed = "、".join(map(get_fullname, missing))
	what = (about.opinion if reason in SENTENCES else missed) or reason
	_send(administrators.people(), about.told_for(reason), Kind.BLOCKED.value, sentence, what)


def _send(
	users: Iterable[str], about: Happened, kind: str, sentence: str, what: str, opinion: str = ""
) -> None:
	message = Message(
		kind, about.doctype, about.name, about.title, sentence, about.cause, (what,), opinion or ""
	)
	outbox.send(users, message)

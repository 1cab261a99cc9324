"""What people are told of what is handed on within a unit. `{0}` is the task, `{1}` its title, `{2}` a person."""

from collections.abc import Iterable

from frappe.model.document import Document

from qingdan_app.messaging import outbox
from qingdan_app.messaging.message import Message
from qingdan_app.messaging.rules.kinds import Kind

SENTENCES = {
	"handed": "A task of your unit was handed to you: {0} {1}",
	"changed": "What was handed to you has another deadline or other words: {0} {1}",
	"taken": "A task that was handed to you was taken back: {0} {1}",
	"left": "{2} handled this and does so no longer, hand it to somebody else: {0} {1}",
	"done": "{2} has done what was handed to them: {0} {1}",
	"drafted": "{2} has drafted a report, please read and file it: {0} {1}",
}
KINDS = {
	"handed": Kind.TURN,
	"changed": Kind.COPY,
	"taken": Kind.OVER,
	"left": Kind.TURN,
	"done": Kind.COPY,
	"drafted": Kind.TURN,
}


def tell(
	users: Iterable[str], task: Document, reason: str, cause: str, words: str = "", person: str = ""
) -> None:
	"""Tell people what became of what was handed on; for one cause each is told once."""
	about = (task.doctype, task.name, task.title, SENTENCES[reason], f"{cause}/{reason}")
	outbox.send(users, Message(KINDS[reason].value, *about, what=(person,) if person else (), opinion=words))

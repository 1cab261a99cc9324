"""Who hears of an order that was carried out: whoever has taken over and whoever has given away, each person once."""

from collections.abc import Iterable, Sequence

import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.messaging import outbox
from qingdan_app.messaging.message import Message
from qingdan_app.messaging.rules.kinds import Kind as MessageKind
from qingdan_app.organization import people
from qingdan_app.reorganizing.checking import ORDER
from qingdan_app.reorganizing.rules.kinds import Kind, given_away_by

SENTENCES = {"done": "{2}: {0} {1}", "trouble": "Could not be carried out: {0} {1} — {2}"}


def tell(order: Document, tasks: Sequence[str], new: str | None) -> None:
	"""Tell them of the first of the tasks and of how many there are; whoever has done it knows."""
	if not tasks:
		return
	first = frappe.db.get_value("Qingdan Task", tasks[0], "title")
	title = first + (f" (+{len(tasks) - 1})" if len(tasks) > 1 else "")
	what = f"{_(order.kind)}（{given_away_by(Kind(order.kind), order)} → {new or order.new_leader}）"
	kind = MessageKind.COPY.value
	message = Message(kind, "Qingdan Task", tasks[0], title, SENTENCES["done"], order.name, (what,))
	outbox.send(_people(order, new), message)


def tell_trouble(order: Document, why: str) -> None:
	"""Tell whoever has given an order that it could not be carried out on its day."""
	message = Message(
		MessageKind.BLOCKED.value,
		ORDER,
		order.name,
		order.title,
		SENTENCES["trouble"],
		f"{order.name}/{frappe.utils.nowdate()}",
		(why,),
	)
	outbox.send([order.ordered_by or order.owner], message)


def _people(order: Document, new: str | None) -> Iterable[str]:
	if Kind(order.kind) is Kind.PORTFOLIO:
		found = [user for leader in (order.new_leader, order.leader) for user in people.office_of(leader)]
	else:
		found = people.contacts_of([new, order.unit])
	return [user for user in dict.fromkeys(found) if user != frappe.session.user]

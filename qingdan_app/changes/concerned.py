"""Who hears of a granted change: the units of its tasks and the offices of their leaders, each person once."""

from dataclasses import dataclass

import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.messaging.rules.kinds import Kind as MessageKind
from qingdan_app.organization import people
from qingdan_app.tasks.history import TASK
from qingdan_app.workflows import telling
from qingdan_app.workflows.moves.held import Held
from qingdan_app.workflows.moves.loop import Cause, Done, FollowUp
from qingdan_app.workflows.telling import Saying

SENTENCES = {"granted": "Changed by a granted request, {2}: {0} {1}"}


@dataclass(frozen=True)
class TellConcerned(FollowUp):
	"""The people of the units and leaders' offices are told of the first of their tasks, and of how many there are."""

	doctype: str
	name: str

	def carry_out(self, held: Held, cause: Cause) -> Done:
		request, mine, known = held.read(self.doctype, self.name), {}, {}
		for name in sorted(row.task for row in request.tasks):
			for user in _people_of(held.read(TASK, name), known):
				mine.setdefault(user, []).append(name)
		by_tasks: dict[tuple[str, ...], list[str]] = {}
		for user, tasks in mine.items():
			if user != frappe.session.user:
				by_tasks.setdefault(tuple(tasks), []).append(user)
		for tasks, users in by_tasks.items():
			_tell(held, tasks, users, _(request.kind), cause)
		return Done()


def _people_of(task: Document, known: dict) -> list[str]:
	"""The people of its units and of its leader's office; tasks of the same ones are many."""
	key = (*sorted(row.unit for row in task.units), task.leader)
	if key not in known:
		found = [*people.contacts_of(key[:-1]), *people.office_of(task.leader)]
		known[key] = list(dict.fromkeys(found))
	return known[key]


def _tell(held: Held, tasks: tuple[str, ...], users: list[str], kind: str, cause: Cause) -> None:
	title = held.read(TASK, tasks[0]).title + (f" (+{len(tasks) - 1})" if len(tasks) > 1 else "")
	about = telling.Happened(TASK, tasks[0], title, cause.entry)
	telling.tell_turn(about, users, Saying(MessageKind.COPY.value, SENTENCES["granted"]), kind)

"""Who hears of a granted change: the units of its tasks and the offices of their leaders, each person once."""

from dataclasses import dataclass

import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.handing_out import handing
from qingdan_app.handing_out.rules.shares import Drafted
from qingdan_app.messaging.rules.kinds import Kind as MessageKind
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
		request = held.read(self.doctype, self.name)
		tasks = [_with_people(held.read(TASK, name)) for name in sorted(row.task for row in request.tasks)]
		by_tasks: dict[tuple[str, ...], list[str]] = {}
		for user, share in handing.shares_of_people(tasks).items():
			if user != frappe.session.user:
				by_tasks.setdefault(tuple(share.tasks), []).append(user)
		for tasks, users in by_tasks.items():
			_tell(held, tasks, users, _(request.kind), cause)
		return Done()


def _with_people(task: Document) -> Drafted:
	"""A task with those whose people hear of it: its units, whatever their duty, and its leader."""
	return Drafted(task.name, leader=task.leader, cooperating=tuple(row.unit for row in task.units))


def _tell(held: Held, tasks: tuple[str, ...], users: list[str], kind: str, cause: Cause) -> None:
	title = held.read(TASK, tasks[0]).title + (f" (+{len(tasks) - 1})" if len(tasks) > 1 else "")
	about = telling.Happened(TASK, tasks[0], title, cause.entry)
	telling.tell_turn(about, users, Saying(MessageKind.COPY.value, SENTENCES["granted"]), kind)

"""A task's own history says which notices were given about it, and what became of them."""

from dataclasses import dataclass

import frappe

from qingdan_app.tasks.history import TASK
from qingdan_app.workflows.moves.held import Held
from qingdan_app.workflows.moves.loop import Cause, Done, FollowUp
from qingdan_app.workflows.moves.performing import write_log
from qingdan_app.workflows.moves.subjects import Move


@dataclass(frozen=True)
class NoteOnTasks(FollowUp):
	"""What was done with a document about tasks stands in the history of each of these, whose states stay."""

	tasks: tuple[str, ...]
	act: str
	called: str
	"""How people call the document."""

	def carry_out(self, held: Held, cause: Cause) -> Done:
		words = " ".join(filter(None, [self.called, cause.opinion]))
		for name in sorted(self.tasks):
			task = held.read(TASK, name)
			step = Move(self.act, task.state, task.state, frappe.session.user, words)
			write_log(held, task, step, {}, cause)
		return Done()

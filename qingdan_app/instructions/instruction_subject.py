"""An instruction, seen by the approval engine."""

from collections.abc import Iterable
from typing import ClassVar

from frappe.utils import getdate, now_datetime

from qingdan_app.instructions import instruction_requirements as requirements
from qingdan_app.instructions.instruction_requirements import TASK
from qingdan_app.instructions.rules.instruction_states import InstructionState
from qingdan_app.instructions.telling import SAYINGS
from qingdan_app.notices.on_tasks import NoteOnTasks
from qingdan_app.notices.rules.notice_clock import due_again, lateness
from qingdan_app.organization import people
from qingdan_app.organization.rules.standing import Role
from qingdan_app.role_holders import holders_of
from qingdan_app.workflows.engine.transitions import Actor
from qingdan_app.workflows.flows.resolvers import enabled
from qingdan_app.workflows.moves.loop import FollowUp
from qingdan_app.workflows.moves.subjects import ApprovalSubject, Move, WaitsFor
from qingdan_app.workflows.telling import Saying, saying_after
from qingdan_app.working_time import site_calendar

DAYS_AGAIN = 3
"""Working days to answer anew what was sent back."""


class InstructionSubject(ApprovalSubject):
	"""A leader's office, or supervision, gives it; the unit that is named answers; who gave it finds it carried out."""

	sees_by_turn = True
	scope_fields: ClassVar = {"Unit": "unit"}
	owned_fields = (
		"given_by",
		"given_at",
		"answer",
		"answered_by",
		"answered_at",
		"late_since",
		"was_late_since",
		"late_days",
		"closed_at",
		"matter",
	)

	def actor(self, user: str) -> Actor:
		standing = people.standing_of(user)
		roles = standing.roles_for(self.doc.unit, self.doc.leader)
		return Actor(user, roles, initiator=user == self.doc.answered_by)

	def initiator(self) -> str:
		return self.doc.answered_by or self.doc.owner

	def before_move(self, move: Move) -> None:
		now = now_datetime()
		if move.act == "give_instruction":
			requirements.settle(self.doc)
			requirements.check_sight(self.doc)
			requirements.check_ready(self.doc)
			self.doc.update({"given_by": move.actor, "given_at": now})
		if move.act == "answer_instruction":
			self.doc.update({"answer": move.opinion, "answered_by": move.actor, "answered_at": now})
			self._judge()
		if move.act == "return" and self.doc.due_date:
			due = due_again(getdate(self.doc.due_date), getdate(), DAYS_AGAIN, site_calendar.day_after)
			self.doc.update({"due_date": due, "late_since": None})
		if move.to_state in (InstructionState.CARRIED_OUT.value, InstructionState.TAKEN_BACK.value):
			self.doc.update({"closed_at": now, "late_since": None})

	def after_move(self, move: Move) -> Iterable[FollowUp]:
		return [NoteOnTasks((self.doc.task,), move.act, self._words(move))] if self.doc.task else ()

	def turn_after(self, move: Move) -> Iterable[str]:
		if move.to_state == InstructionState.ANSWERED.value:
			return dict.fromkeys([*enabled([self.doc.given_by]), *people.office_of(self.doc.leader)])
		return people.contacts_of([self.doc.unit]) if move.act != "withdraw" else ()

	def saying_after(self, move: Move) -> Saying:
		return SAYINGS.get(move.act) or saying_after(move.act)

	def waits_for(self) -> WaitsFor:
		"""The unit, until it has answered: its people can be urged."""
		if self.state != InstructionState.TO_ANSWER.value:
			return WaitsFor()
		return WaitsFor(tuple(people.contacts_of([self.doc.unit])), "Answer the Instruction")

	def correctors(self, initiator: str) -> Iterable[str]:
		"""The unit's people of today; supervision where it has none."""
		return people.contacts_of([self.doc.unit]) or holders_of(Role.SUPERVISION.value)

	@classmethod
	def locked_before(cls, doctype: str, name: str) -> Iterable[tuple[str, str]]:
		"""Its task first, as whoever acts on the task does."""
		task = requirements.task_of(name)
		return [(TASK, task)] if task else []

	def _judge(self) -> None:
		since, days = lateness(getdate(self.doc.due_date), getdate()) if self.doc.due_date else (None, 0)
		self.doc.update({"late_since": None, "late_days": days})
		self.doc.was_late_since = self.doc.was_late_since or since

	def _words(self, move: Move) -> str:
		return self.doc.words if move.act == "give_instruction" else self.doc.name

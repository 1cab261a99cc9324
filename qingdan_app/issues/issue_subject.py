"""An issue, seen by the approval engine."""

from collections.abc import Iterable
from typing import ClassVar

from frappe.utils import now_datetime

from qingdan_app.issues import issue_requirements as requirements
from qingdan_app.issues.issue_requirements import TASK
from qingdan_app.issues.rules.issue_states import Addressee, IssueState
from qingdan_app.issues.telling import SAYINGS
from qingdan_app.notices.on_tasks import NoteOnTasks
from qingdan_app.organization import people
from qingdan_app.organization.rules.standing import Role
from qingdan_app.role_holders import holders_of
from qingdan_app.workflows.engine.transitions import Actor
from qingdan_app.workflows.moves.loop import FollowUp
from qingdan_app.workflows.moves.subjects import ApprovalSubject, Move, WaitsFor
from qingdan_app.workflows.telling import Saying, saying_after


class IssueSubject(ApprovalSubject):
	"""A unit raises it, the leader's office or supervision answers, and the unit says whether that has solved it."""

	sees_by_turn = True
	scope_fields: ClassVar = {"Unit": "unit"}
	owned_fields = ("raised_by", "raised_at", "answer", "answered_by", "answered_at", "closed_at")

	@classmethod
	def locked_before(cls, doctype: str, name: str) -> Iterable[tuple[str, str]]:
		"""Its task first, as whoever acts on the task does."""
		task = requirements.task_of(name)
		return [(TASK, task)] if task else []

	def actor(self, user: str) -> Actor:
		leader = self.doc.leader if self._to_office else None
		roles = people.standing_of(user).roles_for(self.doc.unit, leader)
		return Actor(user, roles, initiator=user == self.doc.raised_by)

	def before_move(self, move: Move) -> None:
		now = now_datetime()
		if move.act == "raise_issue":
			requirements.settle(self.doc)
			requirements.check(self.doc)
		if move.to_state == IssueState.RAISED.value:
			self.doc.update({"raised_by": move.actor, "raised_at": now})
		if move.act == "answer_issue":
			self.doc.update({"answer": move.opinion, "answered_by": move.actor, "answered_at": now})
		if move.to_state in (IssueState.SOLVED.value, IssueState.TAKEN_BACK.value):
			self.doc.closed_at = now

	def after_move(self, move: Move) -> Iterable[FollowUp]:
		words = self.doc.problem if move.act == "raise_issue" else self.doc.name
		return [NoteOnTasks((self.doc.task,), move.act, words)]

	def turn_after(self, move: Move) -> Iterable[str]:
		return people.contacts_of([self.doc.unit]) if move.act == "answer_issue" else self._asked()

	def saying_after(self, move: Move) -> Saying:
		return SAYINGS.get(move.act) or saying_after(move.act)

	def waits_for(self) -> WaitsFor:
		"""Whom it went to, until it is answered: they can be urged."""
		if self.state != IssueState.RAISED.value:
			return WaitsFor()
		return WaitsFor(tuple(self._asked()), "Answer the Issue")

	def correctors(self, initiator: str) -> Iterable[str]:
		"""The unit's people of today; supervision where it has none."""
		return people.contacts_of([self.doc.unit]) or holders_of(Role.SUPERVISION.value)

	@property
	def _to_office(self) -> bool:
		return self.doc.addressee == Addressee.OFFICE.value

	def _asked(self) -> list[str]:
		"""The office of its leader; supervision where it goes to them, or nobody sits in the office."""
		office = people.office_of(self.doc.leader) if self._to_office else []
		return office or holders_of(Role.SUPERVISION.value)

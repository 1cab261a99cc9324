"""A matter that is to be taken on, seen by the approval engine."""

from collections.abc import Iterable
from typing import ClassVar

from frappe.utils import now_datetime

from qingdan_app.handing_out import handing
from qingdan_app.matters import creating, requirements
from qingdan_app.matters.rules.matter_states import MatterState
from qingdan_app.organization import people
from qingdan_app.organization.rules.standing import Role
from qingdan_app.role_holders import holders_of
from qingdan_app.workflows.engine.transitions import Actor
from qingdan_app.workflows.flows.resolvers import enabled
from qingdan_app.workflows.moves.loop import FollowUp
from qingdan_app.workflows.moves.subjects import ApprovalSubject, Move


class MatterSubject(ApprovalSubject):
	"""The supervision office and the list administrator take it on; a leader's office proposes."""

	sees_by_turn = True
	scope_fields: ClassVar = {"Unit": "lead_unit"}
	owned_fields = ("task", "taken_on_by", "taken_on_at")

	def actor(self, user: str) -> Actor:
		standing = people.standing_of(user)
		roles = standing.roles_for(self.doc.lead_unit, self.doc.leader)
		if user == self.doc.owner or not self.doc.leader:
			roles |= standing.roles & {Role.LEADER_OFFICE.value}
		return Actor(user, roles, initiator=user == self.doc.owner)

	def not_now(self) -> frozenset[str]:
		return frozenset({"take_on"}) if requirements.needs_approval(self.doc) else frozenset()

	def before_move(self, move: Move) -> None:
		if move.act in ("take_on", "propose"):
			requirements.check_complete(self.doc)
		if move.act == "take_on":
			requirements.refuse_without_approval(self.doc)
		if move.to_state == MatterState.TAKEN_ON.value:
			stamps = {"taken_on_by": move.actor, "taken_on_at": now_datetime()}
			self.doc.update({**stamps, "task": creating.task_for(self.doc)})

	def after_move(self, move: Move) -> Iterable[FollowUp]:
		"""What was taken on is handed out, unless it is one of several that are handed out together."""
		if move.to_state == MatterState.TAKEN_ON.value and not self.doc.flags.handed_out_together:
			handing.hand_out([self.doc.task])
		return ()

	@property
	def keeps_words(self) -> bool:
		return not requirements.is_open(self.doc)

	def turn_after(self, move: Move) -> Iterable[str]:
		return [self.doc.owner] if move.act in ("return", "decline", "agree_to_take_on") else ()

	def correctors(self, initiator: str) -> Iterable[str]:
		"""Whoever proposed it, while they are about; then the leader's office, else the supervision office."""
		return enabled([initiator]) or people.office_of(self.doc.leader) or holders_of(Role.SUPERVISION.value)

	def authors(self) -> Iterable[str]:
		return [self.doc.owner]

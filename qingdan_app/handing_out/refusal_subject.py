"""A lead unit's answer that a task is not its duty, seen by the approval engine."""

from collections.abc import Iterable
from typing import ClassVar

import frappe
from frappe import _
from frappe.utils import now_datetime

from qingdan_app.handing_out import disputing
from qingdan_app.handing_out import requirements_of_refusals as requirements
from qingdan_app.organization import people
from qingdan_app.tasks.history import TASK
from qingdan_app.workflows.engine.transitions import Actor
from qingdan_app.workflows.moves.loop import FollowUp
from qingdan_app.workflows.moves.subjects import ApprovalSubject, Move


class RefusalSubject(ApprovalSubject):
	"""Supervision settles it; the office of the task's leader is asked by an approval flow."""

	sees_by_turn = True
	scope_fields: ClassVar = {"Unit": "unit"}
	owned_fields = ("new_unit", "asked_by", "settled_by", "settled_at")

	@classmethod
	def locked_before(cls, doctype: str, name: str) -> Iterable[tuple[str, str]]:
		"""Its task first, as whoever acts on the task does."""
		task = frappe.db.get_value(doctype, name, "task")
		return [(TASK, task)] if task else []

	def actor(self, user: str) -> Actor:
		leader = frappe.db.get_value(TASK, self.doc.task, "leader")
		roles = people.standing_of(user).roles_for(self.doc.unit, leader)
		return Actor(user, roles, initiator=user == self.doc.asked_by)

	def initiator(self) -> str:
		return self.doc.asked_by or self.doc.owner

	def read_with(self) -> Iterable[tuple[str, str]]:
		"""Who is asked about it is asked about its task."""
		return [(TASK, self.doc.task)]

	def before_move(self, move: Move) -> None:
		if move.act == "reassign":
			proposed = people.of_today([self.doc.proposed_unit])
			self.doc.new_unit = self.doc.flags.chosen_unit or next(iter(proposed), None)
			words = _("Choose the unit that {0} is re-assigned to, another one that is in use.")
			requirements.check_unit(self.doc.new_unit, self.doc.unit, words.format(self.doc.task))
		if move.act == "ask_office":
			requirements.check_office(self.doc.task)
			self.doc.asked_by = move.actor
		if move.act in ("reassign", "insist"):
			self.doc.update({"settled_by": move.actor, "settled_at": now_datetime()})

	def after_move(self, move: Move) -> Iterable[FollowUp]:
		if move.act == "reassign":
			return [disputing.Reassign(self.doc.task, self.doc.new_unit)]
		return [disputing.Insist(self.doc.task)] if move.act == "insist" else ()

	@property
	def keeps_words(self) -> bool:
		return True

	def turn_after(self, move: Move) -> Iterable[str]:
		asked = move.act in ("think_another_right", "think_it_right")
		return [self.doc.asked_by] if asked else ()

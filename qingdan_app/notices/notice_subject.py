"""A supervision notice, seen by the approval engine."""

from collections.abc import Iterable
from typing import ClassVar

import frappe
from frappe.utils import getdate, now_datetime

from qingdan_app.notices import issuing, notice_requirements
from qingdan_app.notices.notice_requirements import ROW, TASK
from qingdan_app.notices.on_tasks import NoteOnTasks
from qingdan_app.notices.rules.notice_clock import due_again, lateness
from qingdan_app.notices.rules.notice_states import OPEN, WITH_UNIT
from qingdan_app.notices.telling import SAYINGS, TellIssued
from qingdan_app.organization import people
from qingdan_app.organization.rules.standing import Role
from qingdan_app.role_holders import holders_of
from qingdan_app.workflows.engine.transitions import Actor
from qingdan_app.workflows.moves.loop import FollowUp
from qingdan_app.workflows.moves.subjects import ApprovalSubject, Move, WaitsFor
from qingdan_app.workflows.telling import Saying, saying_after
from qingdan_app.working_time import site_calendar

ON_TASKS = frozenset({"issue_notice", "accept_answer", "cancel_notice"})
"""Acts that stand in the history of its tasks as well."""


class NoticeSubject(ApprovalSubject):
	"""Supervision issues it, the unit signs for it and answers, the flow decides on the answer."""

	sees_by_turn = True
	scope_fields: ClassVar = {"Unit": "unit"}
	owned_fields = (
		"number",
		"year",
		"serial",
		"issued_by",
		"issued_at",
		"signed_by",
		"signed_at",
		"answer",
		"evidence",
		"answered_by",
		"answered_at",
		"first_due_date",
		"late_since",
		"was_late_since",
		"late_days",
		"closed_at",
	)

	@classmethod
	def locked_before(cls, doctype: str, name: str) -> Iterable[tuple[str, str]]:
		"""Its tasks first, in their order, as whoever acts on one of them does."""
		tasks = frappe.get_all(ROW, {"parent": name, "parenttype": doctype}, pluck="task", order_by="task")
		return [(TASK, task) for task in tasks]

	def actor(self, user: str) -> Actor:
		roles = people.standing_of(user).roles_for(self.doc.unit, None)
		return Actor(user, roles, initiator=user == self.doc.answered_by)

	def initiator(self) -> str:
		return self.doc.answered_by or self.doc.owner

	def before_move(self, move: Move) -> None:
		now = now_datetime()
		if move.act == "issue_notice":
			notice_requirements.settle(self.doc)
			notice_requirements.check_ready(self.doc)
			issuing.number(self.doc)
			self.doc.update({"issued_by": move.actor, "issued_at": now})
		if move.act in ("sign_for", "answer_notice") and not self.doc.signed_at:
			self.doc.update({"signed_by": move.actor, "signed_at": now})
		if move.act == "answer_notice":
			self._answered(move)
		if move.act == "return":
			days = issuing.days_of(self.doc.level)
			due = due_again(getdate(self.doc.due_date), getdate(), days, site_calendar.day_after)
			self.doc.update({"due_date": due, "late_since": None})
		if move.act in ("accept_answer", "cancel_notice"):
			self.doc.update({"closed_at": now, "late_since": None})

	def after_move(self, move: Move) -> Iterable[FollowUp]:
		if move.act in ON_TASKS:
			yield NoteOnTasks(tuple(row.task for row in self.doc.tasks), move.act, self.doc.number)
		if move.act == "issue_notice" and not self.doc.flags.issued_together:
			yield TellIssued(self.doc.name)

	def turn_after(self, move: Move) -> Iterable[str]:
		heard = move.act in ("return", "accept_answer", "cancel_notice")
		return people.contacts_of([self.doc.unit]) if heard else ()

	def saying_after(self, move: Move) -> Saying:
		return SAYINGS.get(move.act) or saying_after(move.act)

	def waits_for(self) -> WaitsFor:
		"""The unit, until it has answered: its people can be urged."""
		if self.state not in WITH_UNIT:
			return WaitsFor()
		return WaitsFor(tuple(people.contacts_of([self.doc.unit])), "Answer the Notice")

	def correctors(self, initiator: str) -> Iterable[str]:
		"""The unit's people of today; supervision where it has none."""
		return people.contacts_of([self.doc.unit]) or holders_of(Role.SUPERVISION.value)

	def authors(self) -> Iterable[str]:
		return [self.doc.answered_by] if self.doc.answered_by and self.state in OPEN else ()

	def _answered(self, move: Move) -> None:
		since, days = lateness(getdate(self.doc.due_date), getdate())
		self.doc.update(
			{
				"answer": move.opinion,
				"evidence": self.doc.flags.evidence,
				"answered_by": move.actor,
				"answered_at": now_datetime(),
				"late_since": None,
				"was_late_since": self.doc.was_late_since or since,
				"late_days": days,
			}
		)

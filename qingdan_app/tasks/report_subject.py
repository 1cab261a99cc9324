"""A progress report, seen by the approval engine."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.model.meta import Meta
from frappe.utils import now_datetime

from qingdan_app import plain_rows
from qingdan_app.organization import people
from qingdan_app.organization.rules.standing import Role
from qingdan_app.tasks import evidence, filing, follow, inbox_lines, invariants, reported_once, telling
from qingdan_app.tasks.rules.states import ReportState
from qingdan_app.workflows.engine.transitions import Actor
from qingdan_app.workflows.moves.in_inbox import Line
from qingdan_app.workflows.moves.loop import FollowUp
from qingdan_app.workflows.moves.subjects import NOBODY, ApprovalSubject, Move, WaitsFor
from qingdan_app.workflows.telling import Saying

TASK, REPORT = "Qingdan Task", "Qingdan Progress Report"
DECIDED = (ReportState.FILED.value, ReportState.ADOPTED.value)
"""States in which a report stays as it was filed."""
TAKE_BACK = ("withdraw", "return")
"""Acts that open a filed report to its unit again."""


class ReportSubject(ApprovalSubject):
	"""The filing unit files and withdraws; the lead unit decides on others' reports, supervision on all."""

	sees_by_turn = True
	scope_fields: ClassVar = {"Unit": "unit"}
	copied_fields = ("sha256",)
	recorded_fields = ("task", "submitted_by", "decided_by")
	owned_fields = ("submitted_by", "submitted_at", "decided_by", "decided_at", "opinion", "stands_from")

	@classmethod
	def locked_before(cls, doctype: str, name: str) -> Iterable[tuple[str, str]]:
		"""The task is locked before its report, always in this order."""
		task = plain_rows.value(doctype, name, "task")
		return [(TASK, task)] if task else []

	@classmethod
	def lines(cls, meta: Meta, names: Iterable[str], today: date) -> dict[str, Line]:
		return inbox_lines.lines_of_reports(names, today)

	def actor(self, user: str) -> Actor:
		standing = people.standing_of(user)
		roles = standing.roles_for(self.doc.unit, None) | standing.roles_at(self._lead_unit)
		sent_in = user in (self.doc.submitted_by, self.doc.owner)
		return Actor(user, roles, initiator=sent_in, barred=frozenset(self._barred(standing)))

	def before_move(self, move: Move) -> None:
		now = now_datetime()
		if move.act == "file":
			filing.check_complete(self.doc, self._task)
			evidence.take_fingerprints(self.doc)
			self.doc.update({"submitted_by": move.actor, "submitted_at": now, "stands_from": None})
		if move.act in TAKE_BACK:
			filing.check_can_be_taken_back(self.doc, self._task.state, self._task.course or "", move.act)
		if move.act in ("adopt", "return"):
			self.doc.update({"decided_by": move.actor, "decided_at": now, "opinion": move.opinion})

	def not_now(self) -> frozenset[str]:
		state, course = self._task_value("state"), self._task_value("course") or ""
		return frozenset(act for act in TAKE_BACK if filing.standing_on(self.doc, state, course, act))

	def after_move(self, move: Move) -> Iterable[FollowUp]:
		return [*self._in_its_task(move), *reported_once.after(self.doc, self._task, move)]

	def _in_its_task(self, move: Move) -> Iterable[FollowUp]:
		if move.act in ("file", reported_once.STAND):
			return follow.taken_into_task(self.doc, self._task)
		if move.act in ("withdraw", "return"):
			return follow.taken_out_of_task(self.doc, self._task)
		if move.act == "adopt" and self.doc.milestones:
			return follow.confirmed_in_task(self.doc, self._task, move.actor)
		return ()

	def fact_labels(self) -> dict[str, str]:
		return {**super().fact_labels(), "filed_on": _(self.doc.meta.get_label("submitted_at"))}

	def snapshot(self) -> dict:
		return follow.snapshot_of(self.doc)

	def faults(self, state: str | None, words: dict) -> Iterable[str]:
		yield from super().faults(state, words)
		if self.state in DECIDED:
			yield from evidence.faults(words, follow.snapshot_of(self.doc))

	def turn_after(self, move: Move) -> Iterable[str]:
		if move.act in ("file", reported_once.STAND) and self._is_anothers_part(move):
			return people.contacts_of([self._lead_unit])
		if move.act == "return" and not self.doc.stands_from and self.doc.kind != "Completion":
			return people.contacts_of([self.doc.unit])
		return ()

	def waits_for(self) -> WaitsFor:
		"""Its unit until it is filed; then the lead unit, for what cooperating units have reported."""
		if invariants.open_for_change(self.doc):
			return WaitsFor(tuple(people.contacts_of([self.doc.unit])), "File Report")
		if self.state == ReportState.FILED.value and self.doc.kind == "Period" and not self._own_lead:
			return WaitsFor(tuple(people.contacts_of([self._lead_unit])), "Adopt")
		return NOBODY

	def pressed_by(self, user: str) -> bool:
		"""The leader's office, on what its leader answers for."""
		leader = self._task_value("leader")
		return bool(leader) and leader in people.standing_of(user).leaders

	def saying_after(self, move: Move) -> Saying:
		return telling.of_report(move.act)

	def _barred(self, standing: people.Standing) -> Iterable[str]:
		"""Acts that are not this person's on this report although they hold the role somewhere on the task."""
		if not standing.roles_at(self.doc.unit):
			yield from ("file", "withdraw")
		if self.doc.kind == "Completion":
			yield from ("adopt", "return", "withdraw")
		elif Role.SUPERVISION.value not in standing.roles and (
			self._own_lead or not standing.roles_at(self._lead_unit)
		):
			yield from ("adopt", "return")

	def _is_anothers_part(self, move: Move) -> bool:
		"""Whether the lead unit hears of it: of what stands at several of its tasks it has heard at the one where it was filed."""
		if self.doc.kind != "Period" or self._own_lead:
			return False
		filed_at = move.act == reported_once.STAND and plain_rows.value(REPORT, self.doc.stands_from, "task")
		return not filed_at or plain_rows.value(TASK, filed_at, "lead_unit") != self._lead_unit

	@property
	def _task(self) -> Document:
		"""The report's task, under lock."""
		return self.held.read(TASK, self.doc.task)

	@property
	def _own_lead(self) -> bool:
		return follow.speaks_for(self.doc.unit, self._lead_unit)

	@property
	def _lead_unit(self) -> str | None:
		return self._task_value("lead_unit", cache=True)

	def _task_value(self, field: str, cache: bool = False) -> str | None:
		task = self.held.known(TASK, self.doc.task)
		return task.get(field) if task else frappe.db.get_value(TASK, self.doc.task, field, cache=cache)

"""A task, seen by the approval engine."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import ClassVar

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.model.meta import Meta
from frappe.utils import getdate, now_datetime

from qingdan_app.organization import people
from qingdan_app.organization.rules.standing import Role
from qingdan_app.tasks import (
	completed,
	follow,
	inbox_lines,
	invariants,
	owed_columns,
	reported_once,
	reporters,
	review_days,
	stages,
	telling,
	ticking,
)
from qingdan_app.tasks.exceptions import CompletionReportRequired
from qingdan_app.tasks.invariants import COPIED
from qingdan_app.tasks.rules.course import AT_REST
from qingdan_app.tasks.rules.milestones import STAMPS
from qingdan_app.tasks.rules.states import TaskState
from qingdan_app.workflows.engine.transitions import Actor
from qingdan_app.workflows.moves.in_inbox import Line
from qingdan_app.workflows.moves.loop import FollowUp
from qingdan_app.workflows.moves.subjects import NOBODY, ApprovalSubject, Move, WaitsFor
from qingdan_app.workflows.telling import Saying

GOES_ON = frozenset({"start", "submit", "reopen"})
"""Acts by which a task goes on: not while it is suspended, and never once it was terminated or merged."""

LIGHT = ("light", "light_since", "light_basis", "light_wake")
"""Columns of how a task stands, which `lights/` settles in each save."""


class TaskSubject(ApprovalSubject):
	"""Whose turn a task is follows from its lead unit and its leader."""

	words_doctype = "Qingdan Progress Report"
	sees_by_turn = True
	deadline_field = "due_date"
	late_field = "late_since"
	scope_fields: ClassVar = {"List": "list", "Unit": "lead_unit"}
	copied_fields = (*COPIED, *STAMPS, *owed_columns.OF_ROW)
	recorded_fields = ("submitted_by", "completion_report", "completed_by")
	owned_fields = (
		"same_matter",
		"percent",
		"course",
		"course_since",
		"rests",
		"merged_into",
		"carried_from",
		"carried_into",
		"first_due_date",
		"extensions",
		"late_since",
		"was_late_since",
		"late_days",
		"judged_from",
		"returned_reports",
		"problem_reported",
		"report_count",
		"last_report",
		"last_report_at",
		"completion_report",
		"drafted",
		"handed_out_by",
		"handed_out_at",
		"acknowledge_from",
		"acknowledge_due",
		"acknowledge_next",
		"open_refusal",
		"acknowledged_by",
		"acknowledged_at",
		"started_by",
		"started_at",
		"submitted_by",
		"submitted_at",
		"completed_by",
		"completed_at",
	)

	def __init__(self, doc: Document):
		super().__init__(doc)
		self._under_review = doc.completion_report
		self._said: dict = {}

	@classmethod
	def lines(cls, meta: Meta, names: Iterable[str], today: date) -> dict[str, Line]:
		return inbox_lines.lines_of_tasks(names, today)

	@property
	def written_by_flow(self) -> frozenset[str]:
		return (
			super().written_by_flow
			| ticking.DERIVED
			| review_days.DERIVED
			| stages.DERIVED
			| owed_columns.DERIVED
			| {*LIGHT}
		)

	def actor(self, user: str) -> Actor:
		roles = people.standing_of(user).roles_for(self.doc.lead_unit, self.doc.leader)
		return Actor(user, roles, initiator=user in self._senders())

	def not_now(self) -> frozenset[str]:
		if self.doc.course in AT_REST:
			return GOES_ON
		return frozenset({"start"}) if self.doc.drafted or self.doc.open_refusal else frozenset()

	def before_move(self, move: Move) -> None:
		invariants.refuse_unready(self.doc)
		if move.act in GOES_ON:
			invariants.refuse_at_rest(self.doc)
		stamps = {
			"start": self._start,
			"submit": self._submit,
			"complete": self._complete,
			"return": self._return,
			"withdraw": self._withdraw,
			"reopen": self._reopen,
		}
		if move.act in stamps:
			stamps[move.act](move)

	def after_move(self, move: Move) -> Iterable[FollowUp]:
		moves = follow.report_moves(self._report if move.act in follow.REPORT_MOVES else None, move)
		return [*moves, *reported_once.brought_to(self.doc, move)]

	def snapshot(self) -> dict:
		words = follow.snapshot_of(self._report) if self.doc.completion_report else self._said
		return {**words, **completed.kept_of(self.doc)}

	def faults(self, state: str | None, words: dict) -> Iterable[str]:
		yield from super().faults(state, words)
		yield from completed.faults(words, self.doc)

	def read_with(self) -> Iterable[tuple[str, str]]:
		"""Who is asked about a task is asked about what was filed, evidence and all."""
		return [(follow.REPORT, self.doc.completion_report)] if self.doc.completion_report else []

	def labels(self) -> Iterable[tuple[str, str]]:
		return [("List", self.doc.list), ("Unit", self.doc.lead_unit)]

	def authors(self) -> Iterable[str]:
		return sorted(who for who in self._senders() if who)

	def initiator(self) -> str:
		return self.doc.submitted_by or self.doc.owner

	def correctors(self, initiator: str) -> Iterable[str]:
		"""The initiator, while a contact of the filing unit; then its liaisons, else its heads."""
		report = self.doc.completion_report
		unit = (report and follow.value_of(self, report, "unit")) or self.doc.lead_unit
		contacts = [people.contacts_of([unit], [duty]) for duty in ("Liaison", "Head")]
		known = {user for users in contacts for user in users}
		return [initiator] if initiator in known else next(filter(None, contacts), [initiator])

	def facts(self) -> dict:
		"""The task's own fields, who filed (`filed_by`: Liaison, Head) and whether cooperating units sign."""
		signs = frappe.db.get_value("Qingdan List", self.doc.list, "cooperating_sign") if self.doc.list else 0
		cooperating = any(row.duty == "Cooperating" for row in self.doc.units)
		return {
			**super().facts(),
			"filed_by": self._duty_of_filer(),
			"cooperating_signs": int(bool(signs and cooperating)),
		}

	def fact_labels(self) -> dict[str, str]:
		own = {"filed_by": _("Filed By"), "cooperating_signs": _("Cooperating Units Sign")}
		return {**super().fact_labels(), **own}

	def turn_after(self, move: Move) -> Iterable[str]:
		if move.act == "submit":
			return people.office_of(self.doc.leader)
		if move.act in ("return", "reopen"):
			return people.contacts_of([self.doc.lead_unit])
		return ()

	def waits_for(self) -> WaitsFor:
		"""The contacts of the lead unit, and under way of every unit that has not reported for this month, or who holds an overdue review; at rest nobody."""
		if self.doc.drafted or self.doc.open_refusal or self.doc.course in AT_REST:
			return NOBODY
		if self.doc.state == TaskState.IN_REVIEW.value:
			return WaitsFor(tuple(people.office_of(self.doc.leader)), "Complete Task")
		if self.doc.state == TaskState.WAITING.value:
			act = "Start Task" if self.doc.acknowledged_by else "Acknowledge"
			return WaitsFor(tuple(people.contacts_of([self.doc.lead_unit])), act)
		return self._under_way() if self.doc.state == TaskState.MOVING.value else NOBODY

	def pressed_by(self, user: str) -> bool:
		"""The leader's office, on what its leader answers for."""
		return bool(self.doc.leader) and self.doc.leader in people.standing_of(user).leaders

	def _under_way(self) -> WaitsFor:
		if holders := review_days.who_holds(self.doc, getdate()):
			return WaitsFor(holders, "Report the Review")
		_period, missing = reporters.missing_for(self.doc, getdate())
		users = tuple(people.contacts_of([self.doc.lead_unit, *missing]))
		if self.doc.milestone_late_since:
			return WaitsFor(users, "Report Milestones")
		return WaitsFor(users, "Fill In Progress" if missing else "Report Completion")

	def saying_after(self, move: Move) -> Saying:
		return telling.of_task(move.act)

	@cached_property
	def _report(self) -> Document | None:
		"""The completion report under review, locked: what a transaction that waited for the task has filed is seen."""
		name = self._under_review or self.doc.completion_report
		return self.held.read("Qingdan Progress Report", name) if name else None

	def _senders(self) -> set[str]:
		"""Who sent the task to review: whoever filed its completion report, and whoever wrote it."""
		report = self.doc.completion_report
		return {self.doc.submitted_by, follow.value_of(self, report, "owner") if report else None}

	def _start(self, move: Move) -> None:
		now = now_datetime()
		self.doc.update({"started_by": move.actor, "started_at": now})
		if not self.doc.acknowledged_by:
			self.doc.update(invariants.acknowledged(move.actor, now))

	def _submit(self, move: Move) -> None:
		report, now = follow.filed_completion_report(self.doc.name), now_datetime()
		if not report:
			frappe.throw(
				_("A task goes to review with a completion report. Fill one in for {0} and file it.").format(
					frappe.bold(self.doc.name)
				),
				CompletionReportRequired,
			)
		self.doc.update({"submitted_by": move.actor, "submitted_at": now})
		self.doc.update({"completion_report": report, "last_report": report, "last_report_at": now})
		self.doc.update(ticking.ticked(self.doc, self.held.read(follow.REPORT, report), getdate(now)))
		if self.doc.returned_reports:
			self.doc.update(follow.sent_back(self.doc))
		invariants.judge(self.doc, getdate(now), getdate(now))

	def _complete(self, move: Move) -> None:
		now = now_datetime()
		self.doc.update({"completed_by": move.actor, "completed_at": now, "percent": 100})
		self.doc.update(ticking.confirmed(self.doc, self.doc.completion_report, move.actor, now))
		invariants.settle_lateness(self.doc, getdate(now))

	def _return(self, move: Move) -> None:
		self.doc.update(ticking.unticked(self.doc, self.doc.completion_report))
		self.doc.update(follow.sent_back(self.doc, more=1))
		self._judge(move)

	def _judge(self, move: Move) -> None:
		"""A report that was sent back no longer counts: the task is late today, or it is not."""
		invariants.judge(self.doc, None, getdate())

	def _withdraw(self, move: Move) -> None:
		self.doc.update(ticking.unticked(self.doc, self.doc.completion_report))
		self.doc.update({"completion_report": None, **follow.last_report_of(self.doc)})
		self._judge(move)

	def _reopen(self, move: Move) -> None:
		"""The percentage is again what the lead unit last gave, and the log says so."""
		self.doc.update({"completed_by": None, "completed_at": None, "completion_report": None})
		self.doc.update(ticking.reopened(self.doc))
		self.doc.percent = follow.last_percent_of(self.doc)
		self._said = {"percent": self.doc.percent}
		if not self.doc.late_days:
			self.doc.judged_from = getdate()
		self.doc.late_days = 0
		self._judge(move)

	def _duty_of_filer(self) -> str:
		if not self.doc.submitted_by:
			return "Liaison"
		held = people.standing_of(self.doc.submitted_by).roles_at(self.doc.lead_unit)
		return "Head" if Role.HEAD.value in held else "Liaison"

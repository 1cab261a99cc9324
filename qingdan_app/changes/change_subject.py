"""A change request, seen by the approval engine."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import ClassVar

import frappe
from frappe import _
from frappe.model.meta import Meta
from frappe.utils import now_datetime

from qingdan_app.changes import appeals, asking, concerned, granted, possible, waiting_revisions
from qingdan_app.changes.possible import REQUEST, ROW
from qingdan_app.changes.rules.change_states import ChangeState
from qingdan_app.changes.rules.kinds import Asker, Kind
from qingdan_app.organization import people
from qingdan_app.organization.rules.standing import OF_THE_CITY, Role
from qingdan_app.role_holders import holders_of
from qingdan_app.workflows.engine.transitions import Actor
from qingdan_app.workflows.flows.resolvers import enabled
from qingdan_app.workflows.moves.in_inbox import Line, excerpt_of
from qingdan_app.workflows.moves.loop import FollowUp
from qingdan_app.workflows.moves.subjects import ApprovalSubject, Move


class ChangeSubject(ApprovalSubject):
	"""Whoever may ask about a task asks; the flow of its kind decides, and what was granted is written with the decision."""

	sees_by_turn = True
	scope_fields: ClassVar = {}
	owned_fields = ("asked_as", "decided_by", "decided_at", "revision", "source_import", "additions")

	@classmethod
	def lines(cls, meta: Meta, names: Iterable[str], today: date) -> dict[str, Line]:
		"""The kind and the reason; of the first task what it says, and what it would say."""
		fields = ["name", "kind", "reason"]
		rows = frappe.get_all(REQUEST, {"name": ("in", list(names))}, fields)
		first = {"parent": ("in", list(names)), "idx": 1}
		shown = {row.parent: row for row in frappe.get_all(ROW, first, ["parent", "was", "asked"])}
		return {row.name: Line(facts=_facts(row, shown), excerpt=excerpt_of(row.reason)) for row in rows}

	def actor(self, user: str) -> Actor:
		standing = people.standing_of(user)
		own = user == self.doc.owner
		return Actor(user, standing.roles if own else standing.roles & OF_THE_CITY, initiator=own)

	def before_move(self, move: Move) -> None:
		if move.act == "ask_for_change":
			if self.doc.kind == Kind.REVISION.value:
				waiting_revisions.refuse_second(
					waiting_revisions.lists_of(self.doc.source_import), beside=self.doc.name
				)
			asking.settle_asker(self.doc, asking.settle(self.doc))
		if move.to_state == ChangeState.GRANTED.value:
			granted.refuse_conflicts(self.held, self.doc)
			appeals.refuse_struck(self.doc)
		if move.to_state in (ChangeState.GRANTED.value, ChangeState.DENIED.value):
			self.doc.update({"decided_by": move.actor, "decided_at": now_datetime()})

	def after_move(self, move: Move) -> Iterable[FollowUp]:
		if move.to_state != ChangeState.GRANTED.value:
			return ()
		about = (self.doc.doctype, self.doc.name)
		return [granted.WriteChanges(*about), concerned.TellConcerned(*about)]

	def facts(self) -> dict:
		"""Beside its own fields who signs by default: `supervision_signs` and `leader_signs`, 1 or 0."""
		return {**super().facts(), **self._signing()}

	def fact_labels(self) -> dict[str, str]:
		own = {"supervision_signs": _("Supervision Signs"), "leader_signs": _("Leader's Office Signs")}
		return {**super().fact_labels(), **own}

	@property
	def keeps_words(self) -> bool:
		return not possible.is_open(self.doc)

	def turn_after(self, move: Move) -> Iterable[str]:
		return [self.doc.owner] if move.act in ("return", "deny_change", "grant_change") else ()

	def correctors(self, initiator: str) -> Iterable[str]:
		"""Whoever asked, while they are about; else the contacts of the lead units, else supervision."""
		leads = {row.lead_unit for row in asking.leads_and_leaders(self.doc)}
		return enabled([initiator]) or people.contacts_of(sorted(leads)) or holders_of(Role.SUPERVISION.value)

	def authors(self) -> Iterable[str]:
		return [self.doc.owner]

	def _signing(self) -> dict[str, int]:
		led = any(row.leader for row in asking.leads_and_leaders(self.doc))
		leader_signs = led and self.doc.asked_as != Asker.OFFICE.value
		by_supervision = self.doc.asked_as == Asker.SUPERVISION.value
		return {
			"supervision_signs": int(not by_supervision or not leader_signs),
			"leader_signs": int(bool(leader_signs)),
		}


def _facts(row: Mapping, shown: Mapping) -> tuple[str, ...]:
	first = shown.get(row.name)
	change = f"{first.was} → {first.asked}" if first and first.asked else ""
	return tuple(filter(None, (_(row.kind), " ".join(change.split()))))

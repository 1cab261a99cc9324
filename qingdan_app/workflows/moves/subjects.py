"""What the engine asks of a DocType, and how a DocType is attached (hook `approval_subjects`)."""

from collections.abc import Iterable
from datetime import timedelta
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

import frappe
from frappe import _
from frappe.model import table_fields
from frappe.model.document import Document
from frappe.model.workflow import get_workflow_name
from frappe.utils import cint

from qingdan_app.workflows import workflow_acts
from qingdan_app.workflows.engine.acts import ActTable
from qingdan_app.workflows.engine.shown import Need
from qingdan_app.workflows.engine.trail import Fault
from qingdan_app.workflows.engine.transitions import Actor, Transition
from qingdan_app.workflows.exceptions import NotASubject
from qingdan_app.workflows.moves import core_workflow, table_facts
from qingdan_app.workflows.moves.document_words import MADE, made_of, words_of
from qingdan_app.workflows.moves.in_inbox import ShownInInbox
from qingdan_app.workflows.telling import Saying, saying_after

if TYPE_CHECKING:
	from qingdan_app.workflows.moves.held import Held
	from qingdan_app.workflows.moves.loop import FollowUp


class ApprovalSubject(ShownInInbox):
	"""One document, seen by the engine; the defaults serve a DocType that needs nothing special. Attached in hooks.py: `approval_subjects = {"My DocType": "my_app.module.MySubject"}`."""

	owned_fields: tuple[str, ...] = ()
	"""Fields that, beside the state, only the flow writes."""
	recorded_fields: tuple[str, ...] = ()
	"""Fields, written by moves alone, from which rights are read: their values stand in the log, beside who made the document."""
	copied_fields: tuple[str, ...] = ()
	"""Fields of its rows that the flow writes, or that repeat what it writes, so that lists of rows can be filtered by it."""
	words_doctype = ""
	"""The DocType whose fields the words of `snapshot` are; empty for the document's own."""
	sees_by_turn = False
	"""Whether the DocType's own permission hooks let whoever has the turn read it; shares do it otherwise."""
	keeps_words: bool = False
	"""Whether nobody but the flow writes into the document, as it stands: the check of the record compares it."""

	def __init__(self, doc: Document):
		self.doc = doc

	@cached_property
	def held(self) -> "Held":
		"""What the act has under lock, this document with it; a register of its own outside of an act."""
		from qingdan_app.workflows.moves.held import Held  # the register makes subjects

		return Held.of(self.doc)

	@classmethod
	def locked_before(cls, doctype: str, name: str) -> Iterable[tuple[str, str]]:
		"""What must be locked before the document, so that no two acts wait for each other: DocTypes and names."""
		return ()

	def actor(self, user: str) -> Actor:
		"""Who `user` is for this document."""
		return Actor(user, frozenset(frappe.get_roles(user)), initiator=self.doc.owner == user)

	def not_now(self) -> frozenset[str]:
		"""Acts that `before_move` would refuse as things stand, whoever does them: they are not offered."""
		return frozenset()

	def before_move(self, move: "Move") -> None:
		"""Set fields or refuse, before the document is saved in its new state."""

	def before_submit(self) -> None:
		"""Set fields or refuse, before a document that its flow has approved is submitted."""

	def after_move(self, move: "Move") -> "Iterable[FollowUp]":
		"""What follows from the move, in order: values of `moves.performing`, done in the same transaction."""
		return ()

	def snapshot(self) -> dict:
		"""What the decision was about, kept with the log entry: all that people enter, as text."""
		return words_of(self.doc)

	def record(self) -> dict:
		"""What an entry of the log keeps: the snapshot, and whose the document is."""
		return {**self.snapshot(), MADE: made_of(self.doc, self.recorded_fields)}

	def read_with(self) -> Iterable[tuple[str, str]]:
		"""Other documents that whoever has the turn reads with this one, as DocType and name; they honour shares."""
		return ()

	def labels(self) -> Iterable[tuple[str, str]]:
		"""What the document belongs to, for delegations limited to it: `("List", "2021-4")`; by default what its links name of the hook `approval_scopes`."""
		kinds = {doctypes[-1]: kind for kind, doctypes in frappe.get_hooks("approval_scopes", {}).items()}
		links = [field for field in self.doc.meta.get_link_fields() if field.options in kinds]
		named = ((kinds[field.options], self.doc.get(field.fieldname)) for field in links)
		return [(kind, name) for kind, name in named if name]

	def authors(self) -> Iterable[str]:
		"""Users whose own work this is beside the initiator: they may not decide on it either."""
		return ()

	def initiator(self) -> str:
		"""Who sent the document in, where a flow begins later than that."""
		return self.doc.owner

	def correctors(self, initiator: str) -> Iterable[str]:
		"""Who corrects today what was returned: the initiator, or those who have followed them in their post."""
		return [initiator]

	def faults(self, state: str | None, words: dict) -> Iterable[str]:
		"""How the document is not what its log tells: the state it last moved to, and the words that were last kept.

		Asked when the record is checked. A document whose state only the flow changes has the state of its log.
		"""
		if state and self.keeps_state and self.state != state:
			yield Fault.DIFFERS.value

	@property
	def keeps_state(self) -> bool:
		"""Whether nothing but the flow changes the state of such a document."""
		from qingdan_app.workflows.moves.controller import (
			FlowControlledDocument,  # its guard asks for subjects
		)

		return isinstance(self.doc, FlowControlledDocument)

	def after_end(self, outcome: str) -> "Iterable[FollowUp]":
		"""What follows when a request has ended: approved, rejected, withdrawn or terminated."""
		return ()

	def facts(self) -> dict:
		"""What conditions look at: the document's own fields, dates as text, and of its tables the number of rows and
		the totals of columns that hold numbers (`items`, `items.amount`)."""
		own = {name: _plain(value) for name, value in self.doc.get_valid_dict().items()}
		return {**own, **table_facts.of_tables(self.doc)}

	def fact_labels(self) -> dict[str, str]:
		"""Words for facts that are no fields of the document, for forms and pictures of flows."""
		return table_facts.labels(self.doc.meta)

	def fieldtypes(self, facts: dict) -> dict[str, str]:
		"""Type of each of its facts, by which a condition reads its value: a fact that is no field is what it holds."""
		numbers = {name: "Float" for name, value in facts.items() if isinstance(value, int | float)}
		fields = (field for field in self.doc.meta.fields if field.fieldtype not in table_fields)
		return {**numbers, **{field.fieldname: field.fieldtype for field in fields}}

	@property
	def title(self) -> str:
		"""What people read for the document in an inbox."""
		return (self.doc.get(self.doc.meta.get_title_field()) or self.doc.name or "")[:140]

	def turn_after(self, move: "Move") -> Iterable[str]:
		"""Users to whom this move hands the turn; they and nobody else are told."""
		return ()

	def saying_after(self, move: "Move") -> Saying:
		"""How they are told: the kind of the message and its sentence, in the document's own words."""
		return saying_after(move.act)

	def waits_for(self) -> "WaitsFor":
		"""Whom the document waits for while no request runs on it, and for which act: they can be urged."""
		return NOBODY

	def pressed_by(self, user: str) -> bool:
		"""Whether somebody urges on the document beside those who oversee all approvals and whoever sent it in."""
		return False

	@cached_property
	def workflow(self) -> Document:
		return _workflow_of(self.doc.doctype)

	@cached_property
	def state_field(self) -> str:
		return self.workflow.workflow_state_field

	@property
	def written_by_flow(self) -> frozenset[str]:
		"""Fields that the flow writes: the state, where a Workflow keeps one, what it means, and those it owns."""
		state = {self.state_field} if get_workflow_name(self.doc.doctype) else set()
		return frozenset({"docstatus", *state, *self.owned_fields})

	@property
	def state(self) -> str:
		return self.doc.get(self.state_field) or self.first_state

	@property
	def first_state(self) -> str:
		return self.workflow.states[0].state

	def docstatus_of(self, state: str) -> int:
		"""Whether core's Workflow submits (1) or cancels (2) a document in that state."""
		row = self.state_row(state)
		return cint(row.doc_status) if row else cint(self.doc.docstatus)

	def state_row(self, state: str) -> Document | None:
		"""What core's Workflow says of a state; None where it has no such state any more."""
		return next((row for row in self.workflow.states if row.state == state), None)

	@property
	def transitions(self) -> tuple[Transition, ...]:
		"""The edges of the DocType's active Workflow, as an administrator may have edited them."""
		workflow = self.workflow
		return _transitions(frappe.local.site, workflow.name, str(workflow.modified))

	def edges_for(self, act: str) -> tuple[Transition, ...]:
		"""The edges by which an act leads on from the document's state, as it is now.

		Raises ConditionFails where the condition of one cannot be judged.
		"""
		edges = (edge for edge in self.transitions if (edge.state, edge.act) == (self.state, act))
		return tuple(edge for edge in edges if core_workflow.holds(edge, self.doc))

	def offered_edges(self) -> tuple[Transition, ...]:
		"""The edges that lead on from its state; one whose condition cannot be judged is not offered."""
		edges = (edge for edge in self.transitions if edge.state == self.state)
		return tuple(edge for edge in edges if core_workflow.is_offered(edge, self.doc))


class WaitsFor(NamedTuple):
	"""Users who have to act on a document, and the act in source words."""

	users: tuple[str, ...] = ()
	act: str = ""


NOBODY = WaitsFor()


class Move:
	"""One step of a document through its flow: what the subject gets to see of it."""

	def __init__(self, act: str, from_state: str, to_state: str, actor: str, opinion: str = ""):
		self.act = act
		self.from_state = from_state
		self.to_state = to_state
		self.actor = actor
		self.opinion = opinion


def subject_class(doctype: str) -> type[ApprovalSubject]:
	"""The class attached to `doctype`; a DocType that nobody attached in code is served by the defaults."""
	paths = frappe.get_hooks("approval_subjects", {}).get(doctype)
	return frappe.get_attr(paths[-1]) if paths else ApprovalSubject


def subject_of(doc: Document, held: "Held | None" = None) -> ApprovalSubject:
	"""The document as the engine sees it; within an act with what that has under lock."""
	subject = subject_class(doc.doctype)(doc)
	if held:
		subject.held = held
	return subject


def state_of(doc: Document) -> str | None:
	"""The state of a document in its active Workflow; None where its DocType has none."""
	return subject_of(doc).state if get_workflow_name(doc.doctype) else None


def subject_doctypes() -> list[str]:
	"""All DocTypes attached to the engine on this site."""
	return list(frappe.get_hooks("approval_subjects", {}))


def _workflow_of(doctype: str) -> Document:
	name = get_workflow_name(doctype)
	if not name:
		frappe.throw(
			_("{0} has no active Workflow. Ask the administrator to activate one.").format(_(doctype)),
			NotASubject,
		)
	return frappe.get_cached_doc("Workflow", name)


@lru_cache(maxsize=256)
def _transitions(site: str, workflow: str, modified: str) -> tuple[Transition, ...]:
	"""Worked out once in a process for each time that the Workflow was saved."""
	acts, rows = workflow_acts.table(), frappe.get_cached_doc("Workflow", workflow).transitions
	return tuple(_transition(row, acts) for row in rows)


def _transition(row: Document, acts: ActTable) -> Transition:
	act = acts.row_of(acts.act_of(row.action))
	return Transition(
		row.state,
		act.act,
		row.next_state,
		row.allowed,
		bool(cint(row.allow_self_approval)),
		act.opinion is Need.REQUIRED,
		row.condition or "",
	)


def _plain(value):
	if isinstance(value, timedelta):
		return table_facts.time_of_day(value)
	return value if value is None or isinstance(value, str | int | float) else str(value)

"""What the engine asks of a DocType, and how a DocType is attached (hook `approval_subjects`)."""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.model import no_value_fields, table_fields
from frappe.model.document import Document
from frappe.model.workflow import get_workflow_name
from frappe.utils import cint

from qingdan_app import plain_rows
from qingdan_app.workflows import workflow_acts
from qingdan_app.workflows.engine.acts import ActTable
from qingdan_app.workflows.engine.shown import Need
from qingdan_app.workflows.engine.transitions import Actor, Transition
from qingdan_app.workflows.exceptions import NotASubject
from qingdan_app.workflows.telling import Saying, saying_after

NOT_WORDS = frozenset({"Password", *no_value_fields})


class ApprovalSubject:
	"""One document, seen by the engine. The defaults serve a DocType that needs nothing special.

	Attach one with `approval_subjects = {"My DocType": "my_app.module.MySubject"}` in hooks.py.
	"""

	owned_fields: tuple[str, ...] = ()
	"""Fields that, beside the state, only the flow writes."""
	sees_by_turn = False
	"""Whether the DocType's own permission hooks let whoever has the turn read it; shares do it otherwise."""

	def __init__(self, doc: Document):
		self.doc = doc

	@classmethod
	def lock(cls, doctype: str, name: str) -> Document:
		"""The document, read under a row lock."""
		cls.lock_first(doctype, name)
		return frappe.get_doc(doctype, name, for_update=True)

	@classmethod
	def hold(cls, doctype: str, name: str) -> None:
		"""The same row lock, for one who need not read the document. Raises frappe.DoesNotExistError."""
		cls.lock_first(doctype, name)
		plain_rows.hold(doctype, name)

	@classmethod
	def lock_first(cls, doctype: str, name: str) -> None:
		"""Override to lock what must be locked before the document, so that no two acts wait for each other."""

	def actor(self, user: str) -> Actor:
		"""Who `user` is for this document."""
		return Actor(user, frozenset(frappe.get_roles(user)), initiator=self.doc.owner == user)

	def before_move(self, move: "Move") -> None:
		"""Set fields or refuse, before the document is saved in its new state."""

	def after_move(self, move: "Move") -> None:
		"""Carry on what follows from the move, in the same transaction."""

	def snapshot(self) -> dict:
		"""What the decision was about, kept with the log entry: all that people enter, as text."""
		return _words_of(self.doc)

	def labels(self) -> Iterable[tuple[str, str]]:
		"""What the document belongs to, for delegations limited to it: `("List", "2021-4")`."""
		return ()

	def authors(self) -> Iterable[str]:
		"""Users whose own work this is beside the initiator: they may not decide on it either."""
		return ()

	def initiator(self) -> str:
		"""Who sent the document in, where a flow begins later than that."""
		return self.doc.owner

	def after_end(self, outcome: str) -> None:
		"""Carry on when a request has ended: approved, rejected, withdrawn or terminated."""

	def facts(self) -> dict:
		"""What conditions look at: the document's own fields, dates as text."""
		return {name: _plain(value) for name, value in self.doc.get_valid_dict().items()}

	def fact_labels(self) -> dict[str, str]:
		"""Words for facts that are no fields of the document, for forms and pictures of flows."""
		return {}

	def fieldtypes(self, facts: dict) -> dict[str, str]:
		"""Type of each of its facts, by which a condition reads its value: a fact that is no field is what it holds."""
		numbers = {name: "Float" for name, value in facts.items() if isinstance(value, int | float)}
		return {**numbers, **{field.fieldname: field.fieldtype for field in self.doc.meta.fields}}

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

	@property
	def workflow(self) -> Document:
		return _workflow_of(self.doc.doctype)

	@property
	def state_field(self) -> str:
		return self.workflow.workflow_state_field

	@property
	def state(self) -> str:
		return self.doc.get(self.state_field) or self.first_state

	@property
	def first_state(self) -> str:
		return self.workflow.states[0].state

	def docstatus_of(self, state: str) -> int:
		"""Whether core's Workflow submits (1) or cancels (2) a document in that state."""
		return next((cint(row.doc_status) for row in self.workflow.states if row.state == state), 0)

	@property
	def transitions(self) -> list[Transition]:
		"""The edges of the DocType's active Workflow, as an administrator may have edited them."""
		acts = workflow_acts.table()
		return [_transition(row, acts) for row in self.workflow.transitions]


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


def subject_of(doc: Document) -> ApprovalSubject:
	"""The document as the engine sees it."""
	return subject_class(doc.doctype)(doc)


def state_of(doctype: str, name: str) -> str | None:
	"""The state of a stored document in its active Workflow; None where its DocType has none."""
	if not get_workflow_name(doctype):
		return None
	workflow = _workflow_of(doctype)
	return frappe.db.get_value(doctype, name, workflow.workflow_state_field) or workflow.states[0].state


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


def _transition(row: Document, acts: ActTable) -> Transition:
	act = acts.row_of(acts.act_of(row.action))
	return Transition(
		row.state,
		act.act,
		row.next_state,
		row.allowed,
		bool(cint(row.allow_self_approval)),
		act.opinion is Need.REQUIRED,
	)


def _words_of(doc: Document) -> dict:
	"""The fields of a document that hold something, tables as rows by name."""
	words = {}
	for field in doc.meta.fields:
		value = doc.get(field.fieldname)
		if field.fieldtype in table_fields:
			words[field.fieldname] = [{"name": row.name, **_words_of(row)} for row in value or []]
		elif value is not None and field.fieldtype not in NOT_WORDS:
			words[field.fieldname] = str(value)
	return words


def _plain(value):
	return value if value is None or isinstance(value, str | int | float) else str(value)

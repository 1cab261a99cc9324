"""Publishing a flow: sound, frozen from then on, and never one of two that could match the same document."""

from collections.abc import Callable, Iterable
from itertools import zip_longest

import frappe
from frappe import _
from frappe.core.doctype.docfield.docfield import DocField
from frappe.model.document import Document
from frappe.utils import cint, cstr

from qingdan_app import asked_once
from qingdan_app.workflows import administrators
from qingdan_app.workflows.engine.flow.overlap import clashes
from qingdan_app.workflows.exceptions import FlowIsFrozen, FlowsCollide, NotYoursToPublish
from qingdan_app.workflows.flows import choosing, soundness
from qingdan_app.workflows.log import trail
from qingdan_app.workflows.moves.document_words import words_of as words_of_document

FLOW, STEP = "Qingdan Approval Flow", "Qingdan Approval Step"
PUBLISHED, RETIRED = "publish", "retire"
"""Acts by which the log says that a version came into force, and went out of it."""
STANDING = {PUBLISHED: "Published", RETIRED: "Retired"}
NUMBERS = frozenset({"Int", "Check", "Float", "Currency", "Percent", "Rating", "Duration"})
BY_USER = "user"
NAMING = (("resolver", "parameter"), ("copy_resolver", "copy_parameter"))
"""Columns of a step that name users where the resolver is BY_USER."""


def publish(flow: Document) -> Document:
	"""Make a draft the version in force; the one before is retired. Raises FlowUnsound or FlowsCollide."""
	if flow.status != "Draft":
		frappe.throw(_("Only a draft is published. Make the next version first."), FlowIsFrozen)
	refuse_unless_administered(flow.document_type)
	soundness.check(flow)
	rivals = _published(flow)
	earlier = [other for other in rivals if other.flow_key == flow.flow_key]
	refuse_collisions(flow, [other for other in rivals if other.flow_key != flow.flow_key])
	for other in earlier:
		_take_out(other)
	flow.db_set("status", "Published")
	write_down(flow)
	choosing.forget(flow.document_type)
	return flow


def refuse_unless_administered(doctype: str) -> None:
	"""Raise NotYoursToPublish where the session's user does not administer a DocType: who signs reads and holds up."""
	if not administrators.administers(doctype=doctype):
		roles = "、".join(sorted(_(role) for role in administrators.publishing_roles(doctype)))
		frappe.throw(
			_("Flows for {0} are put in force by {1}. Ask one of them.").format(_(doctype), roles),
			NotYoursToPublish,
		)


def refuse_route_of_others(route: str) -> None:
	"""Raise NotYoursToPublish where a table of conditions says who signs in a flow that somebody else administers."""
	for doctype in doctypes_of_route(route):
		refuse_unless_administered(doctype)


def doctypes_of_route(route: str) -> list[str]:
	"""The DocTypes with a flow, in force or once in force, in which a table of conditions says who signs."""
	flow, step = frappe.qb.DocType(FLOW), frappe.qb.DocType("Qingdan Approval Step")
	signs = (step.resolver == "route") & (step.parameter == route)
	copied = (step.copy_resolver == "route") & (step.copy_parameter == route)
	query = frappe.qb.from_(step).join(flow).on(flow.name == step.parent).where(flow.status != "Draft")
	return query.where(signs | copied).select(flow.document_type).distinct().run(pluck=True)


def write_down(flow: Document) -> None:
	"""Keep in the log what was published, so that a step changed past the guard is found."""
	_log(flow.name, PUBLISHED, trail.kept(words_of(flow)))


def write_down_end(name: str) -> None:
	"""Keep in the log that a version went out of force, so that one switched off past the guard is found."""
	_log(name, RETIRED)


def _log(name: str, act: str, snapshot: str | None = None) -> None:
	about = {"reference_doctype": FLOW, "reference_name": name, "act": act}
	when = {"actor": frappe.session.user, "acted_at": trail.moment()}
	trail.append([trail.blank(**about, **when, snapshot=snapshot)])


def _take_out(flow: Document) -> None:
	flow.db_set("status", "Retired")
	write_down_end(flow.name)


def words_of(flow: Document) -> dict:
	"""All that a version says, as text; not its standing, which changes, nor what its rows are called in the database."""
	words = words_of_document(frappe.get_doc(FLOW, flow.name))
	plain = {field: _unnamed(value) for field, value in words.items()}
	return {field: value for field, value in plain.items() if field != "status"}


def _unnamed(value: str | list[dict]) -> str | list[dict]:
	if isinstance(value, str):
		return value
	return [{field: said for field, said in row.items() if field != "name"} for row in value]


def says_still(name: str, words: dict) -> bool:
	"""Whether a version says what it said when it was published; fields that came later may hold what they begin with."""
	now, steps = words_of(frappe.get_doc(FLOW, name)), words.get("steps", [])
	heads = [{field: value for field, value in each.items() if field != "steps"} for each in (words, now)]
	rows = list(zip_longest(steps, now.get("steps", []), fillvalue={}))
	return _adds_nothing(FLOW, *heads) and all(_adds_nothing(STEP, *pair) for pair in rows)


def _adds_nothing(doctype: str, before: dict, after: dict) -> bool:
	if any(after.get(field) != value for field, value in before.items()):
		return False
	fields = {field.fieldname: field for field in frappe.get_meta(doctype).fields}
	return all(after[name] in begins_with(fields.get(name)) for name in after.keys() - before.keys())


def begins_with(field: DocField | None) -> tuple[str, ...]:
	"""What a field that came later may hold; in a text a nought is something that somebody wrote."""
	nothing = ("", "0", "0.0") if field and field.fieldtype in NUMBERS else ("",)
	return (*nothing, cstr(field.default)) if field else nothing


def with_people(words: dict, renamed: Callable[[str], str]) -> dict:
	"""The words of a version with the users that its steps name put through `renamed`."""
	return {**words, "steps": [_step_with_people(step, renamed) for step in words.get("steps", [])]}


def _step_with_people(step: dict, renamed: Callable[[str], str]) -> dict:
	named = {"fallback", *(text for kind, text in NAMING if step.get(kind) == BY_USER)}
	return {field: renamed(value) if field in named else value for field, value in step.items()}


def retire(flow: Document) -> Document:
	"""Take a published flow out of force; requests that run keep it."""
	refuse_unless_administered(flow.document_type)
	_take_out(flow)
	choosing.forget(flow.document_type)
	return flow


def next_version(flow: Document) -> Document:
	"""A draft like `flow`, to be changed and published in its place."""
	draft = frappe.copy_doc(flow)
	draft.update({"status": "Draft", "version": last_version(flow.flow_key) + 1})
	asked_once.refuse_second(draft, flow.name)
	return draft.insert()


def last_version(flow_key: str) -> int:
	versions = frappe.get_all(FLOW, {"flow_key": flow_key}, pluck="version")
	return max(map(cint, versions), default=0)


def refuse_change_of_frozen(flow: Document) -> None:
	"""Raise FlowIsFrozen when a version that is published, retired or has run is changed."""
	before = flow.get_doc_before_save()
	if before and (before.status != "Draft" or has_run(flow)):
		frappe.throw(
			_("{0} is in force or has run and stays as it is. Make the next version and change that.").format(
				flow.name
			),
			FlowIsFrozen,
		)


def has_run(flow: Document) -> bool:
	return bool(frappe.db.exists("Qingdan Approval Request", {"flow": flow.name}))


def refuse_collisions(flow: Document, rivals: Iterable[Document]) -> None:
	"""Raise FlowsCollide, naming both, where another published flow of one priority could match as well."""
	rivals = [other for other in rivals if _same_guard(flow, other)]
	for pair in clashes([choosing.candidate_of(each) for each in (flow, *rivals)]):
		if flow.name in pair:
			frappe.throw(
				_(
					"{0} and {1} could match the same document. Give them different priorities or conditions."
				).format(*pair),
				FlowsCollide,
			)


def _published(flow: Document) -> list[Document]:
	names = frappe.get_all(FLOW, {"document_type": flow.document_type, "status": "Published"}, pluck="name")
	return [frappe.get_doc(FLOW, name) for name in names]


def _same_guard(one: Document, other: Document) -> bool:
	return (one.guard, one.guarded_state or "") == (other.guard, other.guarded_state or "")


def standing_of(flow: Document) -> dict:
	"""What its form says: `{open, text, colour}`, whether it may still be changed, and what it decides."""
	known = {
		"Draft": (_("A draft: nothing is decided by it until it is published."), "blue"),
		"Published": (_("In force, and frozen. To change it, make the next version."), "green"),
		"Retired": (_("Out of force; what runs under it goes on."), "orange"),
	}
	text, colour = known[flow.status]
	return {"open": flow.status == "Draft", "text": text, "colour": colour}

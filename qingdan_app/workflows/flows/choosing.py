"""Which published flow a document takes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.workflows.engine.flow.conditions import Candidate, CannotJudge, TwoFlowsMatch, choose
from qingdan_app.workflows.engine.flow.cost import COUNTING, counted, too_costly
from qingdan_app.workflows.exceptions import ConditionFails, FlowsCollide
from qingdan_app.workflows.flows.definitions import condition_of
from qingdan_app.workflows.moves.subjects import subject_of

CACHE = "qingdan_published_flows"
OF_ALL = "*"
FUNCTIONS = {"sum": sum, "len": len, "any": any, "all": all, "min": min, "max": max, "abs": abs}
"""What an expression may call, beside what core gives it."""


@dataclass(frozen=True)
class Guarded:
	"""What a published flow decides: in `state`, only its end makes `action`; or the submission."""

	flow: str
	guard: str
	state: str
	action: str
	status: str = "Published"


def guarded(doctype: str) -> list[Guarded]:
	"""Everything that published flows decide about documents of this type; empty for most types."""
	return [row for row in _known(doctype) if row.status == "Published"]


def is_governed(doctype: str) -> bool:
	"""Whether documents of this type can be under approval: a flow is published for it, or was and may still run."""
	return bool(_known(doctype))


def _known(doctype: str) -> list[Guarded]:
	return [Guarded(*row) for row in frappe.cache.hget(CACHE, doctype, generator=lambda: _read(doctype))]


def kept_of_all(read: Callable[[], list[str]]) -> list[str]:
	"""What is worked out of all flows and kept until one of them changes."""
	return frappe.cache.hget(CACHE, OF_ALL, generator=read)


def forget(doctype: str | None) -> None:
	"""A flow of this type was published, changed or retired, or what flows of any type may stand on has changed.

	Forgotten again when that is certain: meanwhile others may have read, and kept, what was before.
	"""
	for what in filter(None, (doctype, OF_ALL)):
		frappe.cache.hdel(CACHE, what)
		frappe.db.after_commit.add(lambda what=what: frappe.cache.hdel(CACHE, what))
		frappe.db.after_rollback.add(lambda what=what: frappe.cache.hdel(CACHE, what))
	frappe.cache.delete_key("bootinfo")  # sessions are told what flows guard


def forget_all() -> None:
	"""All caches are cleared (hook `clear_cache`): what is kept may be of a site that was put back from a backup."""
	frappe.cache.delete_key(CACHE)


def guards() -> dict[str, list[dict]]:
	"""DocType → what its flows guard, `[{guard, state, always}]`; one whose flows are all retired has an empty list.

	`always` says that the flow is meant for every document, whatever stands in it.
	"""
	rows = frappe.get_all(
		"Qingdan Approval Flow",
		{"status": ("in", ["Published", "Retired"])},
		["name", "document_type", "status", "guard", "guarded_state", "expression"],
	)
	chosen = {"parent": ("in", [row.name for row in rows]), "parenttype": "Qingdan Approval Flow"}
	narrowed = set(frappe.get_all("Qingdan Approval Condition", chosen, pluck="parent"))
	found: dict[str, list[dict]] = {row.document_type: [] for row in rows}
	for row in rows:
		if row.status == "Published":
			always = row.name not in narrowed and not (row.expression or "").strip()
			known = {"guard": row.guard, "state": row.guarded_state or "", "always": always}
			found[row.document_type].append(known)
	return found


def flow_for(doc: Document, guard: str, draft: bool = False) -> Document | None:
	"""The published flow a document takes in its present state, None where none is meant for it.

	`guard` is Transition or Submission: what is to be decided; `draft` takes a document that is just being
	submitted for the draft it was.

	Raises FlowsCollide where two of one priority match: the last one never wins in silence.
	"""
	names = [row.flow for row in guarded(doc.doctype) if row.guard == guard and (draft or _is_due(doc, row))]
	flows = [frappe.get_cached_doc("Qingdan Approval Flow", name) for name in names]
	fitting = [flow for flow in flows if expression_holds(flow, doc)]
	if len(fitting) == 1 and not fitting[0].conditions:
		return fitting[0]
	return _chosen(doc, fitting) if fitting else None


def _chosen(doc: Document, flows: Iterable[Document]) -> Document | None:
	by_name = {flow.name: flow for flow in flows}
	try:
		found = choose([candidate_of(flow) for flow in by_name.values()], subject_of(doc).facts())
	except TwoFlowsMatch as error:
		frappe.throw(
			_("Two flows match this document: {0}. Tell the administrator.").format("、".join(error.names)),
			FlowsCollide,
		)
	except CannotJudge as error:
		frappe.throw(_("A condition of an approval flow cannot be judged: {0}").format(error), ConditionFails)
	return by_name[found.name] if found else None


def candidate_of(flow: Document) -> Candidate:
	"""The flow as one of several to choose from."""
	types = fieldtypes(flow.document_type) if flow.conditions else {}
	return Candidate(flow.name, condition_of(flow.conditions, types), flow.priority or 0)


def fieldtypes(doctype: str) -> dict[str, str]:
	subject = subject_of(frappe.new_doc(doctype))
	return subject.fieldtypes(subject.facts())


def expression_holds(flow: Document, doc: Document) -> bool:
	"""Whether the flow's safe expression is true for the document. Raises ConditionFails where it cannot be judged."""
	return not (flow.expression or "").strip() or bool(evaluate(flow, flow.expression, doc))


def evaluate(flow: Document, expression: str, doc: Document) -> Any:
	"""What a safe expression of the flow comes to for the document. Raises ConditionFails where it costs too much or fails."""
	refuse_costly(flow, expression)
	try:
		return frappe.safe_eval(counted(expression), {"doc": doc.as_dict(), **FUNCTIONS, **COUNTING})
	except Exception as error:
		frappe.throw(
			_("The expression of flow {0} fails for {1}: {2}").format(flow.name, doc.name, error),
			ConditionFails,
		)


def refuse_costly(flow: Document, *others: str) -> None:
	"""Raise ConditionFails where an expression of the flow could hold a worker: it is judged whenever a document is saved.

	`others` are asked instead of the flow's own condition.
	"""
	if part := next(filter(None, map(too_costly, others or (flow.expression or "",))), ""):
		frappe.throw(
			_("The expression of flow {0} takes too much: {1}").format(flow.name, part), ConditionFails
		)


def _is_due(doc: Document, row: Guarded) -> bool:
	if row.guard == "Submission":
		return doc.docstatus == 0
	return subject_of(doc).state == row.state


def _read(doctype: str) -> list[tuple]:
	if not frappe.db.table_exists("Qingdan Approval Flow"):
		return []  # the app's own tables are still to be made
	rows = frappe.get_all(
		"Qingdan Approval Flow",
		{"document_type": doctype, "status": ("in", ["Published", "Retired"])},
		["name", "guard", "guarded_state", "approved_action", "status"],
		order_by="name",
	)
	return [
		(row.name, row.guard, row.guarded_state or "", row.approved_action or "", row.status) for row in rows
	]

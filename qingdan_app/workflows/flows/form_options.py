"""What the form of a flow offers to choose from: resolvers, fields a condition may look at, states, dates."""

from collections import Counter
from collections.abc import Iterable

import frappe
from frappe import _
from frappe.model.workflow import get_workflow_name

from qingdan_app.workflows.flows import resolvers
from qingdan_app.workflows.moves.subjects import ApprovalSubject, subject_of
from qingdan_app.working_time import site_calendar

NOT_JUDGED = frozenset({"doctype", "name", "idx", "modified_by", "creation", "modified", "amended_from"})
"""Facts that a condition has no use for, or that are not known when a document is judged."""


def of(doctype: str | None) -> dict[str, list[dict]]:
	"""`{resolvers, fields, states, dates}`, each `[{value, label}]`; only resolvers without a DocType."""
	found = {"resolvers": resolvers.options(), "fields": [], "states": [], "dates": []}
	if not doctype:
		return found
	subject = subject_of(frappe.new_doc(doctype))
	return {**found, "fields": _fields(subject), "states": _states(doctype), "dates": _dates(subject)}


def scope_kinds() -> dict[str, str]:
	"""Kind of what a stand-in may be limited to → the words for it: flows, and what apps name in `approval_scopes`."""
	named = {kind: doctype_of_scope(kind) for kind in frappe.get_hooks("approval_scopes", {})}
	words = {kind: _(doctype) for kind, doctype in named.items() if doctype}
	return {"All": _("All"), "Flow": _("Flow"), **words}


def scopes(kind: str) -> list[dict]:
	"""What a stand-in may be limited to: flows, or those documents of the DocType of `approval_scopes` that one may read."""
	if kind == "Flow":
		flows = frappe.get_all("Qingdan Approval Flow", {"status": "Published"}, ["flow_key", "title"])
		return [{"value": row.flow_key, "label": row.title} for row in flows]
	doctype = doctype_of_scope(kind)
	if not doctype or not frappe.has_permission(doctype, "read"):
		return []
	title = frappe.get_meta(doctype).get_title_field()
	rows = frappe.get_list(
		doctype, fields=["name", f"{title} as label"], limit_page_length=0, order_by="name"
	)
	return [{"value": row.name, "label": row.label or row.name} for row in rows]


def doctype_of_scope(kind: str) -> str | None:
	"""The DocType that the hook `approval_scopes` names for a kind, where the site has it."""
	doctype = (frappe.get_hooks("approval_scopes", {}).get(kind) or [None])[-1]
	return doctype if doctype and frappe.db.exists("DocType", doctype) else None


def _fields(subject: ApprovalSubject) -> list[dict]:
	names = [name for name in subject.facts() if name not in NOT_JUDGED and not name.startswith("_")]
	return _options(subject, names)


def _dates(subject: ApprovalSubject) -> list[dict]:
	return _options(subject, site_calendar.date_fields(subject.doc.meta))


def _states(doctype: str) -> list[dict]:
	workflow = get_workflow_name(doctype)
	if not workflow:
		return []
	states = frappe.get_cached_doc("Workflow", workflow).states
	return [{"value": row.state, "label": _(row.state)} for row in states]


def _options(subject: ApprovalSubject, facts: Iterable[str]) -> list[dict]:
	"""Each by its words; by its name too where two are called alike."""
	labels = {fact: label_of(subject, fact) for fact in facts}
	times = Counter(labels.values())
	return [
		{"value": fact, "label": f"{label} ({fact})" if times[label] > 1 else label}
		for fact, label in labels.items()
	]


def label_of(subject: ApprovalSubject, fact: str) -> str:
	"""The words for what a condition looks at, a field or a fact of the subject, in the reader's language."""
	return subject.fact_labels().get(fact) or _(subject.doc.meta.get_label(fact) or fact)

"""Who would get these documents, under this draft of the flow; nothing is started."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import cache

import frappe
from frappe.model.document import Document
from frappe.utils import now_datetime

from qingdan_app.workflows import wording
from qingdan_app.workflows.engine.flow import FlowDefinition, Given, forecast
from qingdan_app.workflows.engine.flow.conditions import holds
from qingdan_app.workflows.flows import choosing, resolvers, world
from qingdan_app.workflows.flows.definitions import definition_of
from qingdan_app.workflows.moves.subjects import ApprovalSubject, subject_of


def of(flow: Document, limit: int) -> dict:
	"""`{documents, people: {user: count}, names, nobody: [...], changed: [...]}` over up to `limit` documents."""
	with resolvers.remembering():
		return _over_documents(flow, limit)


def _over_documents(flow: Document, limit: int) -> dict:
	now, available = now_datetime(), cache(world.is_available)
	new, published = _forecaster(flow, now), _published(flow)
	old = published and _forecaster(published, now)
	people: Counter[str] = Counter()
	nobody, changed = [], []
	names = frappe.get_list(flow.document_type, pluck="name", limit=limit, order_by="name")
	for name in names:
		subject = subject_of(frappe.get_doc(flow.document_type, name))
		given = replace(world.given_for(lambda subject=subject: subject, now), available=available)
		about = {"name": name, "title": subject.title}
		found = new(subject, given)
		people.update({user for step in found for user in step["people"]})
		nobody += [{**about, "step": step["step"]} for step in found if step["blockage"]]
		if old and found != (before := old(subject, given)):
			changed.append({**about, "before": before, "after": found})
	return {
		"documents": len(names),
		"people": dict(people.most_common()),
		"names": {user: frappe.utils.get_fullname(user) for user in _named(people, changed)},
		"nobody": nobody,
		"changed": changed,
	}


def _named(people: Counter[str], changed: list[dict]) -> set[str]:
	before = (user for each in changed for step in each["before"] for user in step["people"])
	return {*people, *before}


def _forecaster(flow: Document, now: datetime) -> Callable[[ApprovalSubject, Given], list[dict]]:
	"""What a flow makes of a subject; what is the same for all of them is read once."""
	definition, candidate = definition_of(flow), choosing.candidate_of(flow)

	def of_one(subject: ApprovalSubject, given: Given) -> list[dict]:
		with wording.in_words():
			meant = holds(candidate.condition, subject.facts()) and choosing.expression_holds(
				flow, subject.doc
			)
			return steps_of(definition, subject, now, given) if meant else []

	return of_one


def steps_of(definition: FlowDefinition, subject: ApprovalSubject, now: datetime, given: Given) -> list[dict]:
	"""The steps that a request would take, in order: `[{step, people, blockage}]`."""
	labels = world.labels_for(subject, definition)
	found = forecast(definition, subject.initiator(), now, given, tuple(subject.authors()), labels)
	return [
		{
			"step": step.step,
			"people": list(step.people),
			"blockage": step.blockage.value if step.blockage else "",
		}
		for step in found
		if not step.skipped
	]


def _published(flow: Document) -> Document | None:
	name = frappe.db.get_value(
		"Qingdan Approval Flow",
		{"flow_key": flow.flow_key, "status": "Published", "name": ("!=", flow.name)},
	)
	return frappe.get_doc("Qingdan Approval Flow", name) if name else None

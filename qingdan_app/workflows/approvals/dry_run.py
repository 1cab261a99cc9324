"""Who would get these documents, under this draft of the flow; nothing is started."""

from collections import Counter
from datetime import datetime

import frappe
from frappe.model.document import Document
from frappe.utils import now_datetime

from qingdan_app.workflows.approvals import flows, world
from qingdan_app.workflows.approvals.definitions import definition_of
from qingdan_app.workflows.engine.flow import FlowDefinition, forecast
from qingdan_app.workflows.engine.flow.conditions import holds
from qingdan_app.workflows.subjects import subject_of


def of(flow: Document, limit: int) -> dict:
	"""`{documents, people: {user: count}, names, nobody: [...], changed: [...]}` over up to `limit` documents."""
	now, published = now_datetime(), _published(flow)
	people: Counter[str] = Counter()
	nobody, changed = [], []
	names = frappe.get_list(flow.document_type, pluck="name", limit=limit, order_by="name")
	for name in names:
		subject = subject_of(frappe.get_doc(flow.document_type, name))
		found = _of_one(definition_of(flow), flow, subject, now)
		people.update({user for step in found for user in step["people"]})
		nobody += [{"name": name, "step": step["step"]} for step in found if step["blockage"]]
		if published and found != (before := _of_one(definition_of(published), published, subject, now)):
			changed.append({"name": name, "before": before, "after": found})
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


def _of_one(definition: FlowDefinition, flow: Document, subject, now: datetime) -> list[dict]:
	if not holds(flows.candidate_of(flow).condition, subject.facts()):
		return []
	found = forecast(
		definition,
		subject.initiator(),
		now,
		world.given_for(subject, now),
		tuple(subject.authors()),
		world.labels_for(subject, definition),
	)
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

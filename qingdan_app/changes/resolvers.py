"""Who signs a change request: the heads of the units that lead its tasks, and the offices of their leaders."""

from collections.abc import Iterable

import frappe

from qingdan_app.changes import asking
from qingdan_app.changes.possible import REQUEST
from qingdan_app.organization import people
from qingdan_app.organization.settings import lists_in_use
from qingdan_app.workflows.engine.flow import Body, Request
from qingdan_app.workflows.flows.resolvers import Answering, looked_up, titled
from qingdan_app.workflows.moves.subjects import ApprovalSubject


@titled("Heads of the lead units of a change request", lists_in_use)
def heads_of_tasks(subject: ApprovalSubject, parameter: str, request: Request) -> Answering:
	"""Every unit that leads a task of the request, by any of its heads."""
	bodies = people.bodies_of(_of_tasks(subject, "lead_unit"))
	return Answering(
		Body(body, tuple(_named(looked_up(_heads, answers_for)))) for body, answers_for in bodies.items()
	)


@titled("Offices of the leaders of a change request", lists_in_use)
def offices_of_tasks(subject: ApprovalSubject, parameter: str, request: Request) -> Answering:
	"""Every leader of a task of the request, by any of their office."""
	leaders = _of_tasks(subject, "leader")
	return Answering(Body(leader, tuple(_named(looked_up(people.office_of, leader)))) for leader in leaders)


def _heads(units: tuple[str, ...]) -> list[str]:
	return people.contacts_of(units, ["Head"])


def _named(users: Iterable[str]) -> list[str]:
	return [user for user in users if user not in frappe.STANDARD_USERS]


def _of_tasks(subject: ApprovalSubject, field: str) -> list[str]:
	if subject.doc.doctype != REQUEST:
		return []
	return sorted(set(filter(None, (row[field] for row in asking.leads_and_leaders(subject.doc)))))

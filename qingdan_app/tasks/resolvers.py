"""Resolvers that know units and leaders, for approval flows (hook `approval_resolvers`).

Each is `(subject, parameter, request) -> users`, for a task, or for a document that names its task or its unit.
"""

from collections.abc import Iterable

import frappe

from qingdan_app.organization import people
from qingdan_app.organization.settings import lists_in_use
from qingdan_app.tasks import follow
from qingdan_app.workflows.engine.flow import Body, Request
from qingdan_app.workflows.flows.resolvers import Answering, looked_up, titled
from qingdan_app.workflows.moves.subjects import ApprovalSubject


@titled("Heads of the lead unit", lists_in_use)
def heads_of_lead(subject: ApprovalSubject, parameter: str, request: Request) -> Answering:
	"""The lead unit, by any of its heads; the filing unit alone where the lead is a group."""
	return _voices((_filing_unit(subject),), "Head")


@titled("Liaisons of the lead unit", lists_in_use)
def liaisons_of_lead(subject: ApprovalSubject, parameter: str, request: Request) -> Answering:
	"""The lead unit, by any of its liaisons."""
	return _voices((_filing_unit(subject),), "Liaison")


@titled("Heads of every cooperating unit", lists_in_use)
def heads_of_cooperating(subject: ApprovalSubject, parameter: str, request: Request) -> Answering:
	"""Every cooperating unit, by any of its heads; a group by those of each member."""
	return _voices(_cooperating(subject), "Head", _filing_unit(subject))


@titled("Liaisons of every cooperating unit", lists_in_use)
def liaisons_of_cooperating(subject: ApprovalSubject, parameter: str, request: Request) -> Answering:
	"""Every cooperating unit, by any of its liaisons; a group by those of each member."""
	return _voices(_cooperating(subject), "Liaison", _filing_unit(subject))


@titled("Office of the leader", lists_in_use)
def office_of_leader(subject: ApprovalSubject, parameter: str, request: Request) -> list[str]:
	"""The people of the leader's office and the leader."""
	return looked_up(_office, _task_value(subject, "leader"))


@titled("Contacts of the unit in a field", lists_in_use, path=lambda parameter: parameter.partition(":")[0])
def role_within_unit(subject: ApprovalSubject, parameter: str, request: Request) -> Answering:
	"""The unit in a field, by any of its contacts: `unit: Head`, or `Liaison` of the field `unit`."""
	field, _colon, duty = parameter.partition(":")
	return _voices((subject.doc.get(field.strip()),), duty.strip() or "Head")


def superiors(users: Iterable[str]) -> dict[str, str]:
	"""User → superior: of a liaison the head of their unit, of a leader's office the leader."""
	found: dict[str, str] = {}
	for user in users:
		standing = people.standing_of(user)
		units = standing.units.get("Qingdan Unit Liaison", frozenset())
		heads = [head for head in people.contacts_of(sorted(units), ["Head"]) if head != user]
		leaders = [
			frappe.db.get_value("Qingdan Leader", leader, "user") for leader in sorted(standing.leaders)
		]
		above = [*heads, *(leader for leader in leaders if leader and leader != user)]
		if above:
			found[user] = above[0]
	return found


def secretaries(user: str) -> list[str]:
	"""Those a user may enter a stand-in for: the leaders whose office they belong to."""
	leaders = people.standing_of(user).leaders
	return [frappe.db.get_value("Qingdan Leader", leader, "user") for leader in leaders]


def _voices(units: Iterable[str | None], duty: str, answered: str | None = None) -> Answering:
	"""A voice for every body behind the units, but for the one that has answered already, as lead."""
	bodies = people.bodies_of(filter(None, units))
	spoken_for = people.bodies_of([answered]) if answered and bodies else ()
	return Answering(
		Body(body, tuple(_people(looked_up(_contacts, answers_for, duty))))
		for body, answers_for in bodies.items()
		if body not in spoken_for
	)


def _contacts(units: tuple[str, ...], duty: str) -> list[str]:
	return people.contacts_of(units, [duty])


def _office(leader: str | None) -> list[str]:
	return _people(people.office_of(leader))


def _people(users: Iterable[str]) -> list[str]:
	return [user for user in users if user not in frappe.STANDARD_USERS]


def _filing_unit(subject: ApprovalSubject) -> str | None:
	"""The unit that has filed, as long as it is the lead or answers for it: the lead may have become another since."""
	lead, report = _task_value(subject, "lead_unit"), subject.doc.get("completion_report")
	unit = report and follow.value_of(subject, report, "unit")
	if not unit or unit == lead or not lead:
		return unit or lead
	return unit if people.bodies_of([unit]).keys() & people.bodies_of([lead]).keys() else lead


def _task_value(subject: ApprovalSubject, field: str) -> str | None:
	if subject.doc.meta.has_field(field):
		return subject.doc.get(field)
	task = subject.doc.get("task")
	return task and frappe.db.get_value("Qingdan Task", task, field)


def _cooperating(subject: ApprovalSubject) -> list[str]:
	task = subject.doc if subject.doc.doctype == "Qingdan Task" else None
	if task is None and subject.doc.get("task"):
		task = frappe.get_doc("Qingdan Task", subject.doc.task)
	return [row.unit for row in task.units if row.duty == "Cooperating"] if task else []

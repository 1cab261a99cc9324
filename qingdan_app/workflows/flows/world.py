"""The world as the site knows it at this moment, in the form the engine is given."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache, cached_property

import frappe
from frappe.utils import get_datetime

from qingdan_app.workflows.engine.flow import (
	Body,
	Delegation,
	FlowDefinition,
	Given,
	Label,
	Request,
)
from qingdan_app.workflows.engine.flow.conditions import holds
from qingdan_app.workflows.flows import resolvers
from qingdan_app.workflows.flows.definitions import parts_of, test_of
from qingdan_app.workflows.moves.subjects import ApprovalSubject
from qingdan_app.working_time import site_calendar

Subject = Callable[[], ApprovalSubject]

IN_FORCE = """select `name`, `person`, `delegate`, `from_time`, `until_time`, `scope_kind`, `scope_key`
	from `tabQingdan Approval Delegation` where `revoked` = 0 and `until_time` > %s order by `creation`, `name`"""


def given_for(subject: Subject, now: datetime) -> Given:
	"""Everything the engine may ask about a subject; each answer, and the subject, is looked up when it is asked for."""
	return Given(
		resolve=lambda step, request: _resolve(subject(), step.resolver, request),
		copies=lambda step, request: _all(subject(), step.copies, request),
		holds=_judged_by(subject),
		due_after=site_calendar.due_after,
		date_of=lambda field: _date_of(subject(), field),
		delegations=_Delegations(now),
		superior_of=lambda user: resolvers.superiors_of([user]).get(user),
		correctors=lambda request: tuple(subject().correctors(request.initiator)),
		available=is_available,
	)


def labels_for(subject: ApprovalSubject, definition: FlowDefinition) -> tuple[Label, ...]:
	"""What delegations may be limited to: the flow, and what the subject belongs to."""
	return (Label("Flow", definition.key), *(Label(kind, key) for kind, key in subject.labels()))


def delegations(now: datetime) -> tuple[Delegation, ...]:
	"""All delegations that are not over; there are few of them at any time."""
	rows = frappe.db.sql(IN_FORCE, now, as_dict=True)
	return tuple(
		Delegation(
			row.name,
			row.person,
			row.delegate,
			get_datetime(row.from_time),
			get_datetime(row.until_time),
			None if row.scope_kind == "All" else Label(row.scope_kind, row.scope_key),
		)
		for row in rows
	)


def is_available(user: str) -> bool:
	"""Whether a user exists, is enabled and works in Desk, where turns are; Administrator and Guest are nobody."""
	return user not in frappe.STANDARD_USERS and bool(frappe.db.sql(resolvers.ENABLED, ([user],)))


def _date_of(subject: ApprovalSubject, field: str) -> datetime | None:
	value = subject.doc.get(field)
	return site_calendar.end_of_day(value) if value else None


def _resolve(subject: ApprovalSubject, text: str, request: Request) -> list[str | Body]:
	resolver, parameter = parts_of(text)
	found = resolvers.resolver_named(resolver)(subject, parameter, request)
	return list(found.bodies if isinstance(found, resolvers.Answering) else found)


def _all(subject: ApprovalSubject, step_copies: tuple[str, ...], request: Request) -> list[str]:
	found = [entry for text in step_copies for entry in _resolve(subject, text, request)]
	people = [entry.people if isinstance(entry, Body) else (entry,) for entry in found]
	return [user for several in people for user in several]


def _judged_by(subject: Subject) -> Callable[[str], bool]:
	"""Whether the subject is as a condition wants; what conditions look at is read when the first of them is judged."""

	@cache
	def read() -> tuple[dict, dict[str, str]]:
		facts = subject().facts()
		return facts, subject().fieldtypes(facts)

	def judge(condition: str) -> bool:
		field, operator, value = json.loads(condition)
		facts, types = read()
		return holds(test_of(field, operator, value, types), facts)

	return judge


class _Delegations:
	"""Delegations that are not over, read when somebody is looked for."""

	def __init__(self, now: datetime):
		self.now = now

	def __iter__(self) -> Iterator[Delegation]:
		return iter(self._all)

	@cached_property
	def _all(self) -> tuple[Delegation, ...]:
		return delegations(self.now)

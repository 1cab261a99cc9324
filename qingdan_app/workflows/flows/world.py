"""The world as the site knows it at this moment, in the form the engine is given."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cached_property

import frappe
from frappe.utils import get_datetime

from qingdan_app.workflows.engine.flow import (
	Delegation,
	FlowDefinition,
	Given,
	Label,
	Request,
	StepDefinition,
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
		holds=_Facts(subject).judge,
		due_after=site_calendar.due_after,
		dates=_Dates(subject),
		delegations=_Delegations(now),
		superiors=_Superiors(),
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
	"""Whether a user exists and is enabled."""
	return bool(frappe.db.get_value("User", user, "enabled"))


def _resolve(subject: ApprovalSubject, text: str, request: Request) -> list[str]:
	resolver, parameter = parts_of(text)
	return list(resolvers.resolver_named(resolver)(subject, parameter, request))


def _all(subject: ApprovalSubject, step_copies: tuple[str, ...], request: Request) -> list[str]:
	return [user for text in step_copies for user in _resolve(subject, text, request)]


class _Facts:
	"""What conditions look at, read when the first of them is judged."""

	def __init__(self, subject: Subject):
		self.subject = subject

	def judge(self, condition: str) -> bool:
		"""Whether they are as the condition wants."""
		field, operator, value = json.loads(condition)
		facts, types = self._read
		return holds(test_of(field, operator, value, types), facts)

	@cached_property
	def _read(self) -> tuple[dict, dict[str, str]]:
		subject = self.subject()
		facts = subject.facts()
		return facts, subject.fieldtypes(facts)


class _Delegations:
	"""Delegations that are not over, read when somebody is looked for."""

	def __init__(self, now: datetime):
		self.now = now

	def __iter__(self) -> Iterator[Delegation]:
		return iter(self._all)

	@cached_property
	def _all(self) -> tuple[Delegation, ...]:
		return delegations(self.now)


class _Dates(dict):
	"""Dates of the subject by field, read when a clock asks for one."""

	def __init__(self, subject: Subject):
		super().__init__()
		self.subject = subject

	def get(self, field: str, default=None):
		value = self.subject().doc.get(field)
		return site_calendar.end_of_day(value) if value else default


class _Superiors(dict):
	"""Superiors, looked up when a clock escalates."""

	def get(self, user: str, default=None):
		return resolvers.superiors_of([user]).get(user, default)


__all__ = ["StepDefinition", "delegations", "given_for", "is_available", "labels_for"]

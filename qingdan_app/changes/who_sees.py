"""Who sees a change request: who wrote it, whoever sees each of its tasks once it was sent, has the turn on it, or sees all."""

from collections.abc import Iterable

import frappe
from frappe.model.document import Document

from qingdan_app.changes.possible import REQUEST, ROW
from qingdan_app.changes.rules.change_states import ChangeState
from qingdan_app.changes.rules.kinds import Kind
from qingdan_app.organization.people import standing_of
from qingdan_app.tasks import sources
from qingdan_app.workflows.listed import EVERYTHING, NOTHING, among, any_of
from qingdan_app.workflows.requests.access import at_turn


def requests(user: str | None = None) -> str:
	"""The list condition of change requests."""
	standing = standing_of(user)
	if standing.sees_all:
		return EVERYTHING
	return any_of(
		[
			among(f"`tab{REQUEST}`.`owner`", [standing.user]),
			_of_tasks_seen(sources.sources_of(standing).condition),
			_appeals_of(standing.all_units),
			at_turn(REQUEST, standing.user),
		]
	)


def requests_to_change(user: str | None = None) -> str:
	"""Who wrote it, and who sees all; its state says whether it is still open."""
	standing = standing_of(user)
	return EVERYTHING if standing.sees_all else among(f"`tab{REQUEST}`.`owner`", [standing.user])


def tasks(user: str | None = None) -> str:
	"""Rows are seen with their request."""
	return _rows(ROW, user)


def units(user: str | None = None) -> str:
	"""Rows are seen with their request."""
	return _rows("Qingdan Change Unit", user)


def milestones(user: str | None = None) -> str:
	"""Rows are seen with their request."""
	return _rows("Qingdan Change Milestone", user)


def new_request(doc: Document, user: str) -> bool:
	"""Whoever has the role writes a new one of their own."""
	return doc.get("owner") in (None, "", user, frappe.session.user)


def _rows(doctype: str, user: str | None) -> str:
	seen = requests(user)
	return seen and f"`tab{doctype}`.`parent` in (select `name` from `tab{REQUEST}` where {seen})"


def _appeals_of(units: Iterable[str]) -> str:
	"""Sent, and about what was counted for one of the units."""
	own = among("`unit`", units)
	if own == NOTHING:
		return NOTHING
	events = f"select `name` from `tabQingdan Score Event` where {own}"
	return f"(`tab{REQUEST}`.`state` != '{ChangeState.DRAFT.value}' and `tab{REQUEST}`.`score_event` in ({events}))"


def _of_tasks_seen(condition: str) -> str:
	"""Sent, about some task, and about none that the person does not see. A list issued anew names others' tasks beside those that
	change; who answers for one reads its history."""
	if not condition or condition == NOTHING:
		return NOTHING
	sent = f"`tab{REQUEST}`.`state` != '{ChangeState.DRAFT.value}' and `tab{REQUEST}`.`kind` != '{Kind.REVISION.value}'"
	return f"({sent} and {sources.all_seen(REQUEST, ROW, condition)})"

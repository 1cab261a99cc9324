"""How much of a request somebody reads: all of it while they take part; afterwards what was there when they last acted.

A copy is read as it was when it was sent. Who was removed before they did anything reads nothing.
"""

import json
from dataclasses import dataclass

import frappe
from frappe import _

from qingdan_app.workflows import administrators
from qingdan_app.workflows.engine.flow import from_plain
from qingdan_app.workflows.engine.flow.events import CopySent, Event
from qingdan_app.workflows.exceptions import NoSuchRequest
from qingdan_app.workflows.listed import holds
from qingdan_app.workflows.requests import access

REQUEST = "Qingdan Approval Request"
ABOUT = """select `reference_doctype`, `reference_name`, exists(
	select 1 from `tabQingdan Approval Assignment` where `request` = %(request)s and `assignee` = %(user)s
		and `standing` in ('Open', 'Held', 'Waiting') limit 1)
	from `tabQingdan Approval Request` where `name` = %(request)s"""
LAST_ACT = """select max(`sequence`) from `tabQingdan Approval Log`
	where `reference_doctype` = %(doctype)s and `reference_name` = %(name)s and `request` = %(request)s
		and (`actor` = %(user)s or `on_behalf_of` = %(user)s)"""
COPIED = """select `sequence`, `event` from `tabQingdan Approval Log`
	where `reference_doctype` = %(doctype)s and `reference_name` = %(name)s and `request` = %(request)s
		and exists(select 1 from `tabQingdan Approval Copy` where `request` = %(request)s and `user` = %(user)s)
	order by `sequence`"""
"""What a copy was of: the entries of the request, for whoever has one."""


@dataclass(frozen=True)
class Reading:
	"""What a request is about, and up to which entry of its log the user reads it; None for all of it."""

	doctype: str
	name: str
	until: int | None = None

	@property
	def about(self) -> tuple[str, str]:
		return self.doctype, self.name


def of(request: str) -> Reading:
	"""How much the session's user reads. Raises frappe.PermissionError where it is nothing, or there is none.

	That there is none is told to whoever oversees requests alone, by NoSuchRequest.
	"""
	found = _about(request)
	if not found and administrators.oversees():
		frappe.throw(_("There is no such approval request any more. Reload the page."), NoSuchRequest)
	return (found and _read(request, *found[0])) or frappe.throw(
		_("There is no such approval request any more, or it is not yours to see. Reload the page."),
		frappe.PermissionError,
	)


def part_of(request: str) -> Reading | None:
	"""The same, for what leaves out what the session's user does not read."""
	found = _about(request)
	return _read(request, *found[0]) if found else None


def _about(request: str) -> tuple:
	return frappe.db.sql(ABOUT, {"request": request, "user": frappe.session.user})


def _read(request: str, doctype: str, name: str, has_turn: int) -> Reading | None:
	user = frappe.session.user
	if has_turn or holds(REQUEST, request, access.whole_requests(user)):
		return Reading(doctype, name)
	until = _last_seen({"request": request, "user": user, "doctype": doctype, "name": name})
	return Reading(doctype, name, until) if until else None


def _last_seen(values: dict) -> int:
	own = frappe.db.sql(LAST_ACT, values)[0][0] or 0
	entries = frappe.db.sql(COPIED, values)
	sent = [sequence for sequence, event in entries if event and _sends_copy(event, values["user"])]
	return max([own, *sent])


def _sends_copy(event: str, user: str) -> bool:
	changes = from_plain(Event, json.loads(event)).changes
	return any(isinstance(change, CopySent) and change.copy.user == user for change in changes)

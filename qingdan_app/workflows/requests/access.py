"""Who sees requests, turns, copies, the log and delegations, as list conditions; one document is asked by the same.

Reading a document while it is one's turn is granted for that time: an open or held turn lets its holder read,
and nothing has to be withdrawn when it ends.
"""

import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.compat import literal
from qingdan_app.workflows.administrators import administers, oversees
from qingdan_app.workflows.exceptions import NoSuchRequest
from qingdan_app.workflows.listed import EVERYTHING, NOTHING, among, any_of, speaking_of
from qingdan_app.workflows.moves.subjects import subject_doctypes

LIVE = ("Open", "Held")
ABOUT = ("reference_doctype", "reference_name")
HAS_LIVE_TURN = """select 1 from `tabQingdan Approval Assignment`
	where `assignee` = %s and `standing` in %s and `reference_doctype` = %s limit 1"""
SIGNS = "select 1 from `tabQingdan Approval Assignment` where `request` = %s and `assignee` = %s limit 1"
READABLE = f"""select `reference_doctype`, `reference_name`, exists({SIGNS})
	from `tabQingdan Approval Request` where `name` = %s"""


def may_delegate_for(person: str) -> bool:
	"""Oneself, whom an app's hook `approval_secretaries` lets one act for, and everybody for an administrator."""
	return frappe.session.user == "Administrator" or administers() or person in principals()


def principals() -> list[str]:
	"""Oneself, and those whose secretary the user is."""
	user = frappe.session.user
	found = [frappe.get_attr(path)(user) for path in frappe.get_hooks("approval_secretaries")]
	return [user, *sorted({person for people in found for person in people if person} - {user})]


def has_live_turns(doctype: str, user: str) -> bool:
	"""Whether it is the user's turn on any document of the type: most people have none, and their lists stay plain."""
	return bool(frappe.db.sql(HAS_LIVE_TURN, (user, LIVE, doctype)))


def has_part(user: str) -> bool:
	"""Whether the user has, or had, a turn, a copy or a request of their own."""
	return any(
		frappe.db.exists(doctype, {field: user})
		for doctype, field in (
			("Qingdan Approval Assignment", "assignee"),
			("Qingdan Approval Request", "initiator"),
			("Qingdan Approval Copy", "user"),
		)
	)


def live_turns(doctype: str, user: str) -> str:
	"""The names of documents on which it is the user's turn, as SQL."""
	return f"""select `reference_name` from `tabQingdan Approval Assignment`
		where `assignee` = {literal(user)} and {among("`standing`", LIVE)} and `reference_doctype` = {literal(doctype)}"""


def check_readable(request: str) -> tuple[str, str]:
	"""DocType and name of what a request is about.

	Raises NoSuchRequest, or frappe.PermissionError unless the request is the user's to see.
	"""
	found = frappe.db.sql(READABLE, (request, frappe.session.user, request))
	if not found:
		frappe.throw(_("There is no such approval request any more. Reload the page."), NoSuchRequest)
	doctype, name, signs = found[0]
	if not signs and not frappe.has_permission("Qingdan Approval Request", "read", request):
		frappe.throw(_("This approval is not yours to see."), frappe.PermissionError)
	return doctype, name


def requests(user: str | None = None) -> str:
	"""A request is seen by initiator, signers, whoever has a copy, overseers, and with its document."""
	user = user or frappe.session.user
	if _sees_all(user):
		return EVERYTHING
	with_document = speaking_of("Qingdan Approval Request", ABOUT, doctypes_under_approval(), user)
	return any_of([_takes_part(user), *with_document])


def assignments(user: str | None = None) -> str:
	"""A turn is seen by its person, by whom it is acted for, and by overseers."""
	return _own("Qingdan Approval Assignment", ("assignee", "on_behalf_of"), user)


def copies(user: str | None = None) -> str:
	return _own("Qingdan Approval Copy", ("user",), user)


def delegations(user: str | None = None) -> str:
	"""A delegation is seen by both persons, by whoever entered it, and by overseers."""
	return _own("Qingdan Approval Delegation", ("person", "delegate", "owner"), user)


def own_delegations(user: str | None = None) -> str:
	"""It is changed by its person, its author and administrators."""
	user = user or frappe.session.user
	if user == "Administrator" or administers(user):
		return EVERYTHING
	return _named("Qingdan Approval Delegation", ("person", "owner"), user)


def log_entries(user: str | None = None) -> str:
	"""An entry of the log is seen with the document it speaks of, whatever its DocType."""
	user = user or frappe.session.user
	if user == "Administrator":
		return EVERYTHING
	return any_of(speaking_of("Qingdan Approval Log", ABOUT, doctypes_under_approval(), user))


def none(user: str | None = None) -> str:
	"""What only the flow writes is changed by nobody."""
	return NOTHING


def nobody(doc: Document, user: str) -> bool:
	"""What only the flow writes is created by nobody."""
	return False


def doctypes_under_approval() -> list[str]:
	"""The DocTypes attached in code, and those for which a flow was made in Desk."""
	flow, doctype = frappe.qb.DocType("Qingdan Approval Flow"), frappe.qb.DocType("DocType")
	query = frappe.qb.from_(flow).join(doctype).on(doctype.name == flow.document_type)
	return sorted({*subject_doctypes(), *query.select(doctype.name).distinct().run(pluck=True)})


def _sees_all(user: str) -> bool:
	return user == "Administrator" or oversees(user)


def _takes_part(user: str) -> str:
	me, name = literal(user), "`tabQingdan Approval Request`.`name`"
	return f"""(`tabQingdan Approval Request`.`initiator` = {me}
		or {name} in (select `request` from `tabQingdan Approval Assignment` where `assignee` = {me})
		or {name} in (select `request` from `tabQingdan Approval Copy` where `user` = {me}))"""


def _own(doctype: str, fields: tuple[str, ...], user: str | None) -> str:
	user = user or frappe.session.user
	return EVERYTHING if _sees_all(user) else _named(doctype, fields, user)


def _named(doctype: str, fields: tuple[str, ...], user: str) -> str:
	return any_of([f"`tab{doctype}`.`{field}` = {literal(user)}" for field in fields])

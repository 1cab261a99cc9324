"""Who may read a request and its subject.

Reading a document while it is one's turn is granted for that time: an open or held turn lets its holder read,
and nothing has to be withdrawn when it ends.
"""

import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.workflows.administrators import administers, oversees
from qingdan_app.workflows.exceptions import NoSuchRequest

LIVE = ("Open", "Held")
SIGNS = "select 1 from `tabQingdan Approval Assignment` where `request` = %s and `assignee` = %s limit 1"


def may_delegate_for(person: str) -> bool:
	"""Oneself, whom an app's hook `approval_secretaries` lets one act for, and everybody for an administrator."""
	return frappe.session.user == "Administrator" or administers() or person in principals()


def principals() -> list[str]:
	"""Oneself, and those whose secretary the user is."""
	user = frappe.session.user
	found = [frappe.get_attr(path)(user) for path in frappe.get_hooks("approval_secretaries")]
	return [user, *sorted({person for people in found for person in people if person} - {user})]


def has_live_turn(doctype: str, name: str, user: str) -> bool:
	"""Whether it is the user's turn on the document now, or he waits for whom he asked."""
	filters = {
		"reference_doctype": doctype,
		"reference_name": name,
		"assignee": user,
		"standing": ("in", LIVE),
	}
	return bool(frappe.db.exists("Qingdan Approval Assignment", filters))


def has_live_turns(doctype: str, user: str) -> bool:
	"""Whether it is the user's turn on any document of the type: most people have none, and their lists stay plain."""
	filters = {"assignee": user, "standing": ("in", LIVE), "reference_doctype": doctype}
	return bool(frappe.db.exists("Qingdan Approval Assignment", filters))


def live_turns(doctype: str, user: str) -> str:
	"""The names of documents on which it is the user's turn, as SQL."""
	about, me = frappe.db.escape(doctype), frappe.db.escape(user)
	return f"""select `reference_name` from `tabQingdan Approval Assignment`
		where `assignee` = {me} and `standing` in ('Open', 'Held') and `reference_doctype` = {about}"""


def check_readable(request: str) -> None:
	"""Raise NoSuchRequest, or frappe.PermissionError unless the request is the user's to see."""
	if _signs(request, frappe.session.user):
		return  # who decides is asked most often
	if not frappe.db.exists("Qingdan Approval Request", request):
		frappe.throw(_("There is no such approval request any more. Reload the page."), NoSuchRequest)
	if not frappe.has_permission("Qingdan Approval Request", "read", request):
		frappe.throw(_("This approval is not yours to see."), frappe.PermissionError)


def request_document(doc: Document, ptype: str | None = None, user: str | None = None) -> bool:
	"""A request is seen by initiator, signers, whoever has a copy, overseers, and with its document."""
	user = user or frappe.session.user
	if ptype not in (None, "read", "select", "report", "print", "export"):
		return False
	if user == "Administrator" or oversees(user) or doc.get("initiator") == user:
		return True
	return _took_part(doc.name, user) or _sees_subject(doc, user)


def own_row(doc: Document, ptype: str | None = None, user: str | None = None) -> bool:
	"""A turn or copy is seen by its person and by overseers; written by the flow alone."""
	user = user or frappe.session.user
	if ptype not in (None, "read", "select", "report", "print", "export"):
		return False
	mine = user in (doc.get("assignee"), doc.get("on_behalf_of"), doc.get("user"))
	return mine or user == "Administrator" or oversees(user)


def requests(user: str | None = None) -> str:
	user = user or frappe.session.user
	if user == "Administrator" or oversees(user):
		return ""
	me = frappe.db.escape(user)
	return f"""(`tabQingdan Approval Request`.`initiator` = {me}
		or `tabQingdan Approval Request`.`name` in (select `request` from `tabQingdan Approval Assignment` where `assignee` = {me})
		or `tabQingdan Approval Request`.`name` in (select `request` from `tabQingdan Approval Copy` where `user` = {me}))"""


def assignments(user: str | None = None) -> str:
	return _own("`tabQingdan Approval Assignment`", ("assignee", "on_behalf_of"), user)


def copies(user: str | None = None) -> str:
	return _own("`tabQingdan Approval Copy`", ("user",), user)


def delegations(user: str | None = None) -> str:
	return _own("`tabQingdan Approval Delegation`", ("person", "delegate", "owner"), user)


def delegation(doc: Document, ptype: str | None = None, user: str | None = None) -> bool:
	"""A delegation is seen by both persons and whoever entered it; changed by its person and its author.

	Decided on what is stored: a document sent in from outside may claim to be anybody's.
	"""
	user = user or frappe.session.user
	if user == "Administrator" or administers(user) or doc.is_new():
		return True
	kept = frappe.db.get_value(doc.doctype, doc.name, ["person", "delegate", "owner"], as_dict=True)
	if not kept or ptype in ("write", "delete"):
		return bool(kept) and user in (kept.person, kept.owner)
	return user in (kept.person, kept.delegate, kept.owner) or oversees(user)


def _own(table: str, fields: tuple[str, ...], user: str | None) -> str:
	user = user or frappe.session.user
	if user == "Administrator" or oversees(user):
		return ""
	me = frappe.db.escape(user)
	return "(" + " or ".join(f"{table}.`{field}` = {me}" for field in fields) + ")"


def _took_part(request: str, user: str) -> bool:
	copy = {"request": request, "user": user}
	return _signs(request, user) or bool(frappe.db.exists("Qingdan Approval Copy", copy))


def _signs(request: str, user: str) -> bool:
	return bool(frappe.db.sql(SIGNS, (request, user)))


def _sees_subject(doc: Document, user: str) -> bool:
	if not doc.get("reference_name"):
		return False
	return bool(frappe.has_permission(doc.reference_doctype, "read", doc.reference_name, user=user))

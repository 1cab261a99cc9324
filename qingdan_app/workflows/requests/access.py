"""Who sees requests, turns, copies, the log and delegations, as list conditions; one document is asked by the same.

Reading a document while it is one's turn is granted for that time: an open or held turn lets its holder read,
and nothing has to be withdrawn when it ends.
"""

import frappe
from frappe.model.document import Document
from frappe.permissions import get_role_permissions

from qingdan_app.compat import literal
from qingdan_app.workflows.administrators import administers, administers_any, oversees
from qingdan_app.workflows.listed import EVERYTHING, NOTHING, among, any_of, speaking_of
from qingdan_app.workflows.moves.subjects import subject_doctypes

LIVE = ("Open", "Held")
ABOUT = ("reference_doctype", "reference_name")
WHOSE_PHRASE = "ifnull(`tabQingdan Common Phrase`.`user`, '')"
HAS_LIVE_TURN = """select 1 from `tabQingdan Approval Assignment`
	where `assignee` = %s and `standing` in %s and `reference_doctype` = %s limit 1"""


def may_delegate_for(person: str) -> bool:
	"""Oneself, whom an app's hook `approval_secretaries` lets one act for, and everybody for who administers all flows."""
	user = frappe.session.user
	return user == "Administrator" or person in principals() or administers_all_approvals(user)


def administers_all_approvals(user: str | None = None) -> bool:
	"""Whether the user administers every DocType under an approval: a stand-in acts in all of them."""
	return administers(user) and all(administers(user, doctype) for doctype in doctypes_under_approval())


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


def at_turn(doctype: str, user: str) -> str:
	"""The documents of a type on which it is the user's turn, as a list condition: NOTHING for most people."""
	return (
		f"`tab{doctype}`.`name` in ({live_turns(doctype, user)})"
		if has_live_turns(doctype, user)
		else NOTHING
	)


def requests(user: str | None = None) -> str:
	"""A request is listed for whoever reads all of it, and for those who have a copy."""
	user = user or frappe.session.user
	return any_of([whole_requests(user), _copied(user)])


def whole_requests(user: str) -> str:
	"""All of a request is read by its initiator, by whoever has a turn, by overseers, and with its document.

	One whose document is gone is read by whoever administers its flow, too: nobody else is left to end it.
	"""
	overseen = overseen_of("Qingdan Approval Request", user)
	if overseen == EVERYTHING:
		return EVERYTHING
	with_document = speaking_of("Qingdan Approval Request", ABOUT, doctypes_under_approval(), user)
	return any_of([overseen, _takes_part(user), *with_document, *_without_document(user)])


def assignments(user: str | None = None) -> str:
	"""A turn is seen by its person, by whom it is acted for, and by overseers."""
	return _own("Qingdan Approval Assignment", ("assignee", "on_behalf_of"), user)


def copies(user: str | None = None) -> str:
	return _own("Qingdan Approval Copy", ("user",), user)


def delegations(user: str | None = None) -> str:
	"""A delegation is seen by both persons, by whoever entered it, and by overseers."""
	user = user or frappe.session.user
	if user == "Administrator" or oversees(user):
		return EVERYTHING
	return _named("Qingdan Approval Delegation", ("person", "delegate", "owner"), user)


def own_delegations(user: str | None = None) -> str:
	"""It is changed by its person, its author and administrators."""
	user = user or frappe.session.user
	if user == "Administrator" or administers_all_approvals(user):
		return EVERYTHING
	return _named("Qingdan Approval Delegation", ("person", "owner"), user)


def log_entries(user: str | None = None) -> str:
	"""An entry of the log is seen with the document it speaks of, whatever its DocType."""
	user = user or frappe.session.user
	if user == "Administrator":
		return EVERYTHING
	return any_of(speaking_of("Qingdan Approval Log", ABOUT, doctypes_under_approval(), user))


def phrases(user: str | None = None) -> str:
	"""One's own, and everybody's; all for Administrator."""
	user = user or frappe.session.user
	return EVERYTHING if user == "Administrator" else among(WHOSE_PHRASE, ["", user])


def phrases_to_change(user: str | None = None) -> str:
	"""One's own; everybody's for who administers flows."""
	user = user or frappe.session.user
	if user == "Administrator":
		return EVERYTHING
	return among(WHOSE_PHRASE, ["", user] if administers(user) else [user])


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


def overseen_of(table: str, user: str) -> str:
	"""The rows of a table that an overseer sees: those about DocTypes they may read."""
	if user == "Administrator":
		return EVERYTHING
	if not oversees(user):
		return NOTHING
	known = doctypes_under_approval()
	read = [
		doctype for doctype in known if get_role_permissions(frappe.get_meta(doctype), user=user).get("read")
	]
	return EVERYTHING if read == known else among(f"`tab{table}`.`reference_doctype`", read)


def _takes_part(user: str) -> str:
	me, name = literal(user), "`tabQingdan Approval Request`.`name`"
	return f"""(`tabQingdan Approval Request`.`initiator` = {me}
		or {name} in (select `request` from `tabQingdan Approval Assignment`
			where `assignee` = {me} and `standing` in ('Open', 'Held', 'Waiting')))"""


def _without_document(user: str) -> list[str]:
	"""Requests that run on, although their document is gone, under flows that the user administers."""
	if not administers_any(user):
		return []
	flows = frappe.get_all(
		"Qingdan Approval Flow", pluck="document_type", distinct=True, order_by="document_type"
	)
	return [_gone_of(doctype) for doctype in flows if administers(user, doctype)]


def _gone_of(doctype: str) -> str:
	about = f"""`tabQingdan Approval Request`.`status` != 'Ended'
		and `tabQingdan Approval Request`.`reference_doctype` = {literal(doctype)}"""
	if not frappe.db.exists("DocType", doctype):
		return f"({about})"
	if not frappe.db.table_exists(doctype):
		return NOTHING
	found = f"""exists(select 1 from `tab{doctype}` `there`
		where `there`.`name` = `tabQingdan Approval Request`.`reference_name`)"""
	return f"({about} and not {found})"


def _copied(user: str) -> str:
	request = "`tabQingdan Approval Request`.`name`"
	return f"{request} in (select `request` from `tabQingdan Approval Copy` where `user` = {literal(user)})"


def _own(doctype: str, fields: tuple[str, ...], user: str | None) -> str:
	user = user or frappe.session.user
	return any_of([overseen_of(doctype, user), _named(doctype, fields, user)])


def _named(doctype: str, fields: tuple[str, ...], user: str) -> str:
	return any_of([f"`tab{doctype}`.`{field}` = {literal(user)}" for field in fields])

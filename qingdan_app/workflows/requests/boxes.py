"""The four boxes of one person as queries: what waits, what was decided, sent in, or got as a copy."""

from collections.abc import Iterable

import frappe
from frappe.query_builder import Table
from frappe.query_builder.functions import Count
from pypika.terms import PseudoColumn, ValueWrapper

from qingdan_app.workflows.requests import beside
from qingdan_app.workflows.requests.beside import EVERY_LINE, Wanted

TURN, REQUEST, COPY = "Qingdan Approval Assignment", "Qingdan Approval Request", "Qingdan Approval Copy"
FIELDS = (
	"name",
	"request",
	"turn",
	"kind",
	"reference_doctype",
	"reference_name",
	"subject_title",
	"step_title",
	"assignee",
	"on_behalf_of",
	"initiator",
	"opened_at",
	"due",
	"late_since",
	"decision",
	"closed_at",
	"opinion",
)
SENT = (
	"name",
	"reference_doctype",
	"reference_name",
	"subject_title",
	"status",
	"outcome",
	"step",
	"started_at",
)
COPIED = (
	"name",
	"request",
	"number",
	"reference_doctype",
	"reference_name",
	"subject_title",
	"sent_by",
	"sent_at",
)
HAD_BEFORE = """(select `had`.`name` from `tabQingdan Approval Assignment` `had`
	where `had`.`request` = `tabQingdan Approval Assignment`.`request`
		and `had`.`closing` in ('decided', 'transferred', 'escalated', 'delegated')
	order by `had`.`closed_at` desc, `had`.`turn` desc limit 1)"""
"""The turn that was last acted on in the same request."""
COUNTS = """select 'todo' as `box`, `reference_doctype` as `doctype`, count(*) as `total`
		from `tabQingdan Approval Assignment` where `assignee` = %(user)s and `standing` = 'Open' group by `reference_doctype`
	union all select 'done', '', count(*) from `tabQingdan Approval Assignment`
		where `assignee` = %(user)s and `standing` = 'Closed' and `decision` != ''
	union all select 'sent', '', count(*) from `tabQingdan Approval Request` where `initiator` = %(user)s
	union all select 'copied', '', count(*) from `tabQingdan Approval Copy` where `user` = %(user)s"""


def counts(user: str) -> tuple[dict[str, int], list[str]]:
	"""How many rows each box has, and the DocTypes of what waits: in one statement."""
	found = dict.fromkeys(BOXES, 0)
	doctypes = []
	for box, doctype, total in frappe.db.sql(COUNTS, {"user": user}):
		found[box] += total
		doctypes += [doctype] if doctype else []
	return found, doctypes


def doctypes_waiting(user: str) -> list[str]:
	turn = frappe.qb.DocType(TURN)
	query = frappe.qb.from_(turn).select(turn.reference_doctype).distinct()
	return query.where(_waiting(turn, user)).run(pluck=True)


def todo(user: str, wanted: Wanted = EVERY_LINE, doctypes: Iterable[str] | None = None):
	"""Open turns in the order of the documents' deadlines, those without one by their own clock, then by name."""
	turn, had = frappe.qb.DocType(TURN), frappe.qb.DocType(TURN).as_("before")
	documents = _documents(user, doctypes)
	query = _named(
		beside.join(_waiting_query(turn, user), turn, documents), turn, ("initiator", "on_behalf_of")
	)
	query = query.left_join(had).on(had.name == PseudoColumn(HAD_BEFORE))
	query = _with_name(query, had.assignee, "before_name").select(had.decision.as_("before_decision"))
	query = query.select(*(turn[field] for field in FIELDS), beside.is_found(turn, documents).as_("found"))
	query = _among(query, turn, wanted, documents)
	return query.orderby(beside.order(turn, documents)).orderby(turn.due_order).orderby(turn.name)


def done(user: str, wanted: Wanted = EVERY_LINE, doctypes: Iterable[str] | None = None):
	"""Turns decided, the last first."""
	turn = frappe.qb.DocType(TURN)
	query = frappe.qb.from_(turn).select(*(turn[field] for field in FIELDS))
	query = query.where((turn.assignee == user) & (turn.standing == "Closed") & (turn.decision != ""))
	query = _named(query, turn, ("initiator", "on_behalf_of"))
	return _plainly(query, turn, wanted).orderby(turn.closed_at, order=frappe.qb.desc)


def sent(user: str, wanted: Wanted = EVERY_LINE, doctypes: Iterable[str] | None = None):
	"""Requests one has sent in, the last first."""
	run = frappe.qb.DocType(REQUEST)
	query = frappe.qb.from_(run).select(*(run[field] for field in SENT), run.name.as_("request"))
	query = _plainly(query.where(run.initiator == user), run, wanted)
	return query.orderby(run.started_at, order=frappe.qb.desc)


def copied(user: str, wanted: Wanted = EVERY_LINE, doctypes: Iterable[str] | None = None):
	"""Copies one has got, unread ones first."""
	copy = frappe.qb.DocType(COPY)
	query = frappe.qb.from_(copy).select(*(copy[field] for field in COPIED), copy.read_at)
	query = _named(query.where(copy.user == user), copy, ("sent_by",))
	query = _plainly(query, copy, wanted)
	return query.orderby(copy.read_at).orderby(copy.sent_at, order=frappe.qb.desc)


def total(query) -> int:
	"""How many rows a query of a box finds."""
	return frappe.qb.from_(query.as_("box")).select(Count("*")).run()[0][0]


def kinds_waiting(user: str) -> list[dict]:
	"""What one may choose by: DocType, step and scopes of what waits, each once; scopes as `scope_<number>`."""
	turn = frappe.qb.DocType(TURN)
	documents = _documents(user, None)
	query = beside.join(_waiting_query(turn, user), turn, documents)
	query = query.select(turn.reference_doctype, turn.kind, turn.step_title).distinct()
	for kind in sorted({kind for each in documents for kind in each.scopes}):
		columns = [each.scopes[kind] for each in documents if kind in each.scopes]
		query = query.select(beside.first(columns).as_(f"scope_{kind}"))
	return query.run(as_dict=True)


def _documents(user: str, doctypes: Iterable[str] | None) -> list[beside.Beside]:
	return beside.of(doctypes_waiting(user) if doctypes is None else doctypes)


def _waiting_query(turn: Table, user: str):
	return frappe.qb.from_(turn).where(_waiting(turn, user))


def _waiting(turn: Table, user: str):
	return (turn.assignee == user) & (turn.standing == "Open")


def _among(query, turn: Table, wanted: Wanted, documents: list[beside.Beside]):
	"""What waits, without what was not asked for; a scope that no document knows leaves nothing."""
	query = _plainly(query, turn, wanted, [column for each in documents for column in each.scopes.values()])
	if wanted.step:
		query = query.where(turn.step_title == wanted.step)
	if wanted.late:
		query = query.where(beside.late(turn, documents))
	for kind, name in wanted.scopes.items():
		within = beside.within(documents, kind, name)
		query = query.where(ValueWrapper(1) == 0 if within is None else within)
	return query


def _plainly(query, table: Table, wanted: Wanted, columns: Iterable = ()):
	"""Those lines of a box that hold the text, and are of the DocType."""
	if wanted.doctype:
		query = query.where(table.reference_doctype == wanted.doctype)
	for word in wanted.text.split():
		like = f"%{word}%"
		found = table.subject_title.like(like) | table.reference_name.like(like)
		for column in columns:
			found |= column.like(like)
		query = query.where(found)
	return query


def _named(query, table: Table, fields: Iterable[str]):
	for field in fields:
		query = _with_name(query, table[field], f"{field}_name")
	return query


def _with_name(query, column, alias: str):
	"""The person of a column by name, in the same statement; one who has no name any more by their address."""
	user = frappe.qb.DocType("User").as_(f"by_{alias}")
	query = query.left_join(user).on(user.name == column)
	return query.select(beside.first([user.full_name, column]).as_(alias))


BOXES = {"todo": todo, "done": done, "sent": sent, "copied": copied}

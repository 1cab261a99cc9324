"""The documents of a person's open turns, joined to them: by what the inbox is ordered, searched and filtered.

Deadline, lateness and belongings are read from the document's own columns, as its subject names them. Nothing of it is
copied into turns, so nothing has to follow where a deadline is put off or a unit renamed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import or_

import frappe
from frappe.model.meta import Meta
from frappe.query_builder import Table
from frappe.query_builder.functions import Cast_, Coalesce
from frappe.utils import getdate
from pypika.terms import Case, Criterion, Term

from qingdan_app.workflows.moves.in_inbox import Line
from qingdan_app.workflows.moves.subjects import ApprovalSubject, subject_class


@dataclass(frozen=True)
class Wanted:
	"""Which lines of a box: those that hold `text`, of one DocType, at one step, late ones, within a scope."""

	text: str = ""
	doctype: str = ""
	step: str = ""
	late: bool = False
	scopes: Mapping[str, str] = field(default_factory=dict)

	@property
	def all(self) -> bool:
		"""Whether nothing is left out."""
		return self == EVERY_LINE


EVERY_LINE = Wanted()


@dataclass(frozen=True)
class Beside:
	"""One DocType beside the turns."""

	meta: Meta
	subject: type[ApprovalSubject]

	@property
	def table(self) -> Table:
		return frappe.qb.DocType(self.meta.name)

	def joined_to(self, turn: Table) -> Criterion:
		"""How a document is found from its turn, by its key."""
		name = turn.reference_name
		numbered = self.meta.autoname == "autoincrement"
		same = self.table.name == (Cast_(name, "signed") if numbered else name)
		return (turn.reference_doctype == self.meta.name) & same

	@property
	def deadline(self) -> Term | None:
		name = self.subject.deadline_of(self.meta)
		return self.table[name] if name else None

	def is_late(self, today: date) -> Criterion | None:
		"""The condition that the document is late today."""
		if self.subject.late_field:
			return self.table[self.subject.late_field].isnotnull()
		return self.deadline < today if self.deadline else None

	@property
	def scopes(self) -> dict[str, Term]:
		"""Kind of scope → the column that names it."""
		return {kind: self.table[name] for kind, name in self.subject.scopes_of(self.meta).items()}

	def lines(self, names: Iterable[str], today: date) -> dict[str, Line]:
		return self.subject.lines(self.meta, names, today)


def of(doctypes: Iterable[str]) -> list[Beside]:
	"""Those of the DocTypes that have documents in a table; one that was deleted since is left out."""
	metas = filter(None, map(_meta, sorted(doctypes)))
	return [Beside(meta, subject_class(meta.name)) for meta in metas]


def join(query, turn: Table, documents: Iterable[Beside]):
	"""The query with each document beside its turn."""
	for each in documents:
		query = query.left_join(each.table).on(each.joined_to(turn))
	return query


def order(turn: Table, documents: Iterable[Beside]) -> Term:
	"""The document's deadline, else the clock of the turn; what has neither comes last."""
	return Coalesce(*filter(None, (each.deadline for each in documents)), turn.due_order)


def is_found(turn: Table, documents: Iterable[Beside]) -> Term:
	"""1 where the document of a turn is there still, and where it is of a type that has no table; else 0."""
	types = frappe.qb.DocType("DocType")
	found = Case().when(turn.reference_doctype.notin(frappe.qb.from_(types).select(types.name)), 0)
	for each in documents:
		found = found.when((turn.reference_doctype == each.meta.name) & each.table.name.isnull(), 0)
	return found.else_(1)


def first(columns: Iterable[Term]) -> Term:
	"""What the first of the columns holds that holds anything."""
	return Coalesce(*columns)


def late(turn: Table, documents: Iterable[Beside]) -> Criterion:
	"""Late is a turn whose time is over, and a document that is."""
	today = getdate()
	found = filter(None, (each.is_late(today) for each in documents))
	return reduce(or_, found, turn.late_since.isnotnull())


def within(documents: Iterable[Beside], kind: str, name: str) -> Criterion | None:
	"""The condition that a document belongs to what is named; None where no DocType knows such a scope."""
	columns = [each.scopes[kind] for each in documents if kind in each.scopes]
	return reduce(or_, (column == name for column in columns)) if columns else None


def lines_of(rows: Iterable[Mapping], documents: Iterable[Beside]) -> dict[tuple[str, str], Line]:
	"""The lines of a page's documents, by DocType and name: one statement for each DocType on it."""
	rows, today = list(rows), getdate()
	found = {}
	for each in documents:
		names = [row["reference_name"] for row in rows if row["reference_doctype"] == each.meta.name]
		lines = each.lines(names, today) if names else {}
		found |= {(each.meta.name, name): line for name, line in lines.items()}
	return found


def _meta(doctype: str) -> Meta | None:
	try:
		meta = frappe.get_meta(doctype)
	except frappe.DoesNotExistError:
		frappe.clear_last_message()
		return None
	return None if meta.issingle or meta.get("is_virtual") else meta

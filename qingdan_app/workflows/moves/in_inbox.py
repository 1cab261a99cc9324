"""What an inbox shows of a document beside its title, by what it is ordered and by what it is found."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import frappe
from frappe import _
from frappe.model.meta import Meta
from frappe.utils import cstr, getdate, strip_html

LONGEST_EXCERPT = 140
MOST_FACTS = 3
DEADLINES = ("due_date", "deadline")
"""Fields in which a DocType that nobody attached in code keeps its deadline, where it has one of them as a date."""
TEXTS = ("Text", "Small Text", "Long Text", "Text Editor")


@dataclass(frozen=True)
class Line:
	"""One document in words: the last day in time with its mark, what it belongs to, and one line of what it says."""

	deadline: date | None = None
	mark: dict | None = None
	facts: tuple[str, ...] = ()
	excerpt: str = ""


class ShownInInbox:
	"""The defaults serve a DocType made in Desk; the fields named here are columns of the document itself."""

	deadline_field = ""
	"""The date by which the document has to be done."""
	late_field = ""
	"""A field that is set while the document is late; without it a deadline in the past is late."""
	scope_fields: Mapping[str, str] = {}
	"""Kind of the hook `approval_scopes` → the field that says which one the document belongs to."""

	@classmethod
	def deadline_of(cls, meta: Meta) -> str:
		"""The field that orders the inbox; empty where there is none."""
		dated = (name for name in (cls.deadline_field, *DEADLINES) if name and _is_date(meta, name))
		return next(dated, "")

	@classmethod
	def scopes_of(cls, meta: Meta) -> dict[str, str]:
		"""Kind → field: what is named in `scope_fields`, else the first link to the DocType of each scope."""
		if cls.scope_fields:
			return dict(cls.scope_fields)
		kinds = {doctypes[-1]: kind for kind, doctypes in frappe.get_hooks("approval_scopes", {}).items()}
		links = [field for field in reversed(meta.get_link_fields()) if _is_open(field)]
		return {kinds[field.options]: field.fieldname for field in links if field.options in kinds}

	@classmethod
	def lines(cls, meta: Meta, names: Iterable[str], today: date) -> dict[str, Line]:
		"""A line for each document of the DocType, by its name, in one statement. Whoever asks has their turn on it."""
		deadline, text = cls.deadline_of(meta), _text_of(meta)
		facts = _facts_of(meta, {deadline, text})
		fields = dict.fromkeys(filter(None, ["name", deadline, text, *facts]))
		rows = frappe.get_all(meta.name, {"name": ("in", list(names))}, list(fields))
		return {
			str(row.name): Line(
				getdate(row[deadline]) if deadline and row[deadline] else None,
				_mark(row.get(deadline), today),
				tuple(_shown(meta.get_field(name), row[name]) for name in facts if row[name]),
				excerpt_of(row.get(text)),
			)
			for row in rows
		}


def excerpt_of(text: str | None) -> str:
	"""The first line of a text that says something, shortened."""
	lines = (" ".join(line.split()) for line in strip_html(cstr(text)).splitlines())
	first = next(filter(None, lines), "")
	return first if len(first) <= LONGEST_EXCERPT else f"{first[:LONGEST_EXCERPT]}…"


def _is_date(meta: Meta, name: str) -> bool:
	field = meta.get_field(name)
	return bool(field) and field.fieldtype in ("Date", "Datetime")


def _is_open(field) -> bool:
	"""Whether whoever reads the document reads the field."""
	return not field.permlevel and not field.hidden and not field.get("is_virtual") and not field.get("mask")


def _facts_of(meta: Meta, without: set[str]) -> list[str]:
	"""The columns that its own list shows."""
	listed = (field for field in meta.fields if field.in_list_view and _is_open(field))
	skipped = {*without, meta.get_title_field()}
	return [field.fieldname for field in listed if field.fieldname not in skipped][:MOST_FACTS]


def _text_of(meta: Meta) -> str:
	texts = (field.fieldname for field in meta.fields if field.fieldtype in TEXTS and _is_open(field))
	return next((name for name in texts if name != meta.get_title_field()), "")


def _shown(field, value) -> str:
	if field.fieldtype in ("Link", "Data", "Select", *TEXTS):
		words = _(value) if field.fieldtype == "Select" else value
		return excerpt_of(words)
	return strip_html(cstr(frappe.format(value, field)))


def _mark(deadline, today: date) -> dict | None:
	late = (today - getdate(deadline)).days if deadline else 0
	return {"text": _("{0} days late").format(late), "colour": "red"} if late > 0 else None

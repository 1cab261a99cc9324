"""A cell of a list as people say it: states and choices in the reader's language, people by name."""

from collections.abc import Iterable, Mapping
from typing import Any

from frappe import _
from frappe.model.meta import Meta

from qingdan_app.desk.people_by_name import ALWAYS, names_of

WORDY = frozenset({"DocType", "Role", "Workflow State", "Workflow Action Master"})
"""What links lead to that is called by a word of the app's or core's."""
PERSON = "User"


def is_word(field: Mapping) -> bool:
	"""Whether the values of a field are words with a translation."""
	kind, options = field.get("fieldtype"), field.get("options")
	return kind == "Select" or (kind == "Link" and options in WORDY)


def is_person(field: Mapping) -> bool:
	return field.get("fieldtype") == "Link" and field.get("options") == PERSON


def in_words(columns: Iterable[Any], rows: list[list]) -> list[list]:
	"""Rows whose cells stand under `columns`, fields of a DocType or None, with words in place of what is stored."""
	fields = {place: field for place, field in enumerate(columns) if field}
	people = [place for place, field in fields.items() if is_person(field)]
	names = names_of({row[place] for row in rows for place in people})
	return [[_said(cell, fields.get(place), names) for place, cell in enumerate(row)] for row in rows]


def field_of(meta: Meta, column: str) -> Any:
	"""The field of a column, those of core's own that lead to people included; None where there is none of that name."""
	by_core = {"fieldtype": "Link", "options": PERSON} if column in ALWAYS else None
	return meta.get_field(column) or by_core


def _said(cell: Any, field: Mapping | None, names: Mapping[str, str]) -> Any:
	if not field or cell in (None, ""):
		return cell
	if field.get("fieldtype") == "Check":
		return _("Yes") if str(cell) == "1" else _("No")
	if is_person(field):
		return names.get(cell, cell)
	return _(cell) if is_word(field) and isinstance(cell, str) else cell

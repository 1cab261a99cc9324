"""A document in words: everything that people enter, each value in the one form it has in the database.

A value that a hook has set, or that a form has sent, is not always of the type that is read back later; two readings
of the same content are the same words.
"""

from collections.abc import Collection, Iterable

import frappe
from frappe.model import no_value_fields, table_fields
from frappe.model.document import Document
from frappe.utils import cint, cstr, flt, get_datetime, get_datetime_str, getdate, sbool

from qingdan_app.workflows.engine.trail import fingerprint

NOT_WORDS = frozenset({"Password", *no_value_fields})
FORMS = {
	**dict.fromkeys(("Int", "Check"), lambda value: str(cint(sbool(value)))),
	**dict.fromkeys(("Float", "Currency", "Percent", "Rating", "Duration"), lambda value: str(flt(value, 9))),
	"Date": lambda value: str(getdate(value)),
	"Datetime": lambda value: get_datetime_str(value),
}
"""Fieldtype → its values as words; everything else is text."""
MISSING = frozenset({"", "None"})
KEPT_BESIDE = "@"
"""Begins what a snapshot keeps beside the words of its document, for the check of the record: no field is called so."""
MADE = f"{KEPT_BESIDE}made"
"""The word of a snapshot under which stands whose its document is: rights are read from that, and what is owed since when."""


def words_of(doc: Document, only: Collection[str] | None = None) -> dict:
	"""The fields of a document that hold something, as text; tables as rows by name. `only`: of these fields alone."""
	words = {}
	for field in doc.meta.fields if only is None else map(doc.meta.get_field, only):
		value = doc.get(field.fieldname)
		if field.fieldtype in table_fields:
			words[field.fieldname] = [{"name": row.name, **words_of(row)} for row in value or []]
		elif field.fieldtype not in NOT_WORDS and (word := _word(field.fieldtype, value)) not in MISSING:
			words[field.fieldname] = word
	return words


def made_of(doc: Document, fields: Iterable[str] = ()) -> dict[str, str]:
	"""Who made a document, when, and what stands in more of its fields."""
	made = {"owner": cstr(doc.owner), "creation": str(get_datetime(doc.creation))}
	return {**made, **{field: cstr(doc.get(field)) for field in fields}}


def print_of(doc: Document) -> str:
	"""The fingerprint of a document's words."""
	return fingerprint(frappe.as_json(words_of(doc)))


def _word(fieldtype: str, value) -> str:
	form = FORMS.get(fieldtype)
	if value is None or value == "":
		return form(0) if form and fieldtype not in ("Date", "Datetime") else ""
	return form(value) if form else cstr(value)

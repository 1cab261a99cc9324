"""What a document says on paper: its fields in words, its tables with numbered rows; nothing that forms hide."""

import html
import re
from collections.abc import Container, Iterable, Iterator

import frappe
from frappe import _
from frappe.model import no_value_fields, table_fields
from frappe.model.document import Document
from frappe.utils import cstr, flt, format_datetime, strip_html
from frappe.www.printview import is_visible

from qingdan_app.workflows.requests.in_words import COUNTED, shown_value

NOT_ON_PAPER = frozenset(
	{"Password", "Code", "JSON", "HTML", "Geolocation", "Signature", "Barcode", "Icon", *no_value_fields}
) - frozenset(table_fields)
"""Types that hold nothing to be read by people, or a picture."""
LONG_TYPES = frozenset(
	{"Text", "Small Text", "Long Text", "Text Editor", "HTML Editor", "Markdown Editor", "Table MultiSelect"}
)
RICH_TYPES = frozenset({"Text Editor", "HTML Editor", "Markdown Editor"})
LONG = 22
"""Characters beside which no second field fits on a line."""
MOST_COLUMNS = 8
MOMENT = "yyyy-MM-dd HH:mm"
RANDOM_NAME = re.compile(r"[a-z0-9]{10}")
"""What core calls a document of which nothing says how it is called."""
END_OF_LINE = re.compile(r"<br\s*/?>|</(?:p|div|li|h[1-6]|tr)>", re.IGNORECASE)


def fields_of(doc: Document, without: Container[str] = ()) -> list[list[dict]]:
	"""The fields of a document that hold something, in the order of its form: lines of one or two `{label, value, wide}`."""
	fields = (field for field in doc.meta.fields if field.fieldname not in without and _is_shown(field, doc))
	told = ((field, value_of(field.fieldname, doc)) for field in fields if field.fieldtype != "Table")
	return list(
		in_lines(cell(_(field.label or ""), value, _is_long(field)) for field, value in told if value)
	)


def tables_of(doc: Document) -> list[dict]:
	"""The tables of a document that have rows: `[{label, columns, rows}]`, cells as words."""
	tables = (field for field in doc.meta.fields if field.fieldtype == "Table" and _is_shown(field, doc))
	found = [_table(field, doc.get(field.fieldname)) for field in tables if doc.get(field.fieldname)]
	return [table for table in found if table["columns"]]


def cell(label: str, value: str, wide: bool = False) -> dict:
	"""A field on paper; long words take the whole line."""
	return {"label": label, "value": value, "wide": wide or len(value) > LONG or "\n" in value}


def in_lines(cells: Iterable[dict]) -> Iterator[list[dict]]:
	"""Two short fields stand side by side, a wide one alone."""
	line: list[dict] = []
	for each in cells:
		if line and (each["wide"] or len(line) == 2):
			yield line
			line = []
		line.append(each)
		if each["wide"]:
			yield line
			line = []
	if line:
		yield line


def value_of(fieldname: str, doc: Document) -> str:
	"""What a field of a document holds, in words; people by name."""
	field, value = doc.meta.get_field(fieldname), doc.get(fieldname)
	if field.fieldtype == "Table MultiSelect":
		return "、".join(filter(None, map(_chosen, value or [])))
	if field.fieldtype in COUNTED and not flt(value):
		return ""
	if field.fieldtype == "Datetime":
		return format_datetime(value, MOMENT) if value else ""
	if field.fieldtype in RICH_TYPES:
		return plain(END_OF_LINE.sub("\n", value or ""))
	return as_typed(shown_value(doc.meta, fieldname, value, doc))


def plain(markup: str) -> str:
	"""The words of a rich text, line by line."""
	lines = (line.strip() for line in html.unescape(strip_html(markup)).split("\n"))
	return "\n".join(line for line in lines if line)


def as_typed(words: str | None) -> str:
	"""Words as they were typed: a bracket that was stored as a character is a bracket on paper."""
	return html.unescape(words or "")


def is_called_by_name(doc: Document) -> bool:
	"""Whether people know a document by its name; a random one means nothing to anybody."""
	rule = (doc.meta.autoname or "").lower()
	random = rule in ("hash", "random", "autoincrement", "uuid")
	return not random and bool(rule or not RANDOM_NAME.fullmatch(cstr(doc.name)))


def _is_shown(field, doc: Document) -> bool:
	return field.fieldtype not in NOT_ON_PAPER and not field.hidden and is_visible(field, doc)


def _is_long(field) -> bool:
	return field.fieldtype in LONG_TYPES


def _chosen(row: Document) -> str:
	"""What a row of a field for several links names."""
	link = next((field for field in row.meta.fields if field.fieldtype == "Link"), None)
	return shown_value(row.meta, link.fieldname, row.get(link.fieldname), row) if link else ""


def _table(field, rows: list[Document]) -> dict:
	told = {name: [value_of(name, row) for row in rows] for name in _columns(rows[0])}
	filled = [name for name, words in told.items() if any(words)][:MOST_COLUMNS]
	return {
		"label": _(field.label or ""),
		"columns": [_(rows[0].meta.get_label(name)) for name in filled],
		"rows": [[told[name][number] for name in filled] for number in range(len(rows))],
	}


def _columns(row: Document) -> list[str]:
	"""The columns of a table that its rows show, those of its list first."""
	shown = [field for field in frappe.get_meta(row.doctype).fields if _is_shown(field, row)]
	first = [field for field in shown if field.in_list_view] if len(shown) > MOST_COLUMNS else []
	return [field.fieldname for field in dict.fromkeys([*first, *shown])]

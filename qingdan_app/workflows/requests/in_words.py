"""What a snapshot of a document holds, as people read it: the labels of fields, values as forms show them, persons by name."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

import frappe
from frappe import _
from frappe.model import table_fields
from frappe.model.document import Document
from frappe.model.meta import Meta
from frappe.utils import cint, cstr, flt, strip_html

from qingdan_app.workflows.engine.trail import Difference
from qingdan_app.workflows.moves.document_words import KEPT_BESIDE
from qingdan_app.workflows.moves.subjects import subject_class, subject_of
from qingdan_app.workflows.requests import kept_files

ATTACHED = ("Attach", "Attach Image")
NUMBERS = ("Int", "Float", "Currency", "Percent", "Date", "Datetime", "Time", "Duration")
COUNTED = ("Int", "Float", "Currency", "Percent", "Check", "Rating", "Duration")
"""Types that hold 0 where nothing was entered."""
NOT_SAID = frozenset({"name", "doctype", "idx"})
"""Words of a snapshot by which the engine tells documents and rows apart."""


class InWords:
	"""The words of one DocType for the session's user: what stands above their level is left out."""

	def __init__(self, doctype: str):
		self.doctype = subject_class(doctype).words_doctype or doctype
		self.meta: Meta = frappe.get_meta(self.doctype)
		self.facts = subject_of(frappe.new_doc(self.doctype)).fact_labels()

	def told(self, words: Mapping[str, Any]) -> list[dict]:
		"""A snapshot as `[{label, value}]`, without what nobody entered and without tables of files: those are shown as files."""
		shown = [(name, value) for name, value in self._in_order(words) if self._is_told(name, value)]
		pairs = [(self.label((name,)), self.value((name,), value)) for name, value in shown]
		return [{"label": label, "value": value} for label, value in pairs if value]

	def changes(self, found: Iterable[Difference], *snapshots: Mapping) -> list[dict]:
		"""Differences as `[{path, kind, before, after, label, was, now}]`, the last three in words."""
		return [
			{
				"path": list(each.path),
				"kind": each.kind.value,
				"before": each.before,
				"after": each.after,
				"label": self.label(each.path, *snapshots),
				"was": self.value(each.path, each.before),
				"now": self.value(each.path, each.after),
			}
			for each in found
			if self._is_said(each.path)
		]

	def files(self, words: Mapping[str, Any]) -> list[dict]:
		"""The files that a snapshot names, `[{file, caption}]`: in its own fields, and in rows of its tables."""
		own = [
			{"file": value, "caption": self.label((name,))}
			for name, value in words.items()
			if self._type(self.meta, name) in ATTACHED and value
		]
		rows = [(self._table(name), row) for name, value in words.items() for row in _rows(value)]
		kept = [{"file": each["file"], "caption": ""} for each in words.get(kept_files.FILES) or ()]
		return own + [file for meta, row in rows if meta for file in _files_of_row(meta, row)] + kept

	def label(self, path: tuple[str, ...], *snapshots: Mapping) -> str:
		"""“Items · row 2 · Amount”: what a path of a difference leads to."""
		name, *within = path
		head = (
			_label(self.meta, name)
			if self.meta.get_field(name)
			else self.facts.get(name) or _label(self.meta, name)
		)
		if not within:
			return head
		parts = [head, _("row {0}").format(_position(name, within[0], snapshots))]
		table = self._table(name)
		return " · ".join([*parts, *(_label(table, field) if table else field for field in within[1:])])

	def value(self, path: tuple[str, ...], value: Any) -> str:
		"""A value as its form shows it; a row of a table with all that it holds."""
		meta = self._table(path[0]) if len(path) > 1 or _rows(value) else self.meta
		if isinstance(value, Mapping):
			return _row_in_words(meta, value)
		if isinstance(value, list | tuple):
			rows = (_row_in_words(meta, row) for row in _rows(value))
			return "\n".join(f"{number}. {row}" for number, row in enumerate(rows, 1))
		return shown_value(meta, path[-1], value)

	def _in_order(self, words: Mapping[str, Any]) -> list[tuple[str, Any]]:
		"""In the order of the form; a snapshot is stored by the alphabet."""
		places = {field.fieldname: number for number, field in enumerate(self.meta.fields)}
		return sorted(words.items(), key=lambda word: places.get(word[0], len(places)))

	def _is_told(self, name: str, value: Any) -> bool:
		table = self._table(name)
		holds_files = table and any(field.fieldtype in ATTACHED for field in table.fields)
		if self._type(self.meta, name) in COUNTED and not flt(value):
			return False
		return self._is_said((name,)) and not holds_files and self._type(self.meta, name) not in ATTACHED

	def _is_said(self, path: tuple[str, ...]) -> bool:
		if NOT_SAID.intersection(path[:1] + path[2:]) or path[0].startswith(KEPT_BESIDE):
			return False
		field = self.meta.get_field(path[0])
		return not field or not field.permlevel or field.permlevel in self._levels

	@cached_property
	def _levels(self) -> list[int]:
		return self.meta.get_permlevel_access("read", user=frappe.session.user)

	def _table(self, name: str) -> Meta | None:
		field = self.meta.get_field(name)
		return frappe.get_meta(field.options) if field and field.fieldtype in table_fields else None

	def _type(self, meta: Meta, name: str) -> str:
		field = meta.get_field(name)
		return field.fieldtype if field else ""


def _label(meta: Meta, name: str) -> str:
	field = meta.get_field(name)
	return _(field.label or name) if field else _(frappe.unscrub(name))


def _position(table: str, key: str, snapshots: Iterable[Mapping]) -> int:
	"""Which row of its table a key names, in the last snapshot that has it."""
	for words in reversed(list(snapshots)):
		keys = [cstr(row.get("name")) for row in _rows(words.get(table))]
		if key in keys:
			return keys.index(key) + 1
	return cint(key)


def _rows(value: Any) -> list[Mapping]:
	rows = value if isinstance(value, list | tuple) else ()
	return [row for row in rows if isinstance(row, Mapping)]


def _files_of_row(meta: Meta, row: Mapping) -> list[dict]:
	"""The files of a row; the first of its other words is what the file is called."""
	said = [cstr(value) for name, value in row.items() if value and _is_caption(meta.get_field(name))]
	attached = (field.fieldname for field in meta.fields if field.fieldtype in ATTACHED)
	return [{"file": row[name], "caption": next(iter(said), "")} for name in attached if row.get(name)]


def _is_caption(field) -> bool:
	return bool(field) and field.fieldtype in ("Data", "Small Text") and not field.hidden


def _row_in_words(meta: Meta | None, row: Mapping) -> str:
	places = {field.fieldname: place for place, field in enumerate(meta.fields)} if meta else {}
	shown = {
		name: shown_value(meta, name, value)
		for name, value in sorted(row.items(), key=lambda told: places.get(told[0], len(places)))
		if name not in NOT_SAID and not _is_hidden(meta, name)
	}
	parts = (f"{_label(meta, name) if meta else name} {words}" for name, words in shown.items() if words)
	return "；".join(parts)


def _is_hidden(meta: Meta | None, name: str) -> bool:
	field = meta and meta.get_field(name)
	return bool(field and field.hidden)


def shown_value(meta: Meta | None, name: str, value: Any, doc: Document | None = None) -> str:
	"""A value of a field as its form shows it, people by name; `doc` says the currency of amounts."""
	field = meta and meta.get_field(name)
	if value is None or value == "" or not field:
		return cstr(value)
	if field.fieldtype == "Check":
		return _("Yes") if cint(value) else _("No")
	if field.fieldtype in NUMBERS:
		return strip_html(cstr(frappe.format(value, field, doc)))
	if field.fieldtype in ATTACHED:
		return cstr(value).split("/")[-1]
	if field.fieldtype == "Select":
		return _(cstr(value))
	if field.fieldtype == "Link":
		return _linked(field.options, cstr(value))
	if field.fieldtype == "Dynamic Link" and doc and frappe.db.exists("DocType", doc.get(field.options)):
		return _linked(doc.get(field.options), cstr(value))
	return strip_html(cstr(value)) if field.fieldtype == "Text Editor" else cstr(value)


def _linked(doctype: str, name: str) -> str:
	"""A linked document as links show it: by its title where its DocType says so; people by name."""
	if doctype == "User":
		return frappe.utils.get_fullname(name)
	meta = frappe.get_meta(doctype)
	if doctype == "DocType" or meta.translated_doctype:
		return _(name)
	if not meta.show_title_field_in_link or not meta.title_field:
		return name
	return cstr(frappe.db.get_value(doctype, name, meta.title_field, cache=True)) or name

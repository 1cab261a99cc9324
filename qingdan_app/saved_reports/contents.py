"""What a built report asks for: columns, filters, order and groups, each of its own DocType or of that one's tables.

Core keeps this as JSON that a browser sends, and puts parts of it into a statement as they are.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import frappe
from frappe import _
from frappe.model import child_table_fields, default_fields, optional_fields

from qingdan_app.saved_reports.exceptions import BrokenReport

Column = tuple[str, str]
"""A field, and its DocType."""
COUNTED = "_aggregate_column"
ALWAYS = frozenset({*default_fields, *optional_fields, *child_table_fields, COUNTED})
FUNCTIONS = frozenset({"count", "sum", "avg"})
QUOTED = re.compile(r"`tab(?P<doctype>[^`]+)`\.(?P<quote>`?)(?P<field>\w+)(?P=quote)")
ORDERED = re.compile(r"(`tab[^`]+`\.(?P<quote>`?)\w+(?P=quote)|\w+)(\s+(asc|desc))?", re.IGNORECASE)
"""Frappe 16 writes the field of an order without its own quotes."""
DOTTED = re.compile(r"([^.`]+)\.(\w+)")


@dataclass(frozen=True)
class Contents:
	"""The settings of a report over `doctype`, as they are stored."""

	doctype: str
	settings: dict

	@classmethod
	def of(cls, doctype: str, stored: str | None) -> "Contents":
		"""Raises BrokenReport for what is no settings at all."""
		try:
			settings = json.loads(stored or "{}")
		except ValueError:
			settings = None
		if not isinstance(settings, dict):
			frappe.throw(_("The report holds no settings that can be read."), BrokenReport)
		return cls(doctype, settings)

	@cached_property
	def doctypes(self) -> frozenset[str]:
		"""The DocType, and those of its tables."""
		tables = frappe.get_meta(self.doctype).get_table_fields()
		return frozenset({self.doctype, *(field.options for field in tables)})

	@property
	def columns(self) -> list[Column]:
		return [_pair(field, self.doctype) for field in self.settings.get("fields") or []]

	@property
	def filters(self) -> list[list]:
		"""Each `[DocType, field, operator, value]`."""
		return [_filter(row, self.doctype) for row in self.settings.get("filters") or []]

	@property
	def grouped_by(self) -> Column | None:
		"""The column by which rows are counted together."""
		group = self.settings.get("group_by")
		return self._named(group.get("group_by")) if isinstance(group, dict) else None

	@property
	def has_totals(self) -> bool:
		"""Whether core adds a last row of sums."""
		return bool(self.settings.get("add_totals_row"))

	def check(self) -> None:
		"""Raise BrokenReport where it names what it may not, or what there is not."""
		wrong = [f"{doctype}.{field}" for field, doctype in self._asked() if not self.has(field, doctype)]
		if wrong:
			frappe.throw(
				_("The report asks for what is not there: {0}").format(", ".join(wrong)), BrokenReport
			)

	def has(self, field: str, doctype: str) -> bool:
		return doctype in self.doctypes and (field in ALWAYS or frappe.get_meta(doctype).has_field(field))

	def without_what_is_gone(self) -> tuple[dict, list[str], list[str]]:
		"""The settings as they can be shown today, and which columns and filters were left out."""
		columns = [pair for pair in self.columns if not self.has(*pair)]
		filters = [row for row in self.filters if not self.has(row[1], row[0])]
		kept = {**self.settings, "fields": [list(pair) for pair in self.columns if pair not in columns]}
		kept["filters"] = [row for row in self.filters if row not in filters]
		if self.grouped_by and not self.has(*self.grouped_by):
			columns.append(self.grouped_by)
			kept["group_by"] = None
		if any(not self.has(*pair) for pair in self._ordered_by()):
			kept["order_by"] = f"`tab{self.doctype}`.`modified` desc"
		return kept, [field for field, _doctype in columns], [row[1] for row in filters]

	def _asked(self) -> Iterator[Column]:
		yield from self.columns
		yield from ((row[1], row[0]) for row in self.filters)
		yield from self._ordered_by()
		if group := self.settings.get("group_by"):
			yield from self._grouped(group)

	def _ordered_by(self) -> Iterator[Column]:
		for part in filter(None, str(self.settings.get("order_by") or "").split(",")):
			found = ORDERED.fullmatch(part.strip())
			yield self._named(found[1]) if found else (part, "")
		for kind in ("sort_by", "sort_by_next"):  # as reports of long ago say it
			if said := self.settings.get(kind):
				found = DOTTED.fullmatch(str(said))
				order = str(self.settings.get(kind.replace("by", "order")) or "desc").lower()
				yield (found[2], found[1]) if found and order in ("asc", "desc") else (str(said), "")

	def _grouped(self, group: dict) -> Iterator[Column]:
		if not isinstance(group, dict) or group.get("aggregate_function") not in FUNCTIONS:
			yield ("group_by", "")
			return
		yield self._named(group.get("group_by"))
		if on := group.get("aggregate_on"):
			yield self._named(on)

	def _named(self, column: str | None) -> Column:
		"""A column as core writes it into a statement, quoted or bare; one of no DocType where it is neither."""
		if found := QUOTED.fullmatch(str(column)):
			return found["field"], found["doctype"]
		return (str(column), self.doctype if re.fullmatch(r"\w+", str(column)) else "")


def _pair(field: list | str, doctype: str) -> Column:
	if isinstance(field, str):
		return field, doctype
	if isinstance(field, list) and len(field) == 2 and all(isinstance(part, str) for part in field):
		return field[0], field[1]
	return str(field), ""


def _filter(row: list, doctype: str) -> list:
	if isinstance(row, list) and len(row) == 3:
		return [doctype, *row]
	if isinstance(row, list) and len(row) >= 4:
		return row[:4]
	return ["", str(row), "=", None]

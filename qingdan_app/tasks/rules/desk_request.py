"""What Desk's list asks for, read as data: columns, an order, and values wanted. None stands for “asks for more”."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

DIRECTIONS = ("asc", "desc")
SET = True
"""The value of a column that is wanted with any value at all."""


@dataclass(frozen=True)
class Other:
	"""A column that is wanted with any other value than this one."""

	value: str


def column_of(words: object, doctype: str) -> str | None:
	"""The name of a column of the DocType itself: `name`, with or without its table, quoted or not."""
	if not isinstance(words, str):
		return None
	table, dot, column = words.strip().rpartition(".")
	own = not dot or _unquoted(table) == f"tab{doctype}"
	name = _unquoted(column)
	return name if own and name.isidentifier() else None


def order_of(words: str | None, doctype: str) -> list[tuple[str, str]] | None:
	"""The columns a list is ordered by, each with `asc` or `desc`."""
	found = [_one_order(part, doctype) for part in (words or "").split(",")]
	return None if None in found else found


def values_of(filters: Iterable | Mapping, doctype: str, columns: Collection[str]) -> dict | None:
	"""Which value each column is to have; SET where any will do, Other where any but one."""
	found: dict[str, object] = {}
	for row in _rows(filters):
		column, value = _one_value(row, doctype)
		if column not in columns or column in found:
			return None
		found[column] = value
	return found


def _rows(filters: Iterable | Mapping) -> Iterable:
	return filters if not isinstance(filters, Mapping) else [[key, "=", filters[key]] for key in filters]


def _one_value(row: Sequence, doctype: str) -> tuple[str | None, object]:
	match row:
		case [str(table), str(column), str(operator), value] if table == doctype:
			return _wanted(column, operator, value)
		case [str(column), str(operator), value]:
			return _wanted(column, operator, value)
	return None, None


def _wanted(column: str, operator: str, value: object) -> tuple[str | None, object]:
	match operator, value:
		case "=", str(text) if text:
			return column, text
		case "is", "set":
			return column, SET
		case "!=", str(text) if text:
			return column, Other(text)
	return None, None


def _one_order(part: str, doctype: str) -> tuple[str, str] | None:
	head, _, last = part.strip().rpartition(" ")
	words, direction = (head, last.lower()) if last.lower() in DIRECTIONS else (part, "asc")
	column = column_of(words, doctype)
	return (column, direction) if column else None


def _unquoted(name: str) -> str:
	return name[1:-1] if len(name) > 1 and name[0] == name[-1] == "`" else name

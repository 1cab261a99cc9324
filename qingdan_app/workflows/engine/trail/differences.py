"""What differs between two snapshots of a document: for whoever approves again after a return."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

ROW_KEY = "name"
"""Field by which rows of a table are told apart; without it they are compared by position."""


class Kind(str, Enum):
	ADDED = "added"
	REMOVED = "removed"
	CHANGED = "changed"


@dataclass(frozen=True)
class Difference:
	"""One field or row that differs."""

	path: tuple[str, ...]
	"""Field; within a table: field, row, field. A row without a key is named by its position from 1."""
	kind: Kind
	before: Any = None
	after: Any = None


def differences(
	before: Mapping[str, Any], after: Mapping[str, Any], row_key: str = ROW_KEY
) -> tuple[Difference, ...]:
	"""What a reader has to look at, in the order of the earlier snapshot, new fields last.

	Empty values (None, "", an empty table) count as the same: clearing a field twice is no change. A row that
	only moved is no difference.
	"""
	return tuple(_compare((), before, after, row_key))


def _compare(path: tuple[str, ...], before: Any, after: Any, row_key: str) -> Iterator[Difference]:
	if isinstance(before, Mapping) and isinstance(after, Mapping):
		for key in dict.fromkeys([*before, *after]):
			yield from _compare((*path, str(key)), before.get(key), after.get(key), row_key)
	elif _is_table(before) and _is_table(after) and (before or after):
		rows = _rows(before, row_key), _rows(after, row_key)
		yield from _compare(path, *rows, row_key)
	elif not _same(before, after):
		yield Difference(path, _kind(before, after), before, after)


def _rows(table: Any, row_key: str) -> dict[str, Any]:
	"""Rows by key, or by position where a key is missing or not unique."""
	rows = list(table or ())
	keys = [row.get(row_key) for row in rows]
	if None in keys or len(set(keys)) < len(keys):
		keys = list(range(1, len(rows) + 1))
	return {str(key): row for key, row in zip(keys, rows, strict=True)}


def _is_table(value: Any) -> bool:
	if _is_empty(value):
		return True
	return isinstance(value, list | tuple) and all(isinstance(row, Mapping) for row in value)


def _same(before: Any, after: Any) -> bool:
	if _is_empty(before) and _is_empty(after):
		return True
	return before == after and isinstance(before, bool) == isinstance(after, bool)


def _is_empty(value: Any) -> bool:
	return value is None or value == "" or (isinstance(value, list | tuple | Mapping) and not value)


def _kind(before: Any, after: Any) -> Kind:
	if _is_empty(before):
		return Kind.ADDED
	return Kind.REMOVED if _is_empty(after) else Kind.CHANGED

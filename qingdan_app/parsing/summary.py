"""A document as a table for the terminal."""

import unicodedata
from collections import Counter
from collections.abc import Sequence

from qingdan_app.parsing.model import Document, ResponsibilityList

_COLUMNS = ("list", "sections", "items", "tasks", "title")


def summary(document: Document) -> str:
	"""Counts per list, deadlines by kind and issues by code, as lines of text."""
	rows = [_COLUMNS, *(_row(one) for one in document.lists), _total(document)]
	parts = [document.title or "(no title)", f"year: {document.base_year or '—'}", "", _table(rows), ""]
	parts.append(_counts("deadlines", _deadline_kinds(document)))
	parts.append(_counts("issues", Counter(issue.code for issue in document.issues)))
	return "\n".join(parts)


def _row(one: ResponsibilityList) -> tuple[str, ...]:
	items = [item for section in one.sections for item in section.items]
	tasks = sum(len(item.tasks) for item in items)
	return (str(one.number or "—"), str(len(one.sections)), str(len(items)), str(tasks), one.title)


def _total(document: Document) -> tuple[str, ...]:
	rows = [_row(one) for one in document.lists]
	sums = [str(sum(int(row[column]) for row in rows)) for column in (1, 2, 3)]
	return ("all", *sums, "")


def _deadline_kinds(document: Document) -> Counter:
	sections = [section for one in document.lists for section in one.sections]
	tasks = [task for section in sections for item in section.items for task in item.tasks]
	return Counter(task.deadline.kind or "unread" for task in tasks)


def _table(rows: Sequence[Sequence[str]]) -> str:
	widths = [max(_width(row[column]) for row in rows) for column in range(len(rows[0]))]
	return "\n".join("  ".join(map(_padded, row, widths)).rstrip() for row in rows)


def _counts(title: str, counts: Counter) -> str:
	words = ", ".join(f"{name} {count}" for name, count in counts.most_common())
	return f"{title}: {words or 'none'}"


def _padded(words: str, width: int) -> str:
	return words + " " * (width - _width(words))


def _width(words: str) -> int:
	return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in words)

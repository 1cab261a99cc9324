"""The numeric targets of a task as rows: what its text says, until when, and where a figure stands against one."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

COMPARISONS = {
	"=": "Exactly",
	">=": "At Least",
	">": "More Than",
	"<=": "At Most",
	"<": "Less Than",
	"~=": "Approximately",
	"range": "Between",
}
"""How `parsing` writes a comparison, and what a row calls it."""
SOURCES = {"text": "Task Text", "deadline": "Deadline"}
SIGNS = {"At Least": "≥", "More Than": ">", "At Most": "≤", "Less Than": "<", "Approximately": "≈"}
LONGEST = 140


def rows_of(targets: Iterable[Mapping]) -> list[dict]:
	"""The rows of a task for its targets as `parsing` reads them (fields of `Target`)."""
	return [_row(target) for target in targets]


def _row(target: Mapping) -> dict:
	value = target["value"]
	first, last = value if isinstance(value, (list, tuple)) else (value, 0)
	return {
		"metric": target["metric"][:LONGEST],
		"comparator": COMPARISONS[target["comparator"]],
		"value": first,
		"value_to": last,
		"measure": target["unit"],
		"due": target["by"],
		"due_source": SOURCES.get(target["by_source"], ""),
		"every": (target["every"] or "").replace("_", " ").title(),
		"per": target["per"] or "",
		"quote": target["quote"][:LONGEST],
	}


def words_of(row: Mapping) -> str:
	"""`≥ 40部`, `3—5个`: a target as people write it."""
	figure = (
		f"{_plain(row['value'])}{'—' + _plain(row['value_to']) if row['comparator'] == 'Between' else ''}"
	)
	return f"{SIGNS.get(row['comparator'], '')} {figure}{row['measure'] or ''}".strip()


def moved(row: Mapping, due: date | None) -> dict[str, Any]:
	"""What changes in a row when the deadline of its task is another: those that have their day from it follow."""
	by_deadline = row.get("due_source") == "Deadline" or not row.get("due")
	return {"due": due, "due_source": "Deadline" if due else ""} if by_deadline else {}


def _plain(number: float) -> str:
	return f"{number:,.3f}".rstrip("0").rstrip(".").replace(",", "")

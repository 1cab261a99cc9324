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
	figure = f"{plain(row['value'])}{'—' + plain(row['value_to']) if row['comparator'] == 'Between' else ''}"
	return f"{SIGNS.get(row['comparator'], '')} {figure}{row['measure'] or ''}".strip()


def moved(row: Mapping, due: date | None) -> dict[str, Any]:
	"""What changes in a row when the deadline of its task is another: those that have their day from it follow."""
	by_deadline = row.get("due_source") == "Deadline" or not row.get("due")
	return {"due": due, "due_source": "Deadline" if due else ""} if by_deadline else {}


def key_of(row: Mapping) -> str:
	"""What a figure of a report names its target by: what is measured, and the target in the text's words."""
	return f"{row.get('metric') or ''}|{row.get('quote') or ''}"


def limits(row: Mapping) -> bool:
	"""Whether a target is kept by staying below it."""
	return row["comparator"] in ("At Most", "Less Than")


def percent_of(row: Mapping, reached: float) -> float | None:
	"""How much of a target a figure is, 0 to 100; None for a limit, and where the target is nothing to be divided by."""
	if limits(row) or row["value"] <= 0:
		return None
	return round(min(max(100 * reached / row["value"], 0), 100), 1)


def is_met(row: Mapping, reached: float) -> bool:
	"""Whether a figure keeps a target; of a range its lower end, for more than was asked is no failure."""
	value = row["value"]
	return {
		"More Than": reached > value,
		"At Most": reached <= value,
		"Less Than": reached < value,
	}.get(row["comparator"], reached >= value)


def together(percents: Iterable[float | None]) -> float | None:
	"""How far a task is by its targets: each is worth the same; None where none can be counted so."""
	counted = [each for each in percents if each is not None]
	return round(sum(counted) / len(counted), 1) if counted else None


def in_words(rows: Iterable[Mapping]) -> str:
	"""The figures of a report, one a line: what its decision is about, and its paper shows."""
	lines = (
		f"{row.get('metric') or ''} {plain(row.get('value') or 0)}{row.get('measure') or ''} / {row.get('quote') or ''}"
		for row in rows
	)
	return "\n".join(line.strip() for line in lines)


def plain(number: float) -> str:
	"""A figure as people write it: `8.5`, `400`."""
	return f"{number:,.3f}".rstrip("0").rstrip(".").replace(",", "")

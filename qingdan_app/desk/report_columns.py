"""What several reports show and are asked alike."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from frappe import _

BARS = 15
"""How many bars a chart has at most; the table below it has all."""
STACKED = 20
"""The same of a chart whose bars are of several numbers."""
NUMBERS = frozenset({"Currency", "Duration", "Float", "Int", "Percent"})


def aligned(columns: list[dict]) -> list[dict]:
	"""Columns of words begin at the left: the table takes one whose first row is empty for numbers."""
	return [column if column["fieldtype"] in NUMBERS else {"align": "left", **column} for column in columns]


def link(fieldname: str, label: str, doctype: str, width: int) -> dict:
	"""A column that leads to a document."""
	return {"fieldname": fieldname, "label": label, "fieldtype": "Link", "options": doctype, "width": width}


def grouped_by(filters: Mapping | None, choices: Sequence[str]) -> str:
	"""By what a report's rows are put together: as it is asked, else by the first of `choices`.

	Desk may still ask a report what the one before it was asked, while one goes from page to page.
	"""
	asked = (filters or {}).get("group_by")
	return asked if asked in choices else choices[0]


def bars(whose: Iterable[str | None], label: str, colour: str) -> dict | None:
	"""A chart of how many rows are whose, those with most first; None where there are no rows."""
	return bar_chart(Counter(name or _("None Named") for name in whose).most_common(), label, colour)


def bar_chart(numbers: Sequence[tuple[str, float]], label: str, colour: str) -> dict | None:
	"""A chart of the first of these names, each with its number; None where there are none."""
	shown = numbers[:BARS]
	if not shown:
		return None
	return {
		"data": {
			"labels": [name for name, _number in shown],
			"datasets": [{"name": label, "values": [number for _name, number in shown]}],
		},
		"type": "bar",
		"colors": [colour],
	}


def stacked(rows: Sequence[Mapping], named: Mapping[str, str], colours: Iterable[str]) -> dict | None:
	"""A chart of the first rows by their `group`, each a bar of the numbers in the fields `named`; None where there are no rows."""
	shown = rows[:STACKED]
	if not shown:
		return None
	datasets = [{"name": name, "values": [row[field] for row in shown]} for field, name in named.items()]
	labels = [row["group"] or _("None Named") for row in shown]
	return {
		"data": {"labels": labels, "datasets": datasets},
		"type": "bar",
		"colors": [*colours],
		"barOptions": {"stacked": 1},
	}


def of_document(subject_width: int) -> list[dict]:
	"""What is decided on: its type in words, a link that leads to it, and what it is about."""
	return [
		{"fieldname": "document_type", "label": _("Document Type"), "fieldtype": "Data", "width": 90},
		{
			"fieldname": "reference_name",
			"label": _("Document"),
			"fieldtype": "Dynamic Link",
			"options": "reference_doctype",
			"width": 130,
		},
		{"fieldname": "subject_title", "label": _("Subject"), "fieldtype": "Data", "width": subject_width},
	]

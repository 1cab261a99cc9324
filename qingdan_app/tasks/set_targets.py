"""The numeric targets of a task as it is saved, and as its form and its paper show them."""

from dataclasses import asdict
from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from qingdan_app.parsing.targets import read_targets
from qingdan_app.tasks import target_figures
from qingdan_app.tasks.rules import target_rows as rules

FIELDS = (
	"metric",
	"comparator",
	"value",
	"value_to",
	"measure",
	"due",
	"due_source",
	"every",
	"per",
	"quote",
)


def settle(task: Document) -> None:
	"""The rows are what the text says, whatever was sent for them: read anew with another text, and moved with the deadline."""
	before = task.get_doc_before_save()
	due = getdate(task.due_date) if task.due_date else None
	if before and before.text == task.text:
		task.set("targets", [row.as_dict() for row in before.targets])
		for row in task.targets:
			row.update(rules.moved(row, due))
	else:
		task.set("targets", rows_in(task.text, due, _year_of(task)))


def rows_in(text: str, due, year: int | None) -> list[dict]:
	"""The rows for the targets of a text."""
	return rules.rows_of(asdict(target) for target in read_targets(text or "", due, year))


def shown(task: Document, today: date) -> dict:
	"""`{percent, rows: [{metric, words, due, every, per, reached, percent, met, expected, behind}]}`, in the order of the text.

	`percent` is how far the task is by the figures reported against them.
	"""
	found = target_figures.standings(task, today)
	return {"percent": found["percent"], "rows": [_shown(row, found["rows"]) for row in task.targets]}


def _shown(row: Document, standings: dict) -> dict:
	standing = standings[rules.key_of(row)]
	reached = standing["reached"]
	return {
		"metric": row.metric,
		"words": rules.words_of(row.as_dict()),
		"due": row.due,
		"every": _("each {0}").format(_(row.every)) if row.every else "",
		"per": row.per,
		**standing,
		"reached": "" if reached is None else f"{rules.plain(reached)}{row.measure or ''}",
		"late_text": _("{0} points behind").format(f"{standing['behind']:g}") if standing["behind"] else "",
	}


def _year_of(task: Document) -> int | None:
	year = frappe.db.get_value("Qingdan List", task.list, "year", cache=True) if task.list else None
	return year or (getdate(task.due_date).year if task.due_date else None)

"""A score and its events in the reader's language: what happened, what it gave, and why no more."""

from collections.abc import Mapping

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import format_date

from qingdan_app.scores.rules.counting_events import Outcome
from qingdan_app.scores.rules.score_events import EventKind
from qingdan_app.scores.running import EVENT, SHOWN

COLOURS = {
	Outcome.COUNTED.value: "blue",
	Outcome.COVERED.value: "gray",
	Outcome.CAPPED.value: "orange",
	Outcome.STRUCK.value: "green",
}
FIELDS = (
	"name",
	"event",
	"day",
	"task",
	"duty",
	"former",
	"reference_doctype",
	"reference_name",
	"rule",
	"worth",
	"counted",
	"outcome",
	"covered_by",
	"struck_by",
)


def shown(score: Document) -> dict:
	"""`{name, run, unit, rank, total, base, plus, minus, share, first_rank, first_total, events}` of a unit, with those events that the reader sees."""
	rows = frappe.get_list(
		EVENT, {"unit_score": score.name}, [*FIELDS], order_by="`day`, `name`", limit_page_length=0
	)
	over = {row.name: row for row in rows}
	said = {name: score.get(name) for name in ("name", "run", *SHOWN)}
	return {**said, "events": [_event(row, over) for row in rows]}


def _event(row: Mapping, over: Mapping[str, Mapping]) -> dict:
	return {
		**row,
		"words": _(row["event"]),
		"standing": _(row["outcome"]),
		"colour": COLOURS[row["outcome"]],
		"reason": "；".join(filter(None, (_why(row, over), _former(row)))),
	}


def _former(row: Mapping) -> str:
	return _("as {0}, merged since").format(row["former"]) if row["former"] else ""


def _why(row: Mapping, over: Mapping[str, Mapping]) -> str:
	"""Why an event gave what it gave."""
	outcome = Outcome(row["outcome"])
	if outcome is Outcome.STRUCK:
		return _("struck by {0}").format(row["struck_by"])
	if outcome is Outcome.CAPPED:
		return _("the rule gives or takes no more")
	if outcome is Outcome.COUNTED:
		return ""
	if row["event"] == EventKind.RATED.value:
		return _("the leader has rated again")
	heavier = over.get(row["covered_by"])
	if not heavier:
		return _("covered by a heavier event of the same cause")
	return _("covered by {0} of {1}, of the same cause").format(
		_(heavier["event"]), format_date(heavier["day"])
	)

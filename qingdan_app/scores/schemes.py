"""Stored scoring schemes, read for `rules/`, and which of them holds for a list on a day."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, flt, format_date, getdate

from qingdan_app.scores.exceptions import SchemeInForce, SchemeWrong
from qingdan_app.scores.rules.score_events import Duty, EventKind
from qingdan_app.scores.rules.scoring_scheme import Fault, Per, Scheme, ScoringRule, Wrong, faults

SCHEME, LIST = "Qingdan Scoring Scheme", "Qingdan List"
COLUMNS = ("base", "share", "empty_below", "lead_weight", "cooperating_weight", "heaviest_alone")
ROW = ("title", "event", "duty", "points", "most", "per")
MOST_POINTS = 10_000


def scheme_for(list_: str, day: date) -> str | None:
	"""The scheme in force for a list on a day: the latest of its own, else the latest of those for all lists."""
	in_force = {"in_force": 1, "from_day": ("<=", day)}
	rows = frappe.get_all(SCHEME, in_force, ["name", "list"], order_by="from_day desc, name")
	own = (row.name for row in rows if row.list == list_)
	return next(own, None) or next((row.name for row in rows if not row.list), None)


def as_counted(doc: Document) -> dict:
	"""What a run keeps of a scheme, as it counted by it."""
	return {**{name: doc.get(name) for name in COLUMNS}, "rules": [_row(row) for row in doc.rules]}


def scheme_from(doc: Mapping) -> Scheme:
	"""A scheme as the rules read it: the document, or what a run kept of it."""
	return Scheme(
		points(doc.get("base")),
		tuple(map(_rule, doc.get("rules") or ())),
		points(doc.get("lead_weight")),
		points(doc.get("cooperating_weight")),
		points(doc.get("share")),
		bool(cint(doc.get("heaviest_alone"))),
	)


def points(value: object, places: int = 2) -> Decimal:
	"""A number of the database as the rules count with it."""
	return Decimal(f"{flt(value, places):.{places}f}")


def refuse_in_force(scheme: Document | None) -> None:
	"""Raise SchemeInForce for one whose first day has come, given as it is stored."""
	if scheme and scheme.in_force and getdate(scheme.from_day) <= getdate():
		frappe.throw(
			_(
				"{0} is in force since {1} and stays as it is. Copy it, and put the copy in force from a later day on."
			).format(frappe.bold(scheme.name), format_date(scheme.from_day)),
			SchemeInForce,
		)


def refuse_faults(scheme: Document) -> None:
	"""Raise SchemeWrong for the first row that cannot be meant so."""
	numbers = [scheme.get(name) for name in COLUMNS] + [
		row.get(name) for row in scheme.rules for name in ("points", "most")
	]
	if any(abs(flt(number)) > MOST_POINTS for number in numbers):
		frappe.throw(_("No number of a scheme is larger than {0}.").format(MOST_POINTS), SchemeWrong)
	for wrong in faults([_rule(row) for row in scheme.rules]):
		frappe.throw(_said(wrong), SchemeWrong)


def refuse_second_from_a_day(scheme: Document) -> None:
	"""Raise SchemeWrong where another scheme is in force for the same lists from the same day on."""
	if not scheme.in_force:
		return
	if not scheme.from_day:
		frappe.throw(_("Say from which day on the scheme is in force."), SchemeWrong)
	same = {"in_force": 1, "from_day": scheme.from_day, "name": ("!=", scheme.name or "")}
	other = next(
		(
			row
			for row in frappe.get_all(SCHEME, same, ["name", "list"])
			if (row.list or "") == (scheme.list or "")
		),
		None,
	)
	if other:
		frappe.throw(
			_("{0} is in force from the same day on. Choose another one.").format(frappe.bold(other.name)),
			SchemeWrong,
		)


def _said(wrong: Wrong) -> str:
	words = {
		Fault.TWICE: _("Row {0}: an earlier row counts the same event for the same units."),
		Fault.LEADERS_SHARE: _("Row {0}: what leaders rate is counted by their points, not by a rule."),
		Fault.NEGATIVE_MOST: _("Row {0}: the most a rule gives or takes is not below zero."),
	}
	return words[wrong.fault].format(wrong.row)


def _row(row: Mapping) -> dict:
	return {name: row.get(name) for name in ROW}


def _rule(row: Mapping) -> ScoringRule:
	return ScoringRule(
		row.get("title") or "",
		EventKind(row.get("event")),
		points(row.get("points")),
		Duty(row.get("duty")) if row.get("duty") else None,
		points(row.get("most")),
		Per.MONTH if row.get("per") == Per.MONTH.value else Per.RUN,
	)

"""The writer of scores: a run over some days of a list, simulated or in force, and the same counted anew once an event is struck."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, create_batch, format_date, getdate

from qingdan_app import plain_rows
from qingdan_app.organization import people
from qingdan_app.scores import all_events, schemes
from qingdan_app.scores.exceptions import CannotBeCounted
from qingdan_app.scores.rules.counting_events import Counted, Score, scores
from qingdan_app.scores.rules.score_events import Duty, Event, EventKind
from qingdan_app.scores.span import Span
from qingdan_app.scores.who_answered import WhoAnswered
from qingdan_app.workflows.moves import guard

RUN, SCORE, EVENT = "Qingdan Score Run", "Qingdan Unit Score", "Qingdan Score Event"
OVERLAPPING = """select `name`, `run_key` from `tabQingdan Score Run` where `list` = %(list)s and `simulated` = 0
	and `from_day` <= %(last)s and `to_day` >= %(first)s for update"""
LONGEST = 366
BATCH = 2_000
SUMS = ("rank", "total", "base", "plus", "minus", "share")
SHOWN = ("unit", *SUMS, "first_rank", "first_total")
"""What people are told of a score: what it came to, and what it had come to before appeals."""


def check_may_count() -> None:
	"""Raise PermissionError for whoever neither supervises nor administers lists."""
	standing = people.standing_of()
	if not standing.hands_out and standing.user != "Administrator":
		frappe.throw(
			_("The supervision office and list administrators count scores."), frappe.PermissionError
		)


def simulate(scheme: str, list_: str, first: date, last: date) -> Document:
	"""Count some days by any scheme, a draft too; nothing of it counts, and units do not see it. Raises CannotBeCounted."""
	_check_days(first, last)
	return _write(frappe.get_doc(schemes.SCHEME, scheme), Span(list_, first, last), simulated=True)


def count(list_: str, first: date, last: date) -> Document:
	"""Count some days that are over, by the scheme in force on the last of them. Asked twice it answers the same run.

	Raises CannotBeCounted: days that a run has counted already are not counted again, in part either.
	"""
	_check_days(first, last)
	if last >= getdate():
		frappe.throw(_("Scores are counted for days that are over."), CannotBeCounted)
	plain_rows.hold(schemes.LIST, list_)  # two at once: the second finds the run of the first
	if known := _known(list_, first, last):
		return frappe.get_doc(RUN, known)
	scheme = schemes.scheme_for(list_, last)
	if not scheme:
		words = _("No scoring scheme is in force for {0} on {1}.")
		frappe.throw(words.format(frappe.bold(list_), format_date(last)), CannotBeCounted)
	return _write(frappe.get_doc(schemes.SCHEME, scheme), Span(list_, first, last), simulated=False)


def count_anew(run: str) -> None:
	"""Count a run by what it has kept, without what was struck since; what it came to at first stays beside it."""
	plain_rows.hold(RUN, run)
	rows = frappe.db.sql(KEPT, {"run": run}, as_dict=True)
	events = {row.name: _event(row) for row in rows}
	struck = {events[row.name].key for row in rows if row.struck_by}
	scheme = schemes.scheme_from(json.loads(frappe.db.get_value(RUN, run, "counted_by")))
	units = frappe.get_all(SCORE, {"run": run}, ["name", "unit"], as_list=True)
	names = {unit: name for name, unit in units}
	by_key = {(event.unit, event.key): name for name, event in events.items()}
	for score in scores(scheme, events.values(), names, struck):
		plain_rows.update(SCORE, names[score.unit], _sums(score))
		for each in score.events:
			plain_rows.update(EVENT, by_key[score.unit, each.event.key], _columns(each, by_key))


KEPT = "select * from `tabQingdan Score Event` where `run` = %(run)s order by `name` for update"


def forget(run: str) -> None:
	"""Take the scores of a simulated run along that is deleted."""
	for doctype in (EVENT, SCORE):
		frappe.db.delete(doctype, {"run": run})


def _check_days(first: date, last: date) -> None:
	if not first <= last:
		frappe.throw(_("The last day lies before the first."), CannotBeCounted)
	if (last - first).days >= LONGEST:
		frappe.throw(_("Count a year at most."), CannotBeCounted)


def _known(list_: str, first: date, last: date) -> str | None:
	"""The run that has counted just these days. Raises CannotBeCounted for one that has counted some of them."""
	found = frappe.db.sql(OVERLAPPING, {"list": list_, "first": first, "last": last}, as_dict=True)
	same = next((row.name for row in found if row.run_key == _key(list_, first, last)), None)
	if found and not same:
		words = _("{0} has counted some of these days already; no day counts twice.")
		frappe.throw(words.format(frappe.bold(found[0].name)), CannotBeCounted)
	return same


def _key(list_: str, first: date, last: date) -> str:
	return f"{list_}/{first}/{last}"


def _write(scheme: Document, span: Span, simulated: bool) -> Document:
	who = WhoAnswered(span.list)
	span = Span(span.list, span.first, span.last, cint(scheme.empty_below))
	found = scores(schemes.scheme_from(scheme), all_events.events(span, who), who.units())
	if not found:
		frappe.throw(_("No unit answers for a task of {0}.").format(frappe.bold(span.list)), CannotBeCounted)
	run = frappe.new_doc(RUN)
	run.update({"list": span.list, "scheme": scheme.name, "simulated": int(simulated), "units": len(found)})
	run.update({"from_day": span.first, "to_day": span.last})
	run.run_key = None if simulated else _key(span.list, span.first, span.last)
	run.counted_by = frappe.as_json(schemes.as_counted(scheme))
	with guard.permit(run):
		run.insert(ignore_permissions=True)  # the door asks who may; nobody writes one by hand
	_write_scores(run.name, span, found)
	return run


def _write_scores(run: str, span: Span, found: Sequence[Score]) -> None:
	names = {score.unit: frappe.generate_hash(length=12) for score in found}
	plain_rows.insert(
		SCORE,
		[
			{
				"name": names[score.unit],
				"run": run,
				"unit": score.unit,
				"title": title_of(score.unit, span.first, span.last),
				"first_rank": score.rank,
				"first_total": score.total,
				**_sums(score),
			}
			for score in found
		],
	)
	by_key = {
		(score.unit, each.event.key): frappe.generate_hash(length=12)
		for score in found
		for each in score.events
	}
	rows = [
		{
			"name": by_key[score.unit, each.event.key],
			"run": run,
			"unit_score": names[score.unit],
			**_row(each, by_key),
		}
		for score in found
		for each in score.events
	]
	for some in create_batch(rows, BATCH):
		plain_rows.insert(EVENT, some)


def title_of(unit: str, first: date, last: date) -> str:
	"""What the score of a unit is called."""
	return f"{unit} {first}～{last}"[:140]


def _sums(score: Score) -> dict:
	return {name: getattr(score, name) for name in SUMS}


def _row(each: Counted, by_key: Mapping[tuple, str]) -> dict:
	event = each.event
	return {
		"unit": event.unit,
		"former": event.former,
		"event": event.kind.value,
		"day": event.day,
		"task": event.task,
		"duty": event.duty.value,
		"period": event.period,
		"reference_doctype": event.behind[0],
		"reference_name": event.behind[1],
		"rater": event.rater,
		"rated": event.rated,
		"rule": each.rule.title if each.rule else "",
		**_columns(each, by_key),
	}


def _columns(each: Counted, by_key: Mapping[tuple, str]) -> dict:
	over = each.covered_by
	return {
		"worth": each.worth,
		"counted": each.counted,
		"outcome": each.outcome.value,
		"covered_by": by_key[over.unit, over.key] if over else None,
	}


def _event(row: Mapping) -> Event:
	return Event(
		EventKind(row["event"]),
		row["unit"],
		getdate(row["day"]),
		(row["reference_doctype"], row["reference_name"]),
		Duty(row["duty"]),
		row["task"] or "",
		row["period"] or "",
		row["former"] or "",
		schemes.points(row["rated"], 6),
		row["rater"] or "",
	)


def ranking(run: str) -> Iterable[Mapping]:
	"""The scores of a run that the session's user sees, the best first."""
	return frappe.get_list(
		SCORE, {"run": run}, ["name", *SHOWN], order_by="`rank`, `unit`", limit_page_length=0
	)

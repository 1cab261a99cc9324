"""The sweep that writes down who is to be reminded of what: a row for each person, item and day, once.

A day that was missed is made up for, each rung by its latest step. A set of rules remembers the day up to which it was told of, so the window is
never looked at twice; where a worker dies in between, what it has written is there already, and the key of a row lets no second one in.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial

import frappe

from qingdan_app import plain_rows, side_by_side
from qingdan_app.reminders import in_one_statement, stored_rules, what_presses, whom
from qingdan_app.reminders.in_one_statement import Told
from qingdan_app.reminders.kinds import KINDS, TASK
from qingdan_app.reminders.reminder_states import REMINDER, State
from qingdan_app.reminders.rules.rung import Rung, rings, window
from qingdan_app.reminders.stored_rules import RULE_SET
from qingdan_app.reminders.what_presses import Item, Source
from qingdan_app.working_time.site_calendar import site_calendar

MANY = 1_000
"""Of fewer tasks the reminders are found one by one, without tables that have to be made first."""
Due = tuple[Item, date, list[str]]
"""An item, the day on which it is told, and whom."""


def collect(today: date) -> None:
	"""Write the reminders that are due by today. Safe to run twice and by two workers."""
	for each in stored_rules.all_sets():
		first, last = window(each.day, today)
		lists = stored_rules.lists_by(each.name)
		rungs = stored_rules.rungs_of(each.name) if lists and first <= last else ()
		many = frappe.db.count(TASK, {"list": ("in", lists)}) >= MANY if rungs else False
		for about, told_on in _by_kind(rungs, first, last).items():
			_collect(KINDS[about].source(), told_on, lists, many)
		_reached(each, today)


def _collect(source: Source, told_on: Told, lists: Sequence[str], many: bool) -> None:
	if many:
		side_by_side.sweep([lists], partial(_write_at_once, source, told_on), large=2)
	for some, rungs in in_one_statement.left_over(source, told_on) if many else ((source, told_on),):
		batches = _due_of(some, rungs, lists)
		side_by_side.sweep(([(rung, *told) for told in due] for rung, due in batches), _write_down)


def _write_at_once(source: Source, told_on: Told, lists: Sequence[str]) -> int:
	"""Of some lists, in transactions that keep nobody from writing what they read."""
	with _reading_without_locks():
		in_one_statement.write(source, told_on, lists)
	return len(lists)


@contextmanager
def _reading_without_locks() -> Iterator[None]:
	"""A level of isolation holds from the next transaction on."""
	frappe.db.sql("set session transaction isolation level read committed")
	frappe.db.commit()  # nosemgrep: a long sweep; nothing of the caller's is open
	try:
		yield
	finally:
		frappe.db.sql("set session transaction isolation level repeatable read")
		frappe.db.commit()  # nosemgrep: a long sweep; nothing of the caller's is open


def _write_down(due: Sequence[tuple[Rung, Item, date, list[str]]]) -> int:
	"""A batch, in a transaction of its own."""
	plain_rows.insert(REMINDER, _rows(due), once=True)
	frappe.db.commit()  # nosemgrep: a long sweep; each batch stands by itself
	return len(due)


def due_by(
	rungs: Iterable[Rung], lists: Sequence[str], first: date, last: date
) -> Iterator[tuple[Rung, list[Due]]]:
	"""What rungs tell within these days, in batches; the items of one kind are read once for all of its rungs. Writes nothing."""
	for about, told_on in _by_kind(rungs, first, last).items():
		yield from _due_of(KINDS[about].source(), told_on, lists)


def _by_kind(rungs: Iterable[Rung], first: date, last: date) -> dict[str, Told]:
	by_kind = defaultdict(dict)
	for rung in rungs:
		by_kind[rung.about][rung] = rings(rung, first, last, site_calendar().works_on)
	return by_kind


def _due_of(source: Source, told_on: Told, lists: Sequence[str]) -> Iterator[tuple[Rung, list[Due]]]:
	for items in what_presses.items(source, set().union(*told_on.values()), lists):
		yield from ((rung, _due(rung, items, days)) for rung, days in told_on.items())


def _due(rung: Rung, items: Iterable[Item], told_on: Mapping[date, date]) -> list[Due]:
	ringing = [item for item in items if item.counted_from in told_on]
	found = whom.receivers_of(rung, ringing) if ringing else ()
	return [(item, told_on[item.counted_from], users) for item, users in found if users]


def _reached(told: stored_rules.Reached, today: date) -> None:
	"""A set that was saved meanwhile is told of anew."""
	values = {"name": told.name, "saved": told.saved, "today": today}
	frappe.db.sql(REACHED, values)
	frappe.db.commit()  # nosemgrep: a long sweep; each set stands by itself
	frappe.clear_document_cache(RULE_SET, told.name)


REACHED = """update `tabQingdan Reminder Rule Set` set `reached_on` = %(today)s
	where `name` = %(name)s and `modified` = %(saved)s and ifnull(`reached_on`, '1900-01-01') < %(today)s"""


def _rows(due: Iterable[tuple[Rung, Item, date, list[str]]]) -> Iterator[dict]:
	for rung, item, day, users in due:
		for user in users:
			yield {
				"receiver": user,
				"item": in_one_statement.key_of(rung.about, item, day),
				"about": rung.about,
				"reference_doctype": KINDS[rung.about].doctype,
				"reference_name": item.name,
				"title": item.title,
				"unit": item.unit,
				"counted_from": item.counted_from,
				"due_on": day,
				"on_days_of_rest": int(rung.on_days_of_rest),
				"state": State.WAITING.value,
			}

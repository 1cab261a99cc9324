"""A list is told another review cycle, or another number of days before a tentative date: the reviews ahead follow."""

from collections import defaultdict
from datetime import date

import frappe
from frappe.model.document import Document
from frappe.utils import getdate

from qingdan_app.tasks import review_days, reviewing
from qingdan_app.tasks.review_days import TASK
from qingdan_app.tasks.rules import review as rules

SETTINGS = ("review_cycle", "fix_days")


def follow(list_: Document, today: date) -> int:
	"""Move the reviews of a list that is being saved to the days that its settings give now; how many were moved.

	A day that somebody has set stays, and so does a review that is due or overdue.
	"""
	before = list_.get_doc_before_save()
	if not before or not any(list_.has_value_changed(field) for field in SETTINGS):
		return 0
	was, now = (review_days.settings_of(each) for each in (before, list_))
	by_day: dict[date, list[str]] = defaultdict(list)
	for task, planned in _waiting(list_.name):
		day = getdate(task.review_on)
		moved = rules.day_under(now, was, rules.Waiting(task.deadline_kind, day, planned), today)
		if moved != day:
			by_day[moved].append(task.name)
	for day, names in by_day.items():
		frappe.db.sql(MOVED, {**review_days.on_day(day, today), "names": names})
	return sum(map(len, by_day.values()))


MOVED = """update `tabQingdan Task` set `review_on` = %(review_on)s, `review_ring` = %(review_ring)s
	where `name` in %(names)s"""


def _waiting(list_: str) -> list[tuple[Document, date | None]]:
	"""The tasks that run and whose review nobody has set a day for, with the last day that their words name."""
	about = {"list": list_, "deadline_kind": ("in", rules.REVIEWED), "review_on": ("is", "set")}
	tasks = frappe.get_all(TASK, {**about, **review_days.running()}, ["name", "deadline_kind", "review_on"])
	names = [task.name for task in tasks]
	planned, by_hand = review_days.planned(names), _set_by_hand(names)
	return [(task, planned.get(task.name)) for task in tasks if task.name not in by_hand]


def _set_by_hand(names: list[str]) -> set[str]:
	acts = [reviewing.SET, rules.Verdict.LATER.value]
	return set(frappe.db.sql(SET_BY_HAND, {"names": [*names, ""], "acts": acts}, pluck=True))


SET_BY_HAND = """select distinct `reference_name` from `tabQingdan Approval Log` where `reference_doctype` = 'Qingdan Task'
	and `reference_name` in %(names)s and `act` in %(acts)s and `snapshot` like '%%"review_on"%%'"""

"""How deadlines stand, put into words for lists, pages and calendars. Reads nothing but the rows it is given."""

from collections.abc import Iterable, Mapping
from datetime import date

from frappe import _
from frappe.utils import cint, getdate

from qingdan_app.tasks.rules.course import AT_REST, COLOURS_AT_REST, Course
from qingdan_app.tasks.rules.due import (
	SENT_IN,
	DueMark,
	Says,
	completed_mark,
	due_mark,
	late_mark,
	milestone_mark,
	missed_mark,
	review_mark,
)
from qingdan_app.tasks.rules.lateness import days_late, judged_by
from qingdan_app.tasks.rules.milestones import RECURRING
from qingdan_app.tasks.rules.states import TaskState

NEEDED = ("due_date", "state", "course")
"""Columns that a mark is made from."""
FINER = ("judged_from", "late_days", "milestone_due", "deadline_kind", "review_on")
"""Columns that it looks at where they are known: a reopening, how late a completed task came, the next milestone or period, and the
next review."""


def marked(rows: Iterable[dict], today: date | None = None) -> list[dict]:
	"""The rows of tasks, each with its `mark`, `{text, colour}`; None where a task has no deadline."""
	today, words = today or getdate(), _sentences()
	return [{**row, "mark": mark_of(row, today, words)} for row in rows]


def mark_of(row: Mapping, today: date, words: Mapping[Says, str] | None = None) -> dict[str, str] | None:
	"""`{text, colour}` of a task's row that has its NEEDED columns; `words` as `marked` has looked them up."""
	if (course := row.get("course")) in AT_REST:
		return {"text": _(course), "colour": COLOURS_AT_REST[Course(course)]}
	words = words or _sentences()
	due = last_day_of(row)
	if due and row.get("state") == TaskState.COMPLETED.value:
		return _said(completed_mark(cint(row.get("late_days"))), words)
	mark = due_mark(due, row.get("state"), today)
	if not mark or mark.says is not Says.LATE:
		mark = _of_next_milestone(row, today) or mark or _of_next_review(row, today)
	return _said(mark, words) if mark else None


def of_milestone(day: date, since: date | None, today: date, recurs: bool = False) -> dict[str, str]:
	"""The mark of one milestone that is open: late by so many days, or how many are left; a period is missed."""
	if since and recurs:
		return shown(missed_mark(days_late(getdate(since), today)))
	mark = late_mark(getdate(since), today) if since else due_mark(day, TaskState.MOVING.value, today)
	return shown(mark)


def of_review(day: date, today: date) -> dict[str, str]:
	"""The mark of a review: overdue, or so many days ahead."""
	return shown(review_mark(day, today))


def as_it_stands(row: Mapping, today: date) -> dict[str, str] | None:
	"""The mark of a task as its form and its line in an inbox show it: one that came late is late by so many days.

	Beside its NEEDED columns the row has `late_since` and `submitted_at`.
	"""
	since, sent_in = row.get("late_since"), row.get("submitted_at")
	if not since:
		return mark_of(row, today)
	until = getdate(sent_in) if sent_in and row.get("state") in SENT_IN else today
	return shown(late_mark(getdate(since), until))


def last_day_of(row: Mapping) -> date | None:
	"""The last day on which a task is in time; None where it has no deadline, or where that runs no longer."""
	if row.get("course") in AT_REST:
		return None
	due, reopened = (row.get(column) for column in ("due_date", "judged_from"))
	return judged_by(due and getdate(due), reopened and getdate(reopened))


def shown(mark: DueMark) -> dict[str, str]:
	"""A mark in the reader's language; what was sent in needs no words."""
	return _said(mark, _sentences())


def _of_next_milestone(row: Mapping, today: date) -> DueMark | None:
	day = row.get("milestone_due")
	recurs = row.get("deadline_kind") == RECURRING
	return milestone_mark(getdate(day), today, recurs) if day and row.get("state") not in SENT_IN else None


def _of_next_review(row: Mapping, today: date) -> DueMark | None:
	day = row.get("review_on")
	return review_mark(getdate(day), today) if day and row.get("state") not in SENT_IN else None


def _said(mark: DueMark, words: Mapping[Says, str]) -> dict[str, str]:
	return {"text": words.get(mark.says, "").format(mark.days), "colour": mark.colour}


def _sentences() -> dict[Says, str]:
	"""Looked up once for all the rows of a page: core asks its cache anew for every word."""
	return {
		Says.LATE: _("{0} days late"),
		Says.COMPLETED_LATE: _("Completed {0} days late"),
		Says.TODAY: _("Due today"),
		Says.SOON: _("{0} days left"),
		Says.LATER: _("{0} days left"),
		Says.MILESTONE_LATE: _("Milestone {0} days late"),
		Says.MILESTONE_TODAY: _("Milestone due today"),
		Says.MILESTONE_SOON: _("Milestone in {0} days"),
		Says.MISSED: _("Period missed {0} days ago"),
		Says.REVIEW_LATE: _("Review {0} days overdue"),
		Says.REVIEW_TODAY: _("Review due today"),
		Says.REVIEW_LATER: _("Review in {0} days"),
	}

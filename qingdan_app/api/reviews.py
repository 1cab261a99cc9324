"""Reviews of tasks without a due date: fixing a date, saying that a condition has come, and how ongoing work stands."""

import frappe
from frappe.utils import getdate

from qingdan_app import arguments, shapes
from qingdan_app.tasks import reviewing
from qingdan_app.workflows.moves.many import parsed
from qingdan_app.workflows.retry import repeat_on_deadlock


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_on_deadlock
def review(task: str, verdict: str, words: str = "", by_day: str | None = None) -> dict:
	"""Hold the review of a task: `{name, deadline_kind, due_date, review_on}` after it.

	`verdict` is `fix_date` or `has_happened` (`by_day` is the due date that binds from then on), `look_again` (`by_day` is when it is
	asked again), `report_review`, `find_well` or `find_badly`. Raises NothingToReview, NotYoursToReview, ReviewIncomplete.
	"""
	frappe.has_permission("Qingdan Task", "read", throw=True)
	return _standing(reviewing.review(task, verdict, words, getdate(by_day) if by_day else None))


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_on_deadlock
def set_up(task: str, watch: dict | str, words: str) -> dict:
	"""Say on what a task depends, who watches that, and when it is reviewed: `{name, deadline_kind, due_date, review_on}`.

	`watch` is `{condition, watch_unit, watcher, review_on}`, what is left out stays. Raises NothingToReview, NotYoursToReview,
	ReviewIncomplete, WatcherCannotSee.
	"""
	frappe.has_permission("Qingdan Task", "read", throw=True)
	told = shapes.read("watch", parsed(watch), reviewing.WATCH)
	return _standing(reviewing.set_up(task, told, words))


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_on_deadlock
def set_stage(task: str, goal: str, words: str, percent: float | None = None, due: str | None = None) -> dict:
	"""Say what a task of several years owes this year: `{name, stage_year, stage_goal, stage_percent, stage_due}`.

	Percentage and day are read from the goal where they are left out. Raises NothingToReview, NotYoursToReview, ReviewIncomplete.
	"""
	frappe.has_permission("Qingdan Task", "read", throw=True)
	done = reviewing.set_stage(task, goal, words, percent, getdate(due) if due else None)
	fields = ("name", "stage_year", "stage_goal", "stage_percent", "stage_due")
	return {field: done.get(field) for field in fields}


def _standing(task: object) -> dict:
	return {field: task.get(field) for field in ("name", "deadline_kind", "due_date", "review_on")}

"""This year's stage of a task that takes several years: its goal on the task, and a row among its milestones, by which it is reported."""

from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, flt, getdate

from qingdan_app.organization import people
from qingdan_app.tasks import review_days
from qingdan_app.tasks.rules import stage as rules
from qingdan_app.tasks.rules.milestones import STAMPS
from qingdan_app.workflows.moves import guard

TASK = review_days.TASK
DERIVED = frozenset({"stage_year", "stage_goal", "stage_percent", "stage_due"})
"""Fields that the words of a task, and supervision, fill."""
ROW = ("date", "label", "precision", "instance", *STAMPS)
LONGEST_LABEL = 140


def settle(task: Document, today: date) -> None:
	"""Give a task of several years the stage of this one, and keep those of earlier years: nobody deletes a stage by hand."""
	before = task.get_doc_before_save()
	if not guard.is_permitted(task):
		task.update({name: before.get(name) if before else None for name in DERIVED})
	year = year_of(task, today)
	if not year:
		task.update(dict.fromkeys(DERIVED))
	elif task.stage_year != year or _words_changed(task, before, year):
		task.update(values_of(rules.stage_of(task.text, year)))
	_keep_rows(task, before)
	_settle_rows(task, year)


def year_of(task: Document, today: date) -> int | None:
	"""The year whose stage binds a task now; None for a task of one year."""
	if not task.due_date or task.deadline_kind not in rules.KINDS:
		return None
	list_year = frappe.get_cached_value("Qingdan List", task.list, "year") if task.list else None
	due = getdate(task.due_date)
	return rules.year_of(cint(list_year) or None, due, task.deadline_kind, today)


def values_of(found: rules.Stage) -> dict:
	"""A stage as fields of its task."""
	return {
		"stage_year": found.year,
		"stage_goal": found.goal,
		"stage_percent": found.percent,
		"stage_due": found.due,
	}


def lacking(today: date) -> list[str]:
	"""The tasks of several years to which nobody has given the stage of this one yet."""
	values = {"year": today.year, "ends": date(today.year, 12, 31), "kinds": sorted(rules.KINDS)}
	return frappe.db.sql(LACKING, {**values, "states": review_days.RUNNING}, pluck=True)


LACKING = """select `task`.`name` from `tabQingdan Task` `task` left join `tabQingdan List` `list` on `list`.`name` = `task`.`list`
	where `task`.`due_date` > %(ends)s and year(`task`.`due_date`) > ifnull(`list`.`year`, 0)
		and ifnull(`task`.`stage_year`, 0) < %(year)s and `task`.`deadline_kind` in %(kinds)s
		and `task`.`state` in %(states)s and ifnull(`task`.`course`, '') = '' order by `task`.`name`"""


def without_goal() -> dict:
	"""Filters of the tasks whose goal of this year nobody has set, beside those of `review_days.running`."""
	return {"stage_year": (">", 0), "stage_goal": ("is", "not set")}


def shown(task: Document) -> dict | None:
	"""What a form and a card say of it: `{year, goal, percent, due, text, may_set}`; None for a task of one year."""
	if not task.stage_year:
		return None
	said = [task.stage_goal or _("not set yet")]
	if flt(task.stage_percent):
		said.append(_("{0}% to be reached").format(f"{flt(task.stage_percent):g}"))
	return {
		"year": task.stage_year,
		"label": _("Stage Goal of {0}").format(task.stage_year),
		"goal": task.stage_goal,
		"percent": flt(task.stage_percent),
		"due": task.stage_due,
		"text": " · ".join(said),
		"may_set": may_set(task),
	}


def may_set(task: Document) -> bool:
	"""Whether the session's user sets the goal of this year."""
	standing = people.standing_of()
	supervises = standing.hands_out or standing.user == "Administrator"
	return bool(supervises and task.stage_year and review_days.runs(task))


def _words_changed(task: Document, before: Document | None, year: int) -> bool:
	"""Whether the words that a goal was read from are others now; one that supervision has set stays."""
	read = before and task.stage_goal == rules.goal_of(before.text, year)
	return bool(read and before.text != task.text)


def _keep_rows(task: Document, before: Document | None) -> None:
	there = {row.instance for row in task.milestones}
	for row in before.milestones if before else ():
		if rules.is_stage(row) and row.instance not in there:
			task.append("milestones", {name: row.get(name) for name in ROW})


def _settle_rows(task: Document, year: int | None) -> None:
	"""The row of this year says what its goal says; one that is not reported, and lies behind the last day by now, goes."""
	if year and task.stage_goal:
		_put_row(task, rules.name_of(year))
	due = getdate(task.due_date) if task.due_date else None
	left = [row for row in task.milestones if not _is_void(row, year and bool(task.stage_goal), year, due)]
	if len(left) < len(task.milestones):
		task.set("milestones", left)


def _put_row(task: Document, instance: str) -> None:
	row = next((row for row in task.milestones if row.instance == instance), None)
	if row and row.reported_on:
		return
	row = row or task.append("milestones", {"instance": instance})
	row.update({"date": task.stage_due, "label": task.stage_goal[:LONGEST_LABEL]})


def _is_void(row: Document, has_goal: bool, year: int | None, due: date | None) -> bool:
	if not rules.is_stage(row) or row.reported_on:
		return False
	without_goal = row.instance == rules.name_of(year or 0) and not has_goal
	return without_goal or not due or getdate(row.date) >= due

"""The writer of reviews: a date is fixed, a condition has come or not, ongoing work is as it should be or not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr, formatdate, getdate

from qingdan_app import shapes
from qingdan_app.markup import harmless
from qingdan_app.organization import people
from qingdan_app.tasks import changing, review_days, stages
from qingdan_app.tasks.exceptions import (
	NothingToReview,
	NotYoursToReview,
	ReviewIncomplete,
	WatcherCannotSee,
)
from qingdan_app.tasks.rules import review as rules
from qingdan_app.tasks.rules import stage
from qingdan_app.tasks.rules.acts import ACTS
from qingdan_app.tasks.rules.review import Lack, Verdict
from qingdan_app.workflows.moves.held import Held
from qingdan_app.workflows.moves.loop import Cause, Done, FollowUp, run
from qingdan_app.workflows.moves.performing import Note

TASK = review_days.TASK
SET = "set_review"
SETTABLE = ("condition", "watch_unit", "watcher", "review_on")
WATCH = {**dict.fromkeys(SETTABLE, shapes.text), "review_on": shapes.day}
"""What a caller says of who watches what."""


def review(name: str, verdict: str, words: str = "", day: date | None = None) -> Document:
	"""Hold the review of a task; the task after it.

	`day` is the due date that binds from now on, or the day on which it is asked again. Raises NothingToReview, NotYoursToReview,
	ReviewIncomplete.
	"""
	held, words, today = Held(), harmless(words).strip(), getdate()
	task = _locked(held, name)
	if verdict not in {each.value for each in review_days.offered(task)}:
		_refuse(task)
	said = Verdict(verdict)
	_check_complete(rules.lacking(said, words, day, today))
	if said in rules.BINDING:
		run(held, Bind(name, said, words, day, today))
	else:
		run(
			held,
			_note(task, said.value, {**_next(task, said, day, today), **_held(said, words, today)}, words),
		)
	return held.read(TASK, name)


def set_up(name: str, values: Mapping, words: str) -> Document:
	"""Say what a task depends on, who watches it and when it is reviewed, with a reason; the task after it.

	`values` holds fields of SETTABLE. Raises NothingToReview, NotYoursToReview, ReviewIncomplete, WatcherCannotSee.
	"""
	held, words, today = Held(), harmless(words).strip(), getdate()
	task = _locked(held, name)
	if not (people.standing_of().hands_out or frappe.session.user == "Administrator"):
		_refuse(task)
	asked = {field: values.get(field) or None for field in SETTABLE if field in values}
	day = asked.pop("review_on", None)
	_check_complete([] if words else [Lack.WORDS])
	if day and getdate(day) != (task.review_on and getdate(task.review_on)):
		_check_complete([] if getdate(day) >= today else [Lack.DAY_AHEAD])
		asked |= review_days.on_day(getdate(day), today)
	_check_watcher(task, asked)
	run(held, _note(task, SET, asked, words))
	return held.read(TASK, name)


def set_stage(
	name: str, goal: str, words: str, percent: float | None = None, due: date | None = None
) -> Document:
	"""Say what a task of several years owes this year, with a reason; the task after it. What is not given is read from the goal.

	Raises NothingToReview for a task of one year, NotYoursToReview, ReviewIncomplete.
	"""
	held, words, goal = Held(), harmless(words).strip(), harmless(goal).strip()
	task = held.read(TASK, name)
	task.check_permission("read")
	if not task.stage_year or not review_days.runs(task):
		said = _("{0} takes no more than this year, is not handed out, was sent in or rests.")
		frappe.throw(said.format(frappe.bold(name)), NothingToReview)
	if not stages.may_set(task):
		_refuse(task)
	found = stage.of_goal(goal, task.stage_year)
	found = found._replace(percent=found.percent if percent is None else percent, due=due or found.due)
	moved = due and due != (task.stage_due and getdate(task.stage_due))
	_check_complete(_lacking(found, bool(words and goal), getdate() if moved else None))
	run(held, _note(task, "set_stage", stages.values_of(found), words))
	return held.read(TASK, name)


def _lacking(found: stage.Stage, said: bool, not_before: date | None) -> list[Lack]:
	asked = {
		Lack.WORDS: said,
		Lack.PERCENT: 0 <= (found.percent or 0) <= 100,
		Lack.IN_YEAR: found.due.year == found.year,
		Lack.DAY_AHEAD: not not_before or found.due >= not_before,
	}
	return [lack for lack, is_there in asked.items() if not is_there]


@dataclass(frozen=True)
class Bind(FollowUp):
	"""A task has a due date from now on, like any other; what it said before stays in its history."""

	task: str
	verdict: Verdict
	words: str
	day: date
	today: date

	def carry_out(self, held: Held, cause: Cause) -> Done:
		values = {
			"deadline_kind": "Date",
			"due_date": self.day,
			**_held(self.verdict, self.words, self.today),
		}
		change = changing.Change(self.verdict.value, values, opinion=self.words)
		return Done(changing.write(held, self.task, change, cause))


def _locked(held: Held, name: str) -> Document:
	task = held.read(TASK, name)
	task.check_permission("read")
	if task.deadline_kind not in rules.REVIEWED or not review_days.runs(task):
		words = _("{0} is not reviewed: it has a due date, is not handed out, was sent in or rests.")
		frappe.throw(words.format(frappe.bold(name)), NothingToReview)
	return task


def _refuse(task: Document) -> None:
	words = _("What is said in the review of {0} is not yours to say. Ask for a change, or write a report.")
	frappe.throw(words.format(frappe.bold(task.name)), NotYoursToReview)


def _check_complete(lacks: list[Lack]) -> None:
	said = {
		Lack.WORDS: _("say what was found"),
		Lack.DAY: _("name a day"),
		Lack.DAY_AHEAD: _("name a day that lies ahead"),
		Lack.IN_YEAR: _("name a day within that year"),
		Lack.PERCENT: _("the percentage has to be between 0 and 100"),
	}
	if lacks:
		frappe.throw(
			_("The review is not complete: {0}.").format("；".join(said[each] for each in lacks)),
			ReviewIncomplete,
		)


def _check_watcher(task: Document, asked: Mapping) -> None:
	"""Whoever watches has to see the task: one of its units, or a person who may read it."""
	unit, person = asked.get("watch_unit"), asked.get("watcher")
	may_see = not person or frappe.has_permission(TASK, "read", task, user=person)
	if not may_see or (unit and unit not in {row.unit for row in task.units}):
		words = _(
			"{0} has no part in {1} and could not see it. Name one of its units, or somebody who sees it."
		)
		frappe.throw(words.format(unit if may_see else person, frappe.bold(task.name)), WatcherCannotSee)


def _next(task: Document, verdict: Verdict, day: date | None, today: date) -> dict:
	if verdict is not Verdict.LATER:
		cycle = review_days.settings_of_list(task.list).cycle
		day = rules.day_after_review(cycle, getdate(task.review_on or today), today)
	return review_days.on_day(day, today)


def _held(verdict: Verdict, words: str, today: date) -> dict:
	result = ACTS.row_of(verdict.value).words
	return {"reviewed_on": today, "review_result": result, "review_words": words}


def _note(task: Document, act: str, values: Mapping, words: str) -> Note:
	"""Earlier days, conditions and watchers stay in the history."""
	told = (*SETTABLE, "stage_goal", "stage_percent", "stage_due")
	changed = {name: (_plain(task.get(name)), _plain(values[name])) for name in told if name in values}
	said = {name: {"was": was, "now": now} for name, (was, now) in changed.items() if was != now}
	return Note(TASK, task.name, act, values, {"revised": said} if said else {}, words)


def _plain(value: object) -> str:
	return formatdate(value, "yyyy-MM-dd") if isinstance(value, date) else cstr(value or "")

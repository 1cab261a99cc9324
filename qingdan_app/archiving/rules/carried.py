"""What runs on goes into a later list: which tasks may, what the new one says, and under which number."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NamedTuple

from qingdan_app.tasks.rules.course import ENDED, Course
from qingdan_app.tasks.rules.standing_in import each_once
from qingdan_app.tasks.rules.states import TaskState

COPIED: tuple[str, ...] = (
	"text",
	"target",
	"key_work_text",
	"matter",
	"starts_on",
	"deadline_raw",
	"deadline_said",
	"units_said",
	"further",
	"deadline_kind",
	"cycle",
	"cycle_day",
	"leader",
	"percent",
	"weight",
	"extensions",
	"condition",
	"watcher",
	"stage_year",
	"stage_goal",
	"stage_percent",
	"stage_due",
)
"""What the new task says as the earlier one did."""


class Kept(str, Enum):
	"""Why a task does not go into a later list."""

	CARRIED = "carried"
	COMPLETED = "completed"
	ENDED = "ended"
	IN_REVIEW = "in review"
	DATE_NEEDED = "date needed"
	IN_THE_PAST = "in the past"


class RunsOn(str, Enum):
	"""Why a task goes on after the year of its list."""

	LATER_YEARS = "later years"
	WITHOUT_END = "without end"
	UNFINISHED = "unfinished"


@dataclass(frozen=True)
class Running:
	"""A task of the list that ends."""

	state: str
	course: str
	due_date: date | None


class Place(NamedTuple):
	"""Where a task stands in the later list: the item, whether it is made, and its number within it."""

	serial: int
	number: int
	is_new: bool


def why_kept(task: Running, new_due_date: date | None, today: date) -> Kept | None:
	"""Why a task stays where it is; None where it may be carried over."""
	return next(_reasons(task, new_due_date, today), None)


def _reasons(task: Running, new_due_date: date | None, today: date) -> Iterator[Kept]:
	if task.course == Course.CARRIED.value:
		yield Kept.CARRIED
	if task.state == TaskState.COMPLETED.value:
		yield Kept.COMPLETED
	if task.course in ENDED:
		yield Kept.ENDED
	if task.state == TaskState.IN_REVIEW.value:
		yield Kept.IN_REVIEW
	if needs_date(task.due_date, today) and not new_due_date:
		yield Kept.DATE_NEEDED
	if needs_date(task.due_date, today) and new_due_date < today:
		yield Kept.IN_THE_PAST


def needs_date(due: date | None, today: date) -> bool:
	"""Whether its deadline has passed, so that it would be late in the later list from the first day on."""
	return bool(due and due < today)


def why_it_runs_on(due: date | None, year: int) -> RunsOn:
	"""Why a task that is open at the end of its year goes on."""
	if not due:
		return RunsOn.WITHOUT_END
	return RunsOn.LATER_YEARS if due.year > year else RunsOn.UNFINISHED


def values_for(
	task: Mapping, new_due_date: date | None, today: date, successor: Callable[[str], str]
) -> dict:
	"""The fields of the new task; `task` has its days as days, its `units` and `milestones` as rows."""
	old = task.get("due_date")
	due = due_after(old, new_due_date, today)
	first = task.get("first_due_date") or old if due != old else task.get("first_due_date")
	return {
		**{name: task.get(name) for name in COPIED},
		"due_date": due,
		"first_due_date": first,
		"watch_unit": task.get("watch_unit") and successor(task["watch_unit"]),
		"units": each_once(task.get("units") or (), successor),
		"milestones": list(_milestones(task.get("milestones") or (), due, today)),
	}


def due_after(old: date | None, new: date | None, today: date) -> date | None:
	"""The deadline in the later list: the old one, unless it has passed."""
	if not old or old >= today:
		return old
	return new


def _milestones(rows: Iterable[Mapping], due: date | None, today: date) -> Iterator[dict]:
	"""Those that nobody has reported; one whose day has passed is due with the task."""
	for row in rows:
		if row.get("reported_on") or row.get("instance"):
			continue
		day = row.get("date")
		passed = day and day < today
		yield {
			"date": due if passed and due else day,
			"label": row.get("label"),
			"precision": row.get("precision"),
		}


def places(
	key_works: Iterable[str], known: Mapping[str, int], last: int, numbers: Mapping[int, int]
) -> list[Place]:
	"""Where tasks stand in the later list, by the key work that each comes from, in their order.

	`known` are the items that key works went into before, `last` the last serial, `numbers` the last number of each item.
	"""
	serials, used, found = dict(known), dict(numbers), []
	for key_work in key_works:
		is_new = key_work not in serials
		if is_new:
			last += 1
			serials[key_work] = last
		serial = serials[key_work]
		used[serial] = used.get(serial, 0) + 1
		found.append(Place(serial, used[serial], is_new))
	return found

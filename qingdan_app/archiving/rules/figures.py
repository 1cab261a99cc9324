"""The figures of a list on the day on which it is closed: plain data in, plain data out."""

from collections.abc import Iterable, Mapping

from qingdan_app.tasks.rules.course import ENDED, Course
from qingdan_app.tasks.rules.states import TaskState

FIGURES: tuple[str, ...] = (
	"total",
	"completed",
	"completed_late",
	"in_review",
	"moving",
	"waiting",
	"suspended",
	"ended",
	"carried",
	"late",
	"extended",
)
"""What is counted, in the order in which it is shown: `late` and `extended` beside where a task stands."""
OF_STATE: dict[str, str] = {
	TaskState.COMPLETED.value: "completed",
	TaskState.IN_REVIEW.value: "in_review",
	TaskState.MOVING.value: "moving",
	TaskState.WAITING.value: "waiting",
}
OPEN: tuple[str, ...] = ("in_review", "moving", "waiting", "suspended")
"""Figures of tasks that are not done, and of which it was not decided that they end."""


def figures_of(rows: Iterable[Mapping]) -> dict[str, int]:
	"""How many tasks stand where; a row has `state`, `course`, `late_since`, `late_days` and `extensions`."""
	found = dict.fromkeys(FIGURES, 0)
	for row in rows:
		standing = standing_of_task(row)
		found["total"] += 1
		found[standing] += 1
		found["completed_late"] += standing == "completed" and bool(row.get("late_days"))
		found["late"] += standing in OPEN and bool(row.get("late_since"))
		found["extended"] += bool(row.get("extensions"))
	return found


def standing_of_task(row: Mapping) -> str:
	"""Where one task stands: every task is counted once."""
	course = row.get("course") or ""
	if row.get("state") == TaskState.COMPLETED.value:
		return "completed"
	if course in ENDED:
		return "ended"
	if course == Course.CARRIED.value:
		return "carried"
	return "suspended" if course == Course.SUSPENDED.value else OF_STATE[row["state"]]


def grouped(rows: Iterable[Mapping], by: str) -> list[dict]:
	"""The figures for each value of a column, `[{name, total, …}]`, the largest first; tasks that name none come last."""
	groups: dict[str, list[Mapping]] = {}
	for row in rows:
		groups.setdefault(row.get(by) or "", []).append(row)
	found = [{"name": name, **figures_of(of_group)} for name, of_group in groups.items()]
	return sorted(found, key=lambda each: (not each["name"], -each["total"], each["name"]))

"""What was filed once stays as it was filed, from the moment on at which somebody builds on it."""

from collections.abc import Callable
from enum import Enum

from qingdan_app.tasks.rules.course import CLOSED
from qingdan_app.tasks.rules.states import ReportState, TaskState

OPEN = ("", ReportState.DRAFT.value, ReportState.RETURNED.value)
"""States in which a report is its unit's to change."""


class Stands(str, Enum):
	"""Why a filed report is not taken back any more."""

	DECIDED = "its task is decided on, or was, or has ended"
	BUILT_ON = "a later report stands on it"


def standing(
	completion: bool, task_state: str, course: str, act: str, built_on: Callable[[], bool]
) -> Stands | None:
	"""Why a report is not taken back by its unit (`withdraw`) or sent back (`return`); None where it can be.

	A completion report moves with its task. What a later report stands on can be sent back to be mended, and not be
	taken back in silence; `built_on` says whether one does.
	"""
	if completion:
		return None
	if task_state != TaskState.MOVING.value or course in CLOSED:
		return Stands.DECIDED
	return Stands.BUILT_ON if act == "withdraw" and built_on() else None


def is_open(state: str | None) -> bool:
	"""Whether a report is its unit's to change: a draft, or one that was returned."""
	return (state or "") in OPEN


def is_kept(filed_by: str | None, state: str | None) -> bool:
	"""Whether a report and its files are deleted by nobody: it has been filed once, whatever became of it since."""
	return bool(filed_by) or not is_open(state)

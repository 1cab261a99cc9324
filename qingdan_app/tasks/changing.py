"""The writer of what people decided to change in a task: its words, deadline, units, leader and course."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import frappe

from qingdan_app.tasks import history
from qingdan_app.tasks.history import TASK
from qingdan_app.workflows.log import chains
from qingdan_app.workflows.moves.held import Held
from qingdan_app.workflows.moves.loop import Cause, Done, FollowUp
from qingdan_app.workflows.moves.performing import Write, write_log
from qingdan_app.workflows.moves.subjects import Move
from qingdan_app.workflows.requests import acting


@dataclass(frozen=True)
class Change:
	"""One change of a task: how the log calls it, the values of its fields, and what the log keeps beside."""

	act: str
	values: Mapping[str, Any]
	kept: Mapping[str, Any] = field(default_factory=dict)
	opinion: str = ""
	beside: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
	"""What changes with it beside these words: `{field: {was, now}}`, by the names that the history has for it."""


@dataclass(frozen=True)
class FollowTask(FollowUp):
	"""The turns on a task follow its new units, leader and dates."""

	name: str

	def carry_out(self, held: Held, cause: Cause) -> Done:
		if request := chains.running(TASK, self.name):
			user = frappe.session.user
			acting.reschedule(request, user, held)
			acting.reseat(request, user, held)
		return Done()


def _save(held: Held, name: str, values: Mapping[str, Any]) -> None:
	Write(TASK, name, values).carry_out(held, Cause())


def write(
	held: Held, name: str, change: Change, cause: Cause, store: Callable[[Held, str, Mapping], None] = _save
) -> Iterable[FollowUp]:
	"""Write a change into a task that is locked, and what was there before into its log; answers what follows.

	`store` writes the values: by a save of the task, where it is not one of many.
	"""
	task = held.read(TASK, name)
	before = history.words_of_task(task)
	task.flags.revised = True
	store(held, name, change.values)
	said = {**history.differences(before, history.words_of_task(task)), **change.beside}
	step = Move(change.act, task.state, task.state, frappe.session.user, change.opinion)
	write_log(held, task, step, {"revised": said, **change.kept}, cause)
	return [FollowTask(name)] if held.log_of(TASK, name).running else []

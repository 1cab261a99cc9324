"""What was asked of people about a task that has ended is asked no longer: its turns are taken back, and they are told."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.changes.possible import REQUEST
from qingdan_app.changes.rules.change_states import ChangeState
from qingdan_app.tasks.history import TASK
from qingdan_app.tasks.rules.course import CLOSED
from qingdan_app.tasks.rules.states import TaskState
from qingdan_app.workflows import telling
from qingdan_app.workflows.moves.held import Held
from qingdan_app.workflows.moves.loop import Cause, Done, FollowUp, work_off
from qingdan_app.workflows.moves.performing import MoveTo
from qingdan_app.workflows.requests import acting
from qingdan_app.workflows.requests.access import LIVE

REPORT = "Qingdan Progress Report"
TURN = "Qingdan Approval Assignment"


@dataclass(frozen=True)
class TellOver(FollowUp):
	"""Whoever had the turn on a document is told that it is taken back, and why."""

	doctype: str
	name: str
	users: tuple[str, ...]
	why: str

	def carry_out(self, held: Held, cause: Cause) -> Done:
		users = [user for user in dict.fromkeys(self.users) if user != frappe.session.user]
		about = telling.Happened(
			self.doctype, self.name, held.subject(self.doctype, self.name).title, cause.entry
		)
		telling.tell_signers(about, users, "over", self.why)
		return Done()


@dataclass(frozen=True)
class Close(FollowUp):
	"""A task was terminated or merged: its approval ends, and that of its reports. One step, however much follows."""

	task: str
	why: str
	change: str = ""
	"""The request that has ended it; an archived list was asked about all of them before."""

	def carry_out(self, held: Held, cause: Cause) -> Done:
		others = _other_changes(held, self) if self.change else ()
		ends = [*_ends(held, self.task, self.why), *others]
		work_off(held, Done(ends), cause)
		return Done()


def closed(name: str, change: Document) -> Close:
	"""What follows for a task that a change request has ended."""
	return Close(name, _("{0} was granted: {1}").format(change.name, _(change.kind)), change.name)


def _ends(held: Held, name: str, why: str) -> list[FollowUp]:
	ends: list[FollowUp] = []
	for request, about, _task in running_on([name], locked=True):
		ends += _end(request, about, why)
	if held.read(TASK, name).state == TaskState.IN_REVIEW.value:
		ends.append(MoveTo(TASK, name, "withdraw", TaskState.MOVING.value, why))
	return ends


def _end(request: str, about: tuple[str, str], why: str) -> list[FollowUp]:
	users = tuple(frappe.get_all(TURN, {"request": request, "standing": ("in", LIVE)}, pluck="assignee"))
	return [acting.ended(request, about, frappe.session.user, why), TellOver(*about, users, why)]


def _other_changes(held: Held, close: Close) -> list[FollowUp]:
	"""What else was asked for about the task is denied, unless it is about one that goes on as well."""
	ends: list[FollowUp] = []
	about = {"task": close.task, "granted": close.change, "closed": tuple(sorted(CLOSED))}
	for request, name in frappe.db.sql(OTHERS, about):
		ends += _end(request, (REQUEST, name), close.why)
		if held.read(REQUEST, name).state == ChangeState.IN_APPROVAL.value:
			ends.append(MoveTo(REQUEST, name, "deny_change", ChangeState.DENIED.value, close.why))
	return ends


OTHERS = """select `request`.`name`, `request`.`reference_name` from `tabQingdan Approval Request` `request`
	where `request`.`reference_doctype` = 'Qingdan Change Request' and `request`.`status` != 'Ended' and `request`.`reference_name` != %(granted)s
		and `request`.`reference_name` in (select `parent` from `tabQingdan Change Task` where `task` = %(task)s)
		and not exists(select 1 from `tabQingdan Change Task` `row` join `tabQingdan Task` `task` on `task`.`name` = `row`.`task`
			where `row`.`parent` = `request`.`reference_name` and ifnull(`task`.`course`, '') not in %(closed)s)
	order by `request`.`name` lock in share mode"""


class Running(NamedTuple):
	"""A request for approval that runs on a task, or on a report of it."""

	request: str
	about: tuple[str, str]
	task: str


def running_on(tasks: Iterable[str], locked: bool = False) -> list[Running]:
	"""The requests that run on these tasks and on their reports; `locked` as they are now, whatever the transaction has read before."""
	names = {"tasks": [*tasks, ""]}
	found = []
	for doctype, running in RUNNING.items():
		statement = f"{running} lock in share mode" if locked else running
		rows = frappe.db.sql(statement, names)
		found += [Running(request, (doctype, about), task) for request, about, task in rows]
	return found


RUNNING = {
	TASK: """select `name`, `reference_name`, `reference_name` from `tabQingdan Approval Request`
		where `reference_doctype` = 'Qingdan Task' and `reference_name` in %(tasks)s and `status` != 'Ended' order by `name`""",
	REPORT: """select `request`.`name`, `report`.`name`, `report`.`task` from `tabQingdan Progress Report` `report`
		join `tabQingdan Approval Request` `request`
			on `request`.`reference_doctype` = 'Qingdan Progress Report' and `request`.`reference_name` = `report`.`name`
		where `report`.`task` in %(tasks)s and `request`.`status` != 'Ended' order by `request`.`name`""",
}

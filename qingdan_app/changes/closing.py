"""What was asked of people about a task that has ended is asked no longer: its turns are taken back, and they are told."""

from collections.abc import Iterable
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.tasks.history import TASK
from qingdan_app.tasks.rules.states import TaskState
from qingdan_app.workflows import telling
from qingdan_app.workflows.moves.held import Held
from qingdan_app.workflows.moves.loop import Cause, Done, FollowUp, work_off
from qingdan_app.workflows.moves.performing import MoveTo
from qingdan_app.workflows.requests import acting
from qingdan_app.workflows.requests.access import LIVE

REPORT, REQUEST = "Qingdan Progress Report", "Qingdan Approval Request"
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

	def carry_out(self, held: Held, cause: Cause) -> Done:
		work_off(held, Done(_ends(held, self.task, self.why)), cause)
		return Done()


def closed(name: str, change: Document) -> Close:
	"""What follows for a task that a change request has ended."""
	return Close(name, _("{0} was granted: {1}").format(change.name, _(change.kind)))


def _ends(held: Held, name: str, why: str) -> list[FollowUp]:
	ends: list[FollowUp] = []
	for request, about in _running(name):
		users = tuple(frappe.get_all(TURN, {"request": request, "standing": ("in", LIVE)}, pluck="assignee"))
		ends += [acting.ended(request, about, frappe.session.user, why), TellOver(*about, users, why)]
	if held.read(TASK, name).state == TaskState.IN_REVIEW.value:
		ends.append(MoveTo(TASK, name, "withdraw", TaskState.MOVING.value, why))
	return ends


def _running(task: str) -> Iterable[tuple[str, tuple[str, str]]]:
	"""The requests that run on a task and on its reports, each with what it is about."""
	reports = frappe.get_all(REPORT, {"task": task}, pluck="name")
	for doctype, names in ((TASK, [task]), (REPORT, reports)):
		about = {"reference_doctype": doctype, "reference_name": ("in", names or [""])}
		rows = frappe.get_all(REQUEST, {**about, "status": ("!=", "Ended")}, ["name", "reference_name"])
		yield from ((row.name, (doctype, row.reference_name)) for row in rows)

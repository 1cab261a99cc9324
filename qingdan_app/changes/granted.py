"""The writer of granted changes: all tasks of a request, or none, in the transaction of the decision."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, now_datetime

from qingdan_app.changes import closing, issued_anew, possible
from qingdan_app.changes.exceptions import ChangedMeanwhile
from qingdan_app.changes.possible import TASK
from qingdan_app.changes.rules.acts import ACT_OF
from qingdan_app.changes.rules.kinds import Asked, Kind
from qingdan_app.changes.rules.values import values_for
from qingdan_app.handing_out import acknowledging
from qingdan_app.scores import striking
from qingdan_app.tasks import changing, history
from qingdan_app.tasks.rules.course import CLOSED, Course
from qingdan_app.tasks.rules.states import TaskState
from qingdan_app.workflows.moves.held import Held
from qingdan_app.workflows.moves.loop import Cause, Done, FollowUp


@dataclass(frozen=True)
class WriteChanges(FollowUp):
	"""A request was granted: what it asks for is written into each of its tasks, and people are told."""

	doctype: str
	name: str

	def carry_out(self, held: Held, cause: Cause) -> Done:
		request = held.read(self.doctype, self.name)
		asked, follow_ups = possible.of_today(possible.asked_of(request)), []
		for name in sorted(row.task for row in request.tasks):
			follow_ups += _write(held, name, asked, request, cause)
		if asked.kind is Kind.APPEAL:
			striking.strike(asked.get("score_event"), request.name)
		if asked.kind is Kind.REVISION:
			follow_ups += issued_anew.write(asked.get("revision"), request)
		return Done(follow_ups)


def refuse_conflicts(held: Held, request: Document) -> None:
	"""Lock the tasks of a request. Raises ChangedMeanwhile where one is not what it was when the change was asked for."""
	seen = {row.task: json.loads(row.seen or "{}") for row in request.tasks}
	judged = _judged(possible.asked_of(request))
	decided = DECIDED_ON if request.kind == Kind.REVISION.value else DECIDED_ON[:1]
	found = [(name, _changed(held.read(TASK, name), seen[name], judged, decided)) for name in sorted(seen)]
	lines = [f"{name} {said}" for name, said in found if said]
	lines += issued_anew.conflicts(request)
	if lines:
		lines.append(_("Return the request, or let it be withdrawn and asked for anew."))
		frappe.throw("；".join(lines), ChangedMeanwhile)


def _judged(asked: Asked) -> tuple[str, ...]:
	"""What has to be as it was. Who answers for a task may have changed meanwhile, where the request asks for nobody else: its turns
	have followed, and whoever decides knows."""
	if asked.kind is Kind.REVISION:
		return history.KEPT
	free = {"leader": not asked.get("new_leader"), "units": not asked.asks_for_units}
	return tuple(name for name in history.KEPT if not free.get(name))


DECIDED_ON = (TaskState.COMPLETED.value, TaskState.IN_REVIEW.value)
"""States in which a task keeps the words that were decided on, or are; a list issued anew leaves both alone."""


def _changed(task: Document, seen: dict[str, str], judged: Iterable[str], decided: Sequence[str]) -> str:
	"""What has changed since, in words; empty where nothing has."""
	now = history.words_of_task(task)
	changed = [name for name in judged if name in seen and seen[name] != now[name]]
	labels = (f"{_(task.meta.get_label(name))}: {seen[name] or '—'} → {now[name] or '—'}" for name in changed)
	if not changed and task.state in decided:
		return _("is {0} meanwhile").format(_(task.state))
	return _("was changed meanwhile, {0}").format("；".join(labels)) if changed else ""


def clock_anew(task: Document, values: dict) -> dict:
	"""A task that goes on is to be acknowledged within the hours of its list anew; of another lead unit: `handing_out.leads`."""
	goes_on = values.get("course") == Course.RUNNING.value
	if not goes_on or task.state != TaskState.WAITING.value or task.drafted or task.acknowledged_by:
		return {}
	now = now_datetime()
	return acknowledging.stamps(acknowledging.clock_of(task.list, now), now)


def _write(held: Held, name: str, asked: Asked, request: Document, cause: Cause) -> Iterable[FollowUp]:
	task = held.read(TASK, name)
	row = {**task.as_dict(), "due_date": task.due_date and getdate(task.due_date)}
	row["course_since"] = task.course_since and getdate(task.course_since)
	row["milestones"] = [{**each, "date": each.date and getdate(each.date)} for each in row["milestones"]]
	values = values_for(asked, row, getdate())
	values |= clock_anew(task, values)
	kept = {"change": request.name, **({"import": request.source_import} if request.source_import else {})}
	change = changing.Change(ACT_OF[asked.kind], values, kept, issued_anew.said_of(request))
	follow_ups = list(changing.write(held, name, change, cause))
	return [closing.closed(name, request)] if values.get("course") in CLOSED else follow_ups

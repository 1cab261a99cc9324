"""What holds for a change request: as whom somebody asks, what it lacks, and which tasks cannot be changed so, in words."""

from collections.abc import Iterable, Mapping

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from qingdan_app.changes import issued_anew
from qingdan_app.changes.exceptions import ChangeIncomplete, ChangeIsSent, ChangeNotPossible
from qingdan_app.changes.rules.change_states import ChangeState
from qingdan_app.changes.rules.kinds import (
	MAY_ASK,
	OF_NO_TASK,
	Asked,
	Asker,
	Concerned,
	Kind,
	Why,
	missing,
	why_not,
)
from qingdan_app.changes.rules.values import values_for
from qingdan_app.organization import people
from qingdan_app.organization.rules.answering import last_successor
from qingdan_app.organization.rules.standing import OF_THE_CITY, Role, Standing
from qingdan_app.tasks import history
from qingdan_app.tasks.rules.course import CLOSED
from qingdan_app.tasks.rules.states import TaskState

REQUEST, ROW, TASK = "Qingdan Change Request", "Qingdan Change Task", "Qingdan Task"
MOST = 800
"""Tasks of one request: more than a list has."""


def is_open(request: Document) -> bool:
	"""Whether its words may still be changed."""
	return (request.state or ChangeState.DRAFT.value) == ChangeState.DRAFT.value


def refuse_change_when_sent(request: Document) -> None:
	"""Raise ChangeIsSent where what was sent for approval, or has been decided, is written anew."""
	before = request.get_doc_before_save()
	if before and not is_open(before):
		frappe.throw(
			_("{0} is {1} and keeps its words. Withdraw it first, or ask anew.").format(
				frappe.bold(request.name), _(before.state)
			),
			ChangeIsSent,
		)


def refuse_deletion_of_sent(request: Document) -> None:
	"""Raise ChangeIsSent: what was ever sent for approval is on record, and so is what it was about."""
	if not is_open(request) or request.asked_as:
		frappe.throw(
			_("{0} is {1} and is kept.").format(frappe.bold(request.name), _(request.state)), ChangeIsSent
		)


def refuse_without_tasks(request: Document) -> None:
	"""Raise ChangeIncomplete for a request about no task; a list issued anew may change none."""
	if not request.tasks and not _stands_alone(request):
		frappe.throw(_("Name the tasks that are to be changed."), ChangeIncomplete)


def _stands_alone(request: Mapping) -> bool:
	"""Whether it says something where it names no task."""
	return request.get("kind") in OF_NO_TASK or issued_anew.stands_alone(request)


def asked_of(request: Mapping) -> Asked:
	"""What a request asks for: the document, or the plain values of a dialog. Raises ChangeIncomplete for no kind."""
	if request.get("kind") not in {kind.value for kind in Kind}:
		frappe.throw(_("Say which kind of change is asked for."), ChangeIncomplete)
	kind = Kind(request.get("kind"))
	values = {name: request.get(name) for name in MAY_ASK[kind]}
	if kind is Kind.REVISION:
		return Asked(kind, {"revision": issued_anew.revision_of(request)})
	if values.get("new_due_date"):
		values["new_due_date"] = getdate(values["new_due_date"])
	values["cooperating"] = [_unit(row) for row in values.get("cooperating") or ()]
	rows = values.get("milestones") or ()
	values["milestones"] = [
		{
			"date": row.get("date") and getdate(row.get("date")),
			"label": row.get("label"),
			"precision": row.get("precision"),
		}
		for row in rows
		if hasattr(row, "get")
	]
	return Asked(kind, values)


def of_today(asked: Asked) -> Asked:
	"""The same, with the units that have taken over meanwhile in place of those that are named."""
	if asked.kind is Kind.REVISION:
		return Asked(asked.kind, {"revision": issued_anew.of_today(asked.get("revision"))})
	lead, others = asked.get("new_lead_unit"), asked.get("cooperating") or ()
	if not lead and not others:
		return asked
	successors = people.successors()
	today = {
		"new_lead_unit": lead and last_successor(lead, successors),
		"cooperating": list(dict.fromkeys(last_successor(unit, successors) for unit in others)),
	}
	return Asked(asked.kind, {**asked.values, **today})


def asker_for(standing: Standing, lead_unit: str | None, leader: str | None) -> Asker | None:
	"""As whom somebody asks about a task; None for whom it is none of their business."""
	if standing.roles & OF_THE_CITY or standing.user == "Administrator":
		return Asker.SUPERVISION
	roles = standing.roles_at(lead_unit)
	if Role.HEAD.value in roles:
		return Asker.HEAD
	if Role.LIAISON.value in roles:
		return Asker.LIAISON
	return Asker.OFFICE if leader in standing.leaders else None


def check_complete(request: Mapping, tasks: int) -> None:
	"""Raise ChangeIncomplete for what a request of its kind needs, and for words of one task asked of many."""
	lacks = [_lacking(each) for each in missing(asked_of(request), request, tasks)]
	if not (tasks > 0 or _stands_alone(request)) or tasks > MOST:
		lacks.append(_("name between one and {0} tasks").format(MOST))
	if lacks:
		frappe.throw(_("This cannot be asked for yet: {0}.").format("；".join(lacks)), ChangeIncomplete)


def refusals(
	asked: Asked, tasks: Mapping[str, Mapping], standing: Standing, locked: bool = False
) -> dict[str, str]:
	"""Task → why it cannot be changed so, in words; those that can are left out. `tasks` as `history.of_many` reads them.

	`locked`: the tasks are, and what was asked for meanwhile counts whatever the transaction has read before.
	"""
	today, pending, target = getdate(), _pending(asked.kind, tasks, locked), _target_is_open(asked)
	found = {}
	for name, task in tasks.items():
		now = history.words_of_task(task)
		concerned = Concerned(
			name,
			task["state"],
			task["course"] or "",
			task["due_date"],
			asker_for(standing, task["lead_unit"], task["leader"]),
			now != now | words_after(asked, task),
			target,
			pending.get(name, ""),
		)
		why = why_not(asked, concerned, today)
		if why:
			found[name] = _said(why, task, pending.get(name, ""))
	return found


def refuse_impossible(found: Mapping[str, str]) -> None:
	"""Raise ChangeNotPossible, with each task and why."""
	if found:
		lines = [f"{frappe.bold(name)} {why}" for name, why in found.items()]
		frappe.throw("<br>".join(lines), ChangeNotPossible)


def words_after(asked: Asked, task: Mapping) -> dict[str, str]:
	"""What the task would say of whatever is asked for."""
	values = values_for(asked, task, getdate())
	said = history.words_of_task({**task, **values})
	return {name: said[name] for name in history.KEPT if name in values}


def _unit(row: Mapping | str) -> str:
	return row if isinstance(row, str) else row.get("unit")


def _pending(kind: Kind, tasks: Iterable[str], locked: bool) -> dict[str, str]:
	"""Task → a request of the same kind that waits for its decision."""
	row, request = frappe.qb.DocType(ROW), frappe.qb.DocType(REQUEST)
	query = frappe.qb.from_(row).join(request).on(request.name == row.parent).select(row.task, row.parent)
	waiting = (request.state == ChangeState.IN_APPROVAL.value) & (request.kind == kind.value)
	query = query.where(waiting & row.task.isin(list(tasks) or [""]))
	return dict((query.for_update() if locked else query).run())


def _target_is_open(asked: Asked) -> bool:
	target = asked.get("merged_into")
	row = target and frappe.db.get_value(TASK, target, ["state", "course"], as_dict=True)
	return not row or (row.course not in CLOSED and row.state != TaskState.COMPLETED.value)


def _lacking(name: str) -> str:
	single = name.removeprefix("single:")
	meta = frappe.get_meta(REQUEST)
	if single != name:
		return _("{0} is asked for one task at a time").format(_(meta.get_label(single)))
	if name == "asked":
		return _("it asks for nothing")
	return _("{0} is missing").format(_(meta.get_label(name)))


def _said(why: Why, task: Mapping, other: str) -> str:
	due = frappe.format(task["due_date"], "Date") if task["due_date"] else ""
	return {
		Why.NOT_YOURS: _("its lead unit, its leader's office or supervision asks for it"),
		Why.COMPLETED: _("is completed; supervision reopens it first"),
		Why.CLOSED: _("is ended; only supervision resumes it"),
		Why.WITH_ITS_LIST: _("rests with its list; it goes on with that alone, or in a later one"),
		Why.NO_DEADLINE: _("has no due date to extend; ask for an adjustment with a due date or milestones"),
		Why.HAS_DEADLINE: _("is due on {0}; ask for an extension").format(due),
		Why.NOT_LATER: _("is due on {0}; the new date has to be later").format(due),
		Why.IN_THE_PAST: _("would be late at once; name a day from today on"),
		Why.EXPIRED: _("was due on {0}; after that only supervision asks for more time").format(due),
		Why.SUSPENDED_ALREADY: _("is suspended already"),
		Why.NOT_SUSPENDED: _("is neither suspended nor ended"),
		Why.IN_REVIEW: _("is in review; it is decided first"),
		Why.DATE_NEEDED: _("was due on {0}, while it was suspended; name a new date").format(due),
		Why.INTO_ITSELF: _("cannot be merged into itself"),
		Why.TARGET_CLOSED: _("would be merged into a task that is completed or ended"),
		Why.UNLIKELY: _("would get a day that is no likely deadline; check the year"),
		Why.NOTHING_NEW: _("is what is asked for already"),
		Why.ASKED_ALREADY: _("waits for the decision on {0}").format(other),
	}[why]

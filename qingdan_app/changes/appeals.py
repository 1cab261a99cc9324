"""An appeal (申诉): an event that was counted for a unit in a run counts no more, once its flow agrees."""

from collections.abc import Mapping

import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.changes import possible
from qingdan_app.changes.exceptions import ChangedMeanwhile, ChangeNotPossible
from qingdan_app.changes.possible import REQUEST
from qingdan_app.changes.rules.change_states import ChangeState
from qingdan_app.changes.rules.kinds import Asker, Kind
from qingdan_app.organization import people
from qingdan_app.scores import striking
from qingdan_app.scores.running import EVENT


def is_appeal(request: Mapping) -> bool:
	return request.get("kind") == Kind.APPEAL.value


def settle(request: Document) -> None:
	"""An appeal is about one event and no task. Raises PermissionError for an event that whoever asks does not see."""
	if not is_appeal(request):
		request.score_event = None
		return
	request.set("tasks", [])
	if request.score_event and not frappe.get_list(EVENT, {"name": request.score_event}, limit=1):
		frappe.throw(_("There is no such event, or it is not yours to see."), frappe.PermissionError)


def asker_of(request: Document) -> Asker:
	"""As whom the session's user appeals; the event stays locked. Raises ChangeNotPossible."""
	event = striking.locked(request.score_event)
	asker = possible.asker_for(people.standing_of(), event.unit, None)
	why = _why_not(event, asker, request.name)
	if why:
		frappe.throw(why, ChangeNotPossible)
	return asker


def units_of(request: Document) -> list[Mapping]:
	"""The unit whose event it is, as `lead_unit`, without a `leader`: who signs for it."""
	unit = frappe.db.get_value(EVENT, request.score_event, "unit")
	return [frappe._dict(lead_unit=unit, leader=None)] if unit else []


def refuse_struck(request: Document) -> None:
	"""Lock the event. Raises ChangedMeanwhile where another appeal has struck it."""
	if is_appeal(request) and striking.locked(request.score_event).struck_by:
		frappe.throw(_("The event was struck meanwhile."), ChangedMeanwhile)


def title_of(request: Document) -> str:
	"""The unit, what was counted, and the task."""
	event = frappe.db.get_value(EVENT, request.score_event, ["unit", "event", "task"], as_dict=True)
	return (
		" ".join(filter(None, (event.unit, _(event.event), event.task)))[:140]
		if event
		else request.reason[:140]
	)


def _why_not(event: Mapping, asker: Asker | None, request: str) -> str:
	if not asker:
		return _("Its unit appeals against what was counted, or supervision does for it.")
	if striking.is_simulated(event):
		return _("What was only simulated counts for nothing.")
	if event.struck_by:
		return _("The event is struck already, by {0}.").format(event.struck_by)
	if event.worth >= 0:
		return _("The event took no points away.")
	waiting = {"score_event": event.name, "state": ChangeState.IN_APPROVAL.value, "name": ("!=", request)}
	other = frappe.db.get_value(REQUEST, waiting)
	return _("{0} waits for its decision about the same event.").format(other) if other else ""

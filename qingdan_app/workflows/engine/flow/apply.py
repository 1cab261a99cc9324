"""Events make the state: `apply` for one, `replay` for all. Nothing else ever changes a request."""

from collections.abc import Iterable
from dataclasses import replace
from functools import reduce, singledispatch

from qingdan_app.workflows.engine.flow import events as log
from qingdan_app.workflows.engine.flow.kinds import Standing, VisitStatus
from qingdan_app.workflows.engine.flow.refusals import BrokenLog
from qingdan_app.workflows.engine.flow.state import Request, Turn, Visit


def replay(events: Iterable[log.Event]) -> Request:
	"""The request as its log tells it. Raises BrokenLog where an event is missing, doubled or out of place."""
	request = reduce(apply, events, None)
	if request is None:
		raise BrokenLog("no events")
	return request


def apply(request: Request | None, event: log.Event) -> Request:
	"""The request after one more event."""
	expected = request.sequence + 1 if request else 1
	if event.sequence != expected:
		raise BrokenLog(f"event {event.sequence} follows {expected - 1}")
	after = reduce(apply_change, event.changes, request)
	if after is None:
		raise BrokenLog("the first event starts no request")
	return replace(after, sequence=event.sequence)


def apply_change(request: Request | None, change: log.Change) -> Request:
	"""The request after one change."""
	if request is None and not isinstance(change, log.Started):
		raise BrokenLog(f"{type(change).__name__} before the start")
	return _changed(change, request)


@singledispatch
def _changed(change: log.Change, request: Request) -> Request:
	raise BrokenLog(f"unknown change {type(change).__name__}")


@_changed.register
def _(change: log.Started, request: Request | None) -> Request:
	if request is not None:
		raise BrokenLog("started twice")
	return Request(change.definition, change.initiator, change.authors, change.labels, change.at)


@_changed.register
def _(change: log.DefinitionReplaced, request: Request) -> Request:
	return replace(request, definition=change.definition)


@_changed.register
def _(change: log.VisitBegan, request: Request) -> Request:
	return replace(request, visits=(*request.visits, change.visit))


@_changed.register
def _(change: log.VisitEnded, request: Request) -> Request:
	return _with_visit(request, change.visit, status=change.status, ended_in=change.sequence)


@_changed.register
def _(change: log.VisitReopened, request: Request) -> Request:
	ended_in = request.visits[change.visit - 1].ended_in
	kept = tuple(skip for skip in request.skips if skip.sequence < ended_in)
	return _with_visit(replace(request, skips=kept), change.visit, status=VisitStatus.OPEN, ended_in=0)


@_changed.register
def _(change: log.StepSkipped, request: Request) -> Request:
	return replace(request, skips=(*request.skips, change.skip))


@_changed.register
def _(change: log.TurnAdded, request: Request) -> Request:
	return replace(request, turns=(*request.turns, change.turn))


@_changed.register
def _(change: log.TurnOpened, request: Request) -> Request:
	return _with_turn(
		request,
		change.turn,
		standing=Standing.OPEN,
		assignee=change.assignee,
		on_behalf_of=change.on_behalf_of,
		delegation=change.delegation,
		delegated_until=change.delegated_until,
		opened_at=change.opened_at,
		clock_since=change.opened_at,
		due=change.due,
		remind_at=change.remind_at,
	)


@_changed.register
def _(change: log.TurnMoved, request: Request) -> Request:
	turn = request.turns[change.turn - 1]
	if change.standing is Standing.WAITING:
		return _with_turn(request, turn.id, **_as_before_its_opening(turn))
	return _with_turn(request, turn.id, standing=change.standing)


@_changed.register
def _(change: log.BodiesChanged, request: Request) -> Request:
	return _with_turn(request, change.turn, bodies=change.bodies)


@_changed.register
def _(change: log.TurnClosed, request: Request) -> Request:
	return _with_turn(
		request,
		change.turn,
		standing=Standing.CLOSED,
		was=request.turns[change.turn - 1].standing,
		closing=change.closing,
		closed_by=change.by,
		closed_at=change.at,
		closed_in=change.sequence,
		decision=change.decision,
		because=change.because,
		opinion=change.opinion,
		signature=change.signature,
	)


@_changed.register
def _(change: log.DecisionVoided, request: Request) -> Request:
	return _with_turn(request, change.turn, void=True)


@_changed.register
def _(change: log.ClockSet, request: Request) -> Request:
	return _with_turn(
		request, change.turn, due=change.due, remind_at=change.remind_at, late_since=change.late_since
	)


@_changed.register
def _(change: log.CopySent, request: Request) -> Request:
	return replace(request, copies=(*request.copies, change.copy))


@_changed.register
def _(change: log.CopyRead, request: Request) -> Request:
	index = change.copy - 1
	read = replace(request.copies[index], read_at=change.at)
	return replace(request, copies=(*request.copies[:index], read, *request.copies[index + 1 :]))


@_changed.register
def _(change: log.Urged, request: Request) -> Request:
	return replace(request, urged_at=change.at)


@_changed.register
def _(change: log.Ended, request: Request) -> Request:
	return replace(request, outcome=change.outcome, ended_at=change.at)


@_changed.register
def _(change: log.EndUndone, request: Request) -> Request:
	return replace(request, outcome=None, ended_at=None)


def _as_before_its_opening(turn: Turn) -> dict:
	return {
		"standing": Standing.WAITING,
		"assignee": turn.principal,
		"on_behalf_of": "",
		"delegation": "",
		"delegated_until": None,
		"opened_at": None,
		"clock_since": None,
		"due": None,
		"remind_at": None,
		"late_since": None,
	}


def _with_turn(request: Request, number: int, **fields) -> Request:
	index = number - 1
	turn: Turn = replace(request.turns[index], **fields)
	return replace(request, turns=(*request.turns[:index], turn, *request.turns[index + 1 :]))


def _with_visit(request: Request, number: int, **fields) -> Request:
	index = number - 1
	visit: Visit = replace(request.visits[index], **fields)
	return replace(request, visits=(*request.visits[:index], visit, *request.visits[index + 1 :]))

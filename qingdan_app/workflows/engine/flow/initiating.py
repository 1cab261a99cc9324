"""Start, withdraw, resume, urge: what the initiator does."""

from datetime import datetime, timedelta

from qingdan_app.workflows.engine.flow import events as log
from qingdan_app.workflows.engine.flow import refusals
from qingdan_app.workflows.engine.flow.draft import Draft
from qingdan_app.workflows.engine.flow.kinds import (
	Because,
	Blockage,
	Closing,
	Decision,
	Kind,
	Outcome,
	Status,
	VisitStatus,
)
from qingdan_app.workflows.engine.flow.rights import check_administrator, check_running, own_turn, refuse
from qingdan_app.workflows.engine.flow.state import Request, Turn
from qingdan_app.workflows.engine.flow.verbs import Act
from qingdan_app.workflows.engine.flow.votes import decide
from qingdan_app.workflows.engine.flow.walk import end, enter, go_on, leave, walk_on

DECISIONS = (Decision.APPROVED, Decision.REJECTED, Decision.RETURNED)
"""What stands in the way of a withdrawal."""


def may_withdraw(request: Request, act: Act) -> None:
	"""Raise NotInitiator, or TooLateToWithdraw once anybody, or the clock, has decided in this round."""
	check_running(request, act)
	if act.by != request.initiator:
		refuse(refusals.NotInitiator, request, act)
	if any(_counts(turn) for turn in request.turns if turn.round == request.visit.round):
		refuse(refusals.TooLateToWithdraw, request, act)


def withdraw(draft: Draft, act: Act, turn: None) -> None:
	"""The request ends; the initiator has it back."""
	end(draft, Outcome.WITHDRAWN)


def may_resume(request: Request, act: Act) -> Turn | None:
	"""The initiator what was returned to them, an administrator what is blocked."""
	if request.status is Status.BLOCKED and not act.turn:
		check_administrator(request, act)
		if (act.target or act.people) and (request.visit.owed or act.target != request.visit.step):
			refuse(refusals.TargetNotAllowed, request, act)
		return None
	return own_turn(request, act, (Kind.CORRECTION,))


def resume(draft: Draft, act: Act, turn: Turn | None) -> None:
	"""From the first step, or straight back to the returner, as they chose."""
	if turn is None:
		_unblock(draft, act)
		return
	decide(draft, act, turn, Decision.RESUMED)
	go_on(draft, leave(draft, VisitStatus.PASSED, Closing.STEP_ENDED))


def may_urge(request: Request, act: Act) -> None:
	"""Initiator, administrators and overseers, while there is somebody else to urge."""
	check_running(request, act)
	if act.by != request.initiator and not (act.administrator or act.overseer):
		refuse(refusals.NotInitiator, request, act)
	if all(turn.assignee == act.by for turn in request.live_turns):
		refuse(refusals.ActNotPossible, request, act)


def urge(draft: Draft, act: Act, turn: None) -> None:
	"""Everybody whose turn it is is told, not too often."""
	again_at = urge_again_at(draft.request)
	if again_at and draft.now < again_at:
		refuse(refusals.UrgedTooSoon, draft.request, act, again_at)
	draft.record(log.Urged(draft.now))


def urge_again_at(request: Request) -> datetime | None:
	"""When the next urge is possible; None where there was none yet."""
	urged = request.urged_at
	return urged + timedelta(minutes=request.definition.urge_minutes) if urged else None


def _unblock(draft: Draft, act: Act) -> None:
	visit = leave(draft, VisitStatus.LEFT, Closing.LEFT)
	if visit.owed:
		end(draft, visit.owed)
		return
	if visit.blockage is Blockage.NO_STEP and not act.people:
		walk_on(draft, 0, visit.round, visit.came_from)
	else:
		step = draft.request.definition.step(visit.step)
		enter(draft, step, visit.round, visit.came_from, visit.then, act.people, visit.missing, visit.resumes)
	if draft.request.status is Status.BLOCKED and draft.request.visit.step == visit.step:
		refuse(refusals.NobodyToSign, draft.before, act)


def _counts(turn: Turn) -> bool:
	by_rule = turn.because in (Because.DUPLICATE, Because.KEPT)
	return turn.decision in DECISIONS and not turn.void and not by_rule

"""The clock: reminders, expiry, and delegations that are over. `tick` is safe to repeat."""

from collections.abc import Callable
from datetime import datetime

from qingdan_app.workflows.engine.flow import events as log
from qingdan_app.workflows.engine.flow.definition import Expiry
from qingdan_app.workflows.engine.flow.draft import Draft, barred
from qingdan_app.workflows.engine.flow.given import is_in_force, stand_in
from qingdan_app.workflows.engine.flow.kinds import Because, Closing, Decision, Standing, VisitStatus
from qingdan_app.workflows.engine.flow.people import (
	dates,
	delegated,
	deputy,
	fresh_clock,
	hand_on,
)
from qingdan_app.workflows.engine.flow.state import Turn
from qingdan_app.workflows.engine.flow.verdict import subtree
from qingdan_app.workflows.engine.flow.votes import after_approval, helpers_of
from qingdan_app.workflows.engine.flow.walk import leave, next_round, to_initiator

Deed = Callable[[Draft, Turn], None]


def next_deed(draft: Draft) -> tuple[str, Turn, Deed] | None:
	"""What the clock has to do first: its verb, the turn, and how; None when there is nothing."""
	for turn in draft.request.live_turns:
		if turn.standing is Standing.WAITING:
			continue
		if _delegation_is_over(draft, turn):
			return "delegation_over", turn, _give_back
		if turn.runs_clock and turn.due and turn.due <= draft.now and not turn.late_since:
			return _at_expiry(draft, turn)
		if turn.standing is Standing.OPEN and turn.remind_at and turn.remind_at <= draft.now:
			return "remind", turn, _remind
	return None


def _delegation_is_over(draft: Draft, turn: Turn) -> bool:
	if not turn.delegation:
		return False
	return not is_in_force(turn.delegation, draft.request.labels, draft.now, draft.given.delegations)


def _give_back(draft: Draft, turn: Turn) -> None:
	hand_on(draft, turn, turn.principal, Closing.DELEGATION_OVER, opened_at=draft.now)


def _remind(draft: Draft, turn: Turn) -> None:
	draft.record(log.ClockSet(turn.id, turn.due, _coming_reminder(draft, turn), turn.late_since))


def _coming_reminder(draft: Draft, turn: Turn) -> datetime | None:
	return dates(draft, turn.step, turn.clock_since)["remind_at"]


def _at_expiry(draft: Draft, turn: Turn) -> tuple[str, Turn, Deed]:
	"""Whoever is away when their turn falls due is not late: their delegate gets it, once, with a fresh clock."""
	if turn.standing is Standing.OPEN and not turn.on_behalf_of and deputy(draft, turn.assignee):
		return "delegate", turn, _hand_to_deputy
	return "expire", turn, _expire


def _hand_to_deputy(draft: Draft, turn: Turn) -> None:
	found = stand_in(turn.assignee, draft.request.labels, draft.now, draft.given.delegations)
	fields = {**fresh_clock(draft, turn.step), "opened_at": draft.now}
	hand_on(draft, turn, turn.assignee, Closing.DELEGATED, **fields, **delegated(turn.assignee, found))


def _expire(draft: Draft, turn: Turn) -> None:
	below = subtree(turn, draft.request.turns_of(turn.visit))
	for late in (turn, *(helper for helper in below if helper.live and not helper.runs_clock)):
		draft.record(log.ClockSet(late.id, late.due, _coming_reminder(draft, late), turn.due))
	_ON_EXPIRY[_what_follows(draft, turn)](draft, draft.request.turn(turn.id))


def _what_follows(draft: Draft, turn: Turn) -> Expiry:
	"""What the step says; but no clock decides over what nobody has seen: it tells, and people look."""
	meant = draft.request.clock_of(turn.step).on_expiry
	return Expiry.TELL if meant.decides and draft.given.unseen() else meant


def _tell(draft: Draft, turn: Turn) -> None:
	"""The mark of lateness is all; effects tell the holder."""


def _escalate(draft: Draft, turn: Turn) -> None:
	superior = _superior(draft, turn)
	if superior is None:
		return
	draft.close_all(helpers_of(draft.request, turn), Closing.REMOVED)
	found = deputy(draft, superior, (turn.assignee,))
	opening = {
		"standing": Standing.OPEN,
		"opened_at": draft.now,
		**fresh_clock(draft, turn.step),
		"named": True,
	}
	hand_on(draft, turn, superior, Closing.ESCALATED, **opening, **delegated(superior, found))


def _superior(draft: Draft, turn: Turn) -> str | None:
	"""The nearest superior who may and can act and has not had this place before."""
	held = {other.principal for other in draft.request.turns if other.place == turn.place}
	unfit = held | barred(draft.request)
	seen: set[str] = set()
	person = draft.given.superior_of(turn.principal)
	while person and person not in seen:
		if person not in unfit and draft.given.available(person):
			return person
		seen.add(person)
		person = draft.given.superior_of(person)
	return None


def _pass(draft: Draft, turn: Turn) -> None:
	"""Those they asked or added before themselves need not act; whom they added after still has to sign."""
	draft.close_all(helpers_of(draft.request, turn), Closing.REMOVED)
	draft.close(turn, Closing.DECIDED, Decision.APPROVED, Because.EXPIRED)
	after_approval(draft, turn)


def _return(draft: Draft, turn: Turn) -> None:
	draft.close(turn, Closing.DECIDED, Decision.RETURNED, Because.EXPIRED)
	round_ = next_round(draft)
	leave(draft, VisitStatus.LEFT, Closing.LEFT)
	to_initiator(draft, round_)


_ON_EXPIRY: dict[Expiry, Deed] = {
	Expiry.TELL: _tell,
	Expiry.ESCALATE: _escalate,
	Expiry.PASS: _pass,
	Expiry.RETURN: _return,
}

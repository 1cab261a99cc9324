"""What the service has to carry out, worked out from the state before and after."""

from dataclasses import dataclass
from datetime import datetime

from qingdan_app.workflows.engine.flow.definition import Expiry
from qingdan_app.workflows.engine.flow.events import Event
from qingdan_app.workflows.engine.flow.kinds import Closing, Outcome, Standing, VisitStatus
from qingdan_app.workflows.engine.flow.state import CORRECTION, Copy, Request, Turn


@dataclass(frozen=True)
class Effect:
	"""Base of what the service carries out, in the transaction that writes the event."""


@dataclass(frozen=True)
class InsertTurns(Effect):
	"""New rows, in one statement."""

	turns: tuple[Turn, ...]


@dataclass(frozen=True)
class UpdateTurns(Effect):
	"""Rows that changed: opened, held, closed, rescheduled."""

	turns: tuple[Turn, ...]


@dataclass(frozen=True)
class Notify(Effect):
	"""Tell the holder of an open turn, after the commit. `about`: turn, reminder, late or urge; over: it was theirs."""

	user: str
	turn: int
	about: str


@dataclass(frozen=True)
class SendCopies(Effect):
	copies: tuple[Copy, ...]


@dataclass(frozen=True)
class MarkRead(Effect):
	copy: Copy


@dataclass(frozen=True)
class TellAdministrators(Effect):
	"""The request is blocked, or the clock could not do with a late turn what its step says."""

	step: str
	reason: str
	missing: tuple[str, ...] = ()
	"""The bodies for which nobody can answer."""


LEFT_TO_PEOPLE = {
	Expiry.ESCALATE: "nobody to escalate to",
	Expiry.PASS: "changed since it was seen",
	Expiry.RETURN: "changed since it was seen",
}
"""Why a late turn stays with its holder, by what was to happen with it."""


@dataclass(frozen=True)
class MoveSubject(Effect):
	"""Make this act of the core Workflow on the subject; the flow's own word is `cause`."""

	act: str
	cause: str


@dataclass(frozen=True)
class Finish(Effect):
	"""The request has ended."""

	outcome: Outcome


@dataclass(frozen=True)
class Schedule(Effect):
	"""The clock is next wanted at this time; None for not at all. Kept in a column of the request."""

	at: datetime | None


def effects_of(before: Request | None, event: Event, after: Request) -> tuple[Effect, ...]:
	"""Everything that follows from one event, in the order it is to be carried out."""
	return (
		*_rows(before, after),
		*_copies(before, after),
		*_subject(before, after),
		*_schedule(before, after),
		*_messages(before, event, after),
	)


def merge(before: Request, after: Request, effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
	"""Effects of several events of one sweep as one: every row is written once, with its last content."""
	single = (InsertTurns, UpdateTurns, Schedule, Notify)
	return (
		*_rows(before, after),
		*(effect for effect in effects if not isinstance(effect, single)),
		*_schedule(before, after),
		*_still_wanted(after, effects),
	)


def _still_wanted(after: Request, effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
	told = (effect for effect in effects if isinstance(effect, Notify))
	return tuple(
		dict.fromkeys(
			one for one in told if one.about == "over" or after.turn(one.turn).standing is Standing.OPEN
		)
	)


def _rows(before: Request | None, after: Request) -> list[Effect]:
	known = before.turns if before else ()
	inserted = after.turns[len(known) :]
	updated = tuple(
		new for old, new in zip(known, after.turns, strict=False) if new is not old and new != old
	)
	effects: list[Effect] = []
	if inserted:
		effects.append(InsertTurns(inserted))
	if updated:
		effects.append(UpdateTurns(updated))
	return effects


def _copies(before: Request | None, after: Request) -> list[Effect]:
	known = before.copies if before else ()
	effects: list[Effect] = [
		MarkRead(new) for old, new in zip(known, after.copies, strict=False) if new != old
	]
	if after.copies[len(known) :]:
		effects.append(SendCopies(after.copies[len(known) :]))
	return effects


def _subject(before: Request | None, after: Request) -> list[Effect]:
	effects: list[Effect] = [Finish(after.outcome)] if _ended(before, after) else []
	act, cause = _move(before, after)
	return [*effects, MoveSubject(act, cause)] if act else effects


def _move(before: Request | None, after: Request) -> tuple[str, str]:
	moves = after.definition.moves
	if _ended(before, after):
		return moves.at_end(after.outcome), after.outcome.value
	was_back, is_back = _with_initiator(before), _with_initiator(after)
	if is_back and not was_back:
		return moves.returned, "returned"
	if was_back and not is_back:
		return moves.resumed, "resumed"
	return "", ""


def _ended(before: Request | None, after: Request) -> bool:
	return after.outcome is not None and (before is None or before.outcome is None)


def _with_initiator(request: Request | None) -> bool:
	return request is not None and request.visit is not None and request.visit.step == CORRECTION


def _schedule(before: Request | None, after: Request) -> list[Effect]:
	unchanged = before is not None and before.wake_at == after.wake_at
	return [] if unchanged else [Schedule(after.wake_at)]


def _messages(before: Request | None, event: Event, after: Request) -> list[Effect]:
	return [*_blocked(before, after), *_left_to_people(before, after), *_to_holders(before, event, after)]


def _blocked(before: Request | None, after: Request) -> list[Effect]:
	visit = after.visit
	if visit is None or visit.status is not VisitStatus.BLOCKED:
		return []
	old = before.visit if before else None
	return [] if old == visit else [TellAdministrators(visit.step, visit.blockage.value, visit.missing)]


def _left_to_people(before: Request | None, after: Request) -> list[Effect]:
	"""Turns that stay although the clock was to take them away: each reason once for a step."""
	left = [
		TellAdministrators(turn.step, LEFT_TO_PEOPLE[clock.on_expiry])
		for old, turn in _pairs(before, after)
		if turn.late_since and not (old and old.late_since) and turn.live and turn.runs_clock
		if (clock := after.clock_of(turn.step)) and clock.on_expiry in LEFT_TO_PEOPLE
	]
	return list(dict.fromkeys(left))


def _to_holders(before: Request | None, event: Event, after: Request) -> list[Effect]:
	return [
		Notify(turn.assignee, turn.id, about)
		for old, turn in _pairs(before, after)
		if turn.standing is Standing.OPEN and (about := _about(old, event, turn))
	] + [
		Notify(turn.assignee, turn.id, "over")
		for old, turn in _pairs(before, after)
		if turn.closing is Closing.UNSEATED and old and old.standing is not Standing.CLOSED
		if old.standing is not Standing.WAITING
	]


def _about(old: Turn | None, event: Event, turn: Turn) -> str:
	if old is None or old.standing is not Standing.OPEN:
		return "turn"
	if event.verb == "urge":
		return "" if event.by == turn.assignee else "urge"
	if turn.late_since and not old.late_since:
		return "late"
	return "reminder" if event.verb == "remind" and event.turn == turn.id else ""


def _pairs(before: Request | None, after: Request) -> list[tuple[Turn | None, Turn]]:
	known = before.turns if before else ()
	return [(known[index] if index < len(known) else None, turn) for index, turn in enumerate(after.turns)]

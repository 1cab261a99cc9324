"""Who gets a turn: stand-ins, clocks, and handing a turn on."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from qingdan_app.workflows.engine.flow import events as log
from qingdan_app.workflows.engine.flow.definition import Clock
from qingdan_app.workflows.engine.flow.draft import Draft, barred
from qingdan_app.workflows.engine.flow.given import Delegation, stand_in
from qingdan_app.workflows.engine.flow.kinds import Because, Closing, Decision, Kind, Standing
from qingdan_app.workflows.engine.flow.state import CORRECTION, Request, Turn, Visit


def add_turn(draft: Draft, visit: Visit, person: str, kind: Kind, **fields) -> Turn:
	"""Give `person` a new turn, in a place of its own unless `fields` name one.

	An open turn goes to whoever stands in for them now; a waiting one is settled when it opens.
	"""
	number = len(draft.request.turns) + 1
	blank = Turn(
		number, visit.number, visit.step, visit.round, number, 0, kind, person, added_in=draft.sequence
	)
	turn = replace(blank, **fields)
	if turn.standing is Standing.OPEN:
		turn = _opened(draft, turn)
	draft.record(log.TurnAdded(turn))
	return turn


def book(draft: Draft, visit: Visit, person: str, because: Because, opinion: str = "", **fields) -> Turn:
	"""Count an approval of `person` that a rule of the flow finds given already."""
	turn = add_turn(draft, visit, person, **{"kind": Kind.MAIN, **fields, "standing": Standing.WAITING})
	approved = (Closing.DECIDED, "", draft.now, draft.sequence, Decision.APPROVED, because, opinion)
	draft.record(log.TurnClosed(turn.id, *approved))
	return turn


def open_turn(draft: Draft, turn: Turn) -> None:
	"""Let a waiting turn come up."""
	opened = _opened(draft, turn)
	draft.record(
		log.TurnOpened(
			turn.id,
			opened.assignee,
			opened.on_behalf_of,
			opened.delegation,
			opened.delegated_until,
			opened.opened_at,
			opened.due,
			opened.remind_at,
		)
	)


def hand_on(draft: Draft, turn: Turn, person: str, closing: Closing, **fields) -> Turn:
	"""Close a turn and give its place, its clock and its standing to `person`.

	`fields` override what the new turn inherits. Who waits on the old turn waits on the new one.
	"""
	draft.close(turn, closing)
	inherited = {
		"id": len(draft.request.turns) + 1,
		"assignee": person,
		"on_behalf_of": "",
		"delegation": "",
		"delegated_until": None,
		"added_in": draft.sequence,
	}
	new = replace(turn, **{**inherited, **fields})
	draft.record(log.TurnAdded(new))
	return new


def is_named(request: Request, turn: Turn) -> bool:
	"""Whether its holder was given the turn by name; older requests hold no mark of it, but the turns before."""
	handed = (Closing.TRANSFERRED, Closing.ESCALATED)
	return turn.named or any(
		other.place == turn.place and other.closing in handed for other in request.turns_of(turn.visit)
	)


def correctors(draft: Draft) -> tuple[str, ...]:
	"""Who acts for the initiator today; the initiator where nobody else can."""
	request = draft.request
	people = (person for person in draft.given.correctors(request) if draft.given.available(person))
	return tuple(dict.fromkeys(people)) or (request.initiator,)


def deputy(draft: Draft, person: str, but_not: Collection[str] = ()) -> Delegation | None:
	"""The delegation by which somebody stands in for `person` now, if their delegate may and can act."""
	found = stand_in(person, draft.request.labels, draft.now, draft.given.delegations)
	if found is None or not draft.given.available(found.to):
		return None
	return None if found.to in barred(draft.request) or found.to in but_not else found


def fresh_clock(draft: Draft, step: str) -> dict:
	"""The clock of a turn that opens now."""
	return {"clock_since": draft.now, "late_since": None, **dates(draft, step, draft.now)}


def shared_clock(turn: Turn) -> dict:
	"""The clock of a helper: whom they help has no more time because they asked."""
	return {
		"clock_since": turn.clock_since,
		"due": turn.due,
		"remind_at": turn.remind_at,
		"late_since": turn.late_since,
	}


def dates(draft: Draft, step: str, since: datetime) -> dict[str, datetime | None]:
	"""`due` and `remind_at` of a turn whose clock began at `since`."""
	clock = draft.request.clock_of(step)
	if clock is None:
		return {"due": None, "remind_at": None}
	return {"due": due_of(draft, clock, since), "remind_at": next_reminder(draft, clock, since)}


def due_of(draft: Draft, clock: Clock, since: datetime) -> datetime | None:
	"""When a turn whose clock began at `since` is due.

	The subject's date, if the clock names one, it is set and lay ahead at the time; else the working minutes.
	A date already past would let the clock act before anybody had a chance to.
	"""
	date = draft.given.date_of(clock.date) if clock.date else None
	if date and date > since:
		return date
	return draft.given.due_after(since, clock.minutes) if clock.minutes else None


def next_reminder(draft: Draft, clock: Clock, since: datetime) -> datetime | None:
	"""The first reminder still to come; those missed while nobody ticked are not made up for."""
	moments = (draft.given.due_after(since, minutes) for minutes in sorted(clock.reminders))
	return next((moment for moment in moments if moment > draft.now), None)


def _opened(draft: Draft, turn: Turn) -> Turn:
	found = None
	if turn.kind is not Kind.CORRECTION and not turn.on_behalf_of:
		found = deputy(draft, turn.assignee, _asker(draft, turn))
	clock = {} if turn.clock_since or turn.step == CORRECTION else fresh_clock(draft, turn.step)
	return replace(turn, opened_at=draft.now, **clock, **delegated(turn.principal, found))


def delegated(person: str, found: Delegation | None) -> dict:
	"""The fields that name a stand-in; none where nobody stands in."""
	if found is None:
		return {}
	return {
		"assignee": found.to,
		"on_behalf_of": person,
		"delegation": found.id,
		"delegated_until": found.until,
	}


def _asker(draft: Draft, turn: Turn) -> tuple[str, ...]:
	"""Who added or asked: a question must not come back to them as their helper's delegate."""
	holders = [other.assignee for other in draft.request.turns if turn.parent and other.place == turn.parent]
	return tuple(holders[-1:])

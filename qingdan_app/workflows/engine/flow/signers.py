"""Transfer, ask, add a signer before or after, remove: who holds the turn, and who helps."""

from qingdan_app.workflows.engine.flow import refusals
from qingdan_app.workflows.engine.flow.draft import Draft
from qingdan_app.workflows.engine.flow.kinds import Closing, Kind, Standing
from qingdan_app.workflows.engine.flow.people import add_turn, delegated, deputy, hand_on, shared_clock
from qingdan_app.workflows.engine.flow.rights import (
	check_administrator,
	check_new_signers,
	check_people,
	own_turn,
	refuse,
	signing_turn,
)
from qingdan_app.workflows.engine.flow.state import Request, Turn
from qingdan_app.workflows.engine.flow.verbs import Act
from qingdan_app.workflows.engine.flow.verdict import VOICES, latest_turns, subtree
from qingdan_app.workflows.engine.flow.votes import release


def may_transfer(request: Request, act: Act) -> Turn:
	"""A signer their own turn; an administrator any live turn, so that nothing stays with somebody who has left."""
	if not act.administrator or not act.turn:
		return signing_turn(request, act)
	check_administrator(request, act)
	turn = request.turn(act.turn)
	if turn is None:
		refuse(refusals.NoSuchTurn, request, act)
	if not turn.live:
		refuse(refusals.AlreadyDecided, request, act, turn.closed_by, turn.closed_at)
	return turn


def transfer(draft: Draft, act: Act, turn: Turn) -> None:
	"""The turn, with its clock, is another person's now."""
	(person,) = check_people(draft, act)
	if person == turn.assignee:
		refuse(refusals.WrongPeople, draft.request, act)
	if _answers_already(draft.request, turn, person):
		draft.close_all([turn, *subtree(turn, draft.request.turns_of(turn.visit))], Closing.TRANSFERRED)
		return
	if turn.kind in VOICES:
		check_new_signers(draft, act, turn, (person,), but_for=turn.id)
	found = deputy(draft, person, (act.by, turn.assignee)) if _may_be_deputised(turn) else None
	opening = {} if turn.standing is Standing.WAITING else {"opened_at": draft.now}
	opening["named"] = True
	hand_on(draft, turn, person, Closing.TRANSFERRED, **opening, **delegated(person, found))


def ask(draft: Draft, act: Act, turn: Turn) -> None:
	"""A helper answers, then it comes back; meanwhile the turn is held."""
	(person,) = check_people(draft, act)
	_refuse_busy(draft, act, turn, person)
	_help(draft, act, turn, person, Kind.ASKED)
	draft.move(turn, Standing.HELD)


def may_add(request: Request, act: Act) -> Turn:
	"""A signer; one who was added only where the step says so."""
	turn = signing_turn(request, act)
	if turn.kind is not Kind.MAIN and not request.step_of(turn).nested_adding:
		refuse(refusals.NestedAdding, request, act)
	return turn


def add_before(draft: Draft, act: Act, turn: Turn) -> None:
	"""Those added sign first, then it comes back."""
	people = check_people(draft, act)
	check_new_signers(draft, act, turn, people)
	for person in people:
		_help(draft, act, turn, person, Kind.BEFORE)
	draft.move(turn, Standing.HELD)


def add_after(draft: Draft, act: Act, turn: Turn) -> None:
	"""Those added sign once the adder has approved; it does not come back."""
	people = check_people(draft, act)
	check_new_signers(draft, act, turn, people)
	for person in people:
		_help(draft, act, turn, person, Kind.AFTER)


def may_remove(request: Request, act: Act) -> Turn:
	"""Whoever added or asked somebody who has not acted yet."""
	turn = own_turn(request, act, VOICES, (Standing.OPEN, Standing.HELD))
	if not removable(request, turn):
		refuse(refusals.ActNotPossible, request, act)
	return turn


def remove(draft: Draft, act: Act, turn: Turn) -> None:
	"""Take away those one added or asked, as long as they have not acted."""
	if not act.people:
		refuse(refusals.WrongPeople, draft.request, act)
	for person in dict.fromkeys(act.people):
		child = removable(draft.request, turn).get(person)
		if child is None:
			refuse(refusals.PersonUnknown, draft.request, act, person)
		below = subtree(child, draft.request.turns_of(turn.visit))
		draft.close_all([child, *below], Closing.REMOVED)
	release(draft, turn)


def removable(request: Request, turn: Turn) -> dict[str, Turn]:
	"""Person → their live turn, for all whom the holder of `turn` may remove."""
	latest = latest_turns(request.turns_of(turn.visit)).values()
	return {child.principal: child for child in latest if child.live and child.parent == turn.place}


def _help(draft: Draft, act: Act, turn: Turn, person: str, kind: Kind) -> None:
	waits = kind is Kind.AFTER
	add_turn(
		draft,
		draft.request.visits[turn.visit - 1],
		person,
		kind,
		parent=turn.place,
		order=turn.order,
		question=act.opinion.strip(),
		standing=Standing.WAITING if waits else Standing.OPEN,
		**({} if waits else shared_clock(turn)),
	)


def _answers_already(request: Request, turn: Turn, person: str) -> bool:
	"""Whether somebody has the turn for the same body: it is one voice, and theirs now alone."""
	others = (other for other in request.turns_of(turn.visit) if other.live and other.id != turn.id)
	return bool(turn.bodies) and any(
		person in (other.assignee, other.principal) and set(turn.bodies) <= set(other.bodies)
		for other in others
	)


def _refuse_busy(draft: Draft, act: Act, turn: Turn, person: str) -> None:
	for other in draft.request.turns_of(turn.visit):
		if other.live and person in (other.assignee, other.principal):
			refuse(refusals.AlreadySigner, draft.request, act, person)


def _may_be_deputised(turn: Turn) -> bool:
	return turn.standing is not Standing.WAITING and turn.kind is not Kind.CORRECTION

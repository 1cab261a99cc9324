"""Approve, reject, answer: what a signer's or helper's own decision does."""

from qingdan_app.workflows.engine.flow.definition import Mode
from qingdan_app.workflows.engine.flow.draft import Draft
from qingdan_app.workflows.engine.flow.entry import open_next, spare_the_others
from qingdan_app.workflows.engine.flow.kinds import Closing, Decision, Kind, Standing
from qingdan_app.workflows.engine.flow.people import open_turn
from qingdan_app.workflows.engine.flow.rights import own_turn
from qingdan_app.workflows.engine.flow.state import Request, Turn
from qingdan_app.workflows.engine.flow.verbs import Act
from qingdan_app.workflows.engine.flow.verdict import latest_turns, seat_of, subtree
from qingdan_app.workflows.engine.flow.walk import settle


def approve(draft: Draft, act: Act, turn: Turn) -> None:
	"""One voice for it."""
	decide(draft, act, turn, Decision.APPROVED)
	after_approval(draft, turn)


def reject(draft: Draft, act: Act, turn: Turn) -> None:
	"""The whole seat has spoken, so those who share its voice need not act any more."""
	decide(draft, act, turn, Decision.REJECTED)
	turns = draft.request.turns_of(turn.visit)
	latest = latest_turns(turns)
	seat = latest[seat_of(turn, latest)]
	draft.close_all([seat, *subtree(seat, turns)], Closing.VOICE_GIVEN)
	spare_the_others(draft)
	settle(draft)


def may_answer(request: Request, act: Act) -> Turn:
	"""Whoever was asked."""
	return own_turn(request, act, (Kind.ASKED,))


def answer(draft: Draft, act: Act, turn: Turn) -> None:
	"""The turn goes back to who asked."""
	decide(draft, act, turn, Decision.ANSWERED)
	release_above(draft, turn)


def decide(draft: Draft, act: Act, turn: Turn, decision: Decision) -> None:
	"""Close a turn with its holder's decision."""
	draft.close(turn, Closing.DECIDED, decision, opinion=act.opinion.strip(), signature=act.signature)


def after_approval(draft: Draft, turn: Turn) -> None:
	"""Let those come up who waited for this approval, and see what the step has come to."""
	for child in _children(draft.request, turn):
		if child.kind is Kind.AFTER and child.standing is Standing.WAITING:
			open_turn(draft, child)
	release_above(draft, turn)
	spare_the_others(draft)
	visit = draft.request.visit
	if draft.request.definition.step(visit.step).mode is Mode.IN_TURN:
		open_next(draft, visit)
	settle(draft)


def release_above(draft: Draft, turn: Turn) -> None:
	"""Release the nearest signer above who waits for this helper, if they wait for nobody else."""
	latest = latest_turns(draft.request.turns_of(turn.visit))
	while turn.parent:
		turn = latest[turn.parent]
		if turn.standing is Standing.HELD:
			release(draft, turn)
			return


def release(draft: Draft, turn: Turn) -> None:
	"""Open a held turn again, unless somebody it waits for is still at work."""
	if turn.standing is Standing.HELD and not any(helper.live for helper in helpers_of(draft.request, turn)):
		draft.move(turn, Standing.OPEN)


def helpers_of(request: Request, turn: Turn) -> list[Turn]:
	"""Everybody whom this turn waits for once it is held: those asked or added before it, and theirs."""
	turns = request.turns_of(turn.visit)
	helpers = [child for child in _children(request, turn) if child.kind is not Kind.AFTER]
	return [below for child in helpers for below in (child, *subtree(child, turns))]


def _children(request: Request, turn: Turn) -> list[Turn]:
	return [
		child for child in latest_turns(request.turns_of(turn.visit)).values() if child.parent == turn.place
	]

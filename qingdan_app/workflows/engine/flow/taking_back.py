"""Take back: one's own decision, as long as nobody has acted on what followed from it.

Two things may have followed. The decision, or a later one, ended the step: then the visit that came after is
undone and the step goes on. And the decision may have let others come up, or closed their turns, within
the step: then they go back to where they were.
"""

from qingdan_app.workflows.engine.flow import events as log
from qingdan_app.workflows.engine.flow import refusals
from qingdan_app.workflows.engine.flow.definition import Mode
from qingdan_app.workflows.engine.flow.draft import Draft
from qingdan_app.workflows.engine.flow.kinds import Because, Closing, Decision, Kind, Standing, VisitStatus
from qingdan_app.workflows.engine.flow.replica import is_child, restore
from qingdan_app.workflows.engine.flow.rights import check_running, refuse
from qingdan_app.workflows.engine.flow.state import Request, Turn, Visit
from qingdan_app.workflows.engine.flow.verbs import Act
from qingdan_app.workflows.engine.flow.verdict import VOICES, latest_turns, seat_of, seats_of, voice_of
from qingdan_app.workflows.engine.flow.walk import leave


def may_take_back(request: Request, act: Act) -> Turn:
	"""The turn whose decision is taken back: the one named, or the actor's last.

	Raises RequestEnded, NothingToTakeBack, ActNotAllowed or NextHasActed.
	"""
	check_running(request, act)
	mine = [turn for turn in request.turns if _is_own_decision(turn, act)]
	if not mine:
		refuse(refusals.NothingToTakeBack, request, act)
	turn = mine[-1]
	step = request.step_of(turn)
	if step is None or act.verb not in step.acts:
		refuse(refusals.ActNotAllowed, request, act)
	if _is_out_of_place(request, turn) or not _still_undecided(request, turn):
		refuse(refusals.NextHasActed, request, act)
	return turn


def take_back(draft: Draft, act: Act, turn: Turn) -> None:
	"""The decision is void, and everything is as it was before it."""
	if turn.visit != draft.request.visit.number:
		_undo_end(draft, draft.request.visits[turn.visit - 1])
	_undo_consequences(draft, turn)
	draft.record(log.DecisionVoided(turn.id))
	restore(draft, turn)


def _is_own_decision(turn: Turn, act: Act) -> bool:
	return (
		turn.closed_by == turn.assignee == act.by
		and act.turn in (0, turn.id)
		and turn.kind in VOICES
		and turn.decision is not None
		and turn.because is Because.PERSON
		and not turn.void
	)


def _is_out_of_place(request: Request, turn: Turn) -> bool:
	"""Whether who added them has lost the seat since: nobody would wait for what they decide anew."""
	latest = latest_turns(request.turns_of(turn.visit))
	return bool(turn.parent) and latest[seat_of(turn, latest)].closing is Closing.UNSEATED


def _still_undecided(request: Request, turn: Turn) -> bool:
	visit = request.visits[turn.visit - 1]
	followed = _visits_since(request, visit)
	if followed is None or not all(_is_untouched(request, each) for each in followed):
		return False
	if followed and not _ended_its_visit(request, visit, turn):
		return False
	return all(_has_not_acted(request, follower, turn) for follower in _followers(request, turn))


def _ended_its_visit(request: Request, visit: Visit, turn: Turn) -> bool:
	"""Whether the visit would go on without this decision: it returned the request, left too few voices, or its own was counted."""
	if visit.status is not VisitStatus.PASSED:
		return turn.closed_in == visit.ended_in
	latest = latest_turns(request.turns_of(visit.number))
	seats, signer = seats_of(request, visit.number), latest[seat_of(turn, latest)]
	return any(_is_the_only_approval(seats.get(key, []), signer) for key in signer.bodies or (signer.place,))


def _is_the_only_approval(alternatives: list[list[Turn]], signer: Turn) -> bool:
	return [turns[0].place for turns in alternatives if voice_of(turns) is Decision.APPROVED] == [
		signer.place
	]


def _visits_since(request: Request, visit: Visit) -> list[Visit] | None:
	"""The current visit and those that passed by themselves between; None where `visit` did not lead there."""
	found: list[Visit] = []
	each = request.visit
	while each.number != visit.number:
		before = _that_led_to(request, each)
		if not before or (found and each.began_in != each.ended_in):
			return None
		found.append(each)
		each = before
	return found


def _that_led_to(request: Request, visit: Visit) -> Visit | None:
	"""The visit before: where a step was left with too few voices, that same step; else the one it came from."""
	left = request.visits[visit.resumes - 1] if visit.resumes else None
	if left and visit.status is VisitStatus.BLOCKED and left.ended_in == visit.began_in:
		return left
	return request.visits[visit.came_from - 1] if visit.came_from else None


def _is_untouched(request: Request, visit: Visit) -> bool:
	turns = request.turns_of(visit.number)
	return not any(
		turn.closing in (Closing.TRANSFERRED, Closing.REMOVED)
		or (turn.decision and turn.because in (Because.PERSON, Because.EXPIRED))
		or (is_child(turn) and turn.added_in > visit.began_in)
		for turn in turns
	)


def _followers(request: Request, turn: Turn) -> list[Turn]:
	"""Those of the same step whose turn it is, or was, only because of this decision."""
	latest = latest_turns(request.turns_of(turn.visit))
	came_up = [*_added_after(latest, turn), *_next_in_line(request, latest, turn)]
	up = (each for each in came_up if _standing_in_step(request, each, turn) is not Standing.WAITING)
	return [*up, *_next_above(latest, turn)]


def _added_after(latest: dict[int, Turn], turn: Turn) -> list[Turn]:
	children = (each for each in latest.values() if each.parent == turn.place and each.kind is Kind.AFTER)
	return [each for each in children if each.closing is not Closing.REMOVED]


def _next_in_line(request: Request, latest: dict[int, Turn], turn: Turn) -> list[Turn]:
	signer = latest[seat_of(turn, latest)]
	if request.step_of(turn).mode is not Mode.IN_TURN or signer.closing is Closing.UNSEATED:
		return []
	later = (
		each for each in latest.values() if each.kind is Kind.MAIN and _comes_after(latest, each, signer)
	)
	own = set(signer.bodies)
	waited = (
		each
		for each in later
		if each.closing is not Closing.UNSEATED and not (each.bodies and own.issuperset(each.bodies))
	)
	return [each for each in waited if each.because not in (Because.DUPLICATE, Because.KEPT)]


def _comes_after(latest: dict[int, Turn], other: Turn, signer: Turn) -> bool:
	"""Whether they wait for this signer; those who followed somebody with two bodies have one order, and still a line."""
	alike = other.order == signer.order and set(signer.bodies).isdisjoint(other.bodies)
	return other.order > signer.order or (
		alike and _place_in_line(latest, other) > _place_in_line(latest, signer)
	)


def _place_in_line(latest: dict[int, Turn], turn: Turn) -> int:
	"""That of the first who spoke for one of their bodies: who takes a seat stands where the seat stood."""
	return min(
		each.place
		for each in latest.values()
		if each.place == turn.place or not set(each.bodies).isdisjoint(turn.bodies)
	)


def _next_above(latest: dict[int, Turn], turn: Turn) -> list[Turn]:
	"""The signer whom this one, or the one who added them, was added before."""
	while turn.kind is Kind.AFTER:
		turn = latest[turn.parent]
	above = latest[turn.parent] if turn.kind is Kind.BEFORE else None
	return [above] if above and above.closing is not Closing.UNSEATED else []


def _has_not_acted(request: Request, follower: Turn, turn: Turn) -> bool:
	others = request.turns_of(turn.visit)
	helped = any(each.parent == follower.place and each.added_in > turn.closed_in for each in others)
	handed_on = any(
		each.place == follower.place
		and each.closing is Closing.TRANSFERRED
		and each.closed_in > turn.closed_in
		for each in others
	)
	undecided = _standing_in_step(request, follower, turn) is not Standing.CLOSED
	return undecided and not helped and not handed_on


def _standing_in_step(request: Request, other: Turn, turn: Turn) -> Standing:
	"""Its standing; if only this decision or the end of the step closed it, what it will be once that is undone."""
	ended_in = request.visits[turn.visit - 1].ended_in
	undone = not other.live and other.decision is None and other.closed_in in (turn.closed_in, ended_in)
	return other.was if undone else other.standing


def _undo_end(draft: Draft, visit: Visit) -> None:
	"""Undo the visit that followed and let this one go on; decisions given in it stay."""
	for each in _visits_since(draft.request, visit)[1:]:
		draft.record(log.VisitEnded(each.number, VisitStatus.UNDONE, draft.sequence))
	leave(draft, VisitStatus.UNDONE, Closing.TAKEN_BACK)
	ended_in = visit.ended_in
	draft.record(log.VisitReopened(visit.number))
	_restore_closed_in(draft, visit.number, ended_in)


def _undo_consequences(draft: Draft, turn: Turn) -> None:
	_restore_closed_in(draft, turn.visit, turn.closed_in)
	above = _next_above(latest_turns(draft.request.turns_of(turn.visit)), turn)
	for follower in _followers(draft.request, turn):
		back_to = Standing.HELD if follower in above else Standing.WAITING
		if follower.standing is not back_to:
			draft.move(follower, back_to)


def _restore_closed_in(draft: Draft, visit: int, sequence: int) -> None:
	for _place, turn in sorted(latest_turns(draft.request.turns_of(visit)).items()):
		ended_by_it = turn.closed_in == sequence and turn.decision is None
		if (
			ended_by_it and turn.closing is not Closing.REMOVED
		):  # the clock decided without them, and that stands
			restore(draft, turn)

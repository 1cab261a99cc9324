"""Standing counts when one acts: whoever stands for something today has the turn, and nobody else.

Nobody is passed over because they have left: a step that asks for more than any one voice waits for each of those it
has asked, and is blocked until somebody has their voice, or an administrator lets it go on.
What somebody was given by name (a transfer, an added signer, people an administrator named) stays with them: whom a
leaver had added signs in the leaver's place, with that voice.
"""

from collections.abc import Sequence
from dataclasses import replace

from qingdan_app.workflows.engine.flow import events as log
from qingdan_app.workflows.engine.flow import refusals
from qingdan_app.workflows.engine.flow.definition import Nobody, StepDefinition
from qingdan_app.workflows.engine.flow.draft import Draft
from qingdan_app.workflows.engine.flow.entry import Found, Signer, able, seat, signers
from qingdan_app.workflows.engine.flow.given import is_in_force
from qingdan_app.workflows.engine.flow.kinds import Blockage, Closing, Kind, Standing, VisitStatus
from qingdan_app.workflows.engine.flow.people import (
	add_turn,
	correctors,
	delegated,
	deputy,
	fresh_clock,
	hand_on,
	is_named,
)
from qingdan_app.workflows.engine.flow.rights import refuse
from qingdan_app.workflows.engine.flow.state import CORRECTION, Request, Turn, Visit
from qingdan_app.workflows.engine.flow.vacancies import heard_of, is_taken, mains_of, vacant
from qingdan_app.workflows.engine.flow.verb import Group
from qingdan_app.workflows.engine.flow.verbs import VERBS, Act
from qingdan_app.workflows.engine.flow.verdict import (
	SHARES,
	VOICES,
	latest_turns,
	seats_of,
	spoken,
	subtree,
	suffices,
	tally_of,
)
from qingdan_app.workflows.engine.flow.votes import helpers_of
from qingdan_app.workflows.engine.flow.walk import block, enter, leave, settle

UNSEATED = Closing.UNSEATED


def check_standing(draft: Draft, act: Act, turn: Turn | None) -> None:
	"""Raise NoLongerYours where the actor does not stand any more for what gave them the turn, or for the initiator."""
	if turn:
		stands = act.by != turn.assignee or _stands(draft, turn)
	else:
		stands = not _as_initiator(draft.request, act) or act.by in correctors(draft)
	if not stands:
		refuse(refusals.NoLongerYours, draft.request, act)


def reseat(draft: Draft) -> tuple[str, ...]:
	"""Close the turns of those who stand for them no more, and give those a turn who do now; answers these."""
	known = len(draft.request.turns)
	_give_back(draft)
	visit = draft.request.visit
	if visit and visit.status is VisitStatus.BLOCKED:
		_try_again(draft, visit)
	elif visit and visit.step == CORRECTION:
		_reseat_correction(draft, visit)
	elif visit:
		_reseat_signers(draft, visit)
	return tuple(turn.assignee for turn in draft.request.turns[known:] if turn.live)


def _give_back(draft: Draft) -> None:
	"""A stand-in who has left gives the turn back to whom they stand in for, as if the delegation had ended."""
	for turn in draft.request.live_turns:
		if turn.delegation and not draft.given.available(turn.assignee):
			hand_on(draft, turn, turn.principal, Closing.DELEGATION_OVER, opened_at=draft.now)


def _as_initiator(request: Request, act: Act) -> bool:
	return VERBS[act.verb].group is Group.INITIATOR and act.by == request.initiator and not act.administrator


def _stands(draft: Draft, turn: Turn) -> bool:
	if turn.delegation and not is_in_force(
		turn.delegation, draft.request.labels, draft.now, draft.given.delegations
	):
		return False
	if is_named(draft.request, turn) or turn.kind not in (Kind.MAIN, Kind.CORRECTION):
		return True
	if turn.kind is Kind.CORRECTION:
		return turn.principal in correctors(draft)
	visit = draft.request.visits[turn.visit - 1]
	bodies = signers(draft, draft.request.step_of(turn), visit=visit).bodies_by_person.get(turn.principal)
	return bodies is not None and (not turn.bodies or not set(bodies).isdisjoint(turn.bodies))


def _try_again(draft: Draft, visit: Visit) -> None:
	"""A step that was blocked goes on as soon as somebody can answer; who is missing is said anew."""
	if visit.blockage not in (Blockage.NOBODY, Blockage.TOO_FEW):
		return
	step = draft.request.definition.step(visit.step)
	left = draft.request.visits[visit.resumes - 1] if visit.resumes else None
	found = signers(draft, step)
	gone = vacant(draft.request, left, step, found) if left else ()
	found = signers(draft, step, gone=gone, resumes=visit.resumes)
	same_people = not visit.missing and visit.people and found.people == visit.people
	if (found.blockage or (same_people and visit.blockage), found.missing) == (visit.blockage, visit.missing):
		return
	if found.blockage:
		_block_again(draft, visit, found, visit.resumes)
		return
	leave(draft, VisitStatus.LEFT, Closing.LEFT)
	enter(draft, step, visit.round, visit.came_from, visit.then, resumes=visit.resumes, gone=gone)


def _reseat_correction(draft: Draft, visit: Visit) -> None:
	turns = [turn for turn in draft.request.turns_of(visit.number) if turn.live]
	people = correctors(draft)
	over = [turn for turn in turns if turn.principal not in people and not is_named(draft.request, turn)]
	held = {turn.principal for turn in turns} - {turn.principal for turn in over}
	if held and not over:
		return
	draft.close_all(over, Closing.UNSEATED)
	for person in people:
		if person not in held:
			add_turn(draft, visit, person, Kind.CORRECTION, order=1)


def _reseat_signers(draft: Draft, visit: Visit) -> None:
	mains = mains_of(draft.request, visit)
	if all(turn.named for turn in mains if turn.id == turn.place):
		return  # an administrator has said who signs
	step = draft.request.definition.step(visit.step)
	found = signers(draft, step, visit=visit)
	for turn in mains:
		if turn.live and not is_named(draft.request, turn):
			_follow(draft, turn, found)
	_leave_second_seats(draft, visit)
	seat(draft, visit, step, _new(draft.request, visit, found))
	if not _go_without(draft.request, visit, found):
		_seat_fallback(draft, visit, step, found)
	found = _with_vacant(found, vacant(draft.request, visit, step, found))
	if _missed(draft.request, visit, found):
		_block_again(draft, visit, found, visit.number)
		return
	settle(draft)
	if draft.request.visit == visit and not _goes_on(draft.request, visit):
		_block_again(draft, visit, found, visit.number)


def _with_vacant(found: Found, gone: Sequence[str]) -> Found:
	"""What a step finds, with those who are missed although it does not find them any more."""
	missing = tuple(dict.fromkeys((*found.missing, *gone)))
	blockage = found.blockage or (Blockage.NOBODY if gone else None)
	return replace(found, missing=missing, blockage=blockage, people_missing=(*found.people_missing, *gone))


def _seat_fallback(draft: Draft, visit: Visit, step: StepDefinition, found: Found) -> None:
	"""The fallback of a step, where it has one, answers for those who have left without a word."""
	gone = vacant(draft.request, visit, step, found) if step.nobody is Nobody.FALLBACK else ()
	if gone:
		people = [person for person in able(draft, step.fallback) if person not in found.people]
		order = max((turn.order for turn in mains_of(draft.request, visit)), default=0) + 1
		seat(draft, visit, step, [Signer(person, gone, order) for person in people], people)


def _follow(draft: Draft, turn: Turn, found: Found) -> None:
	"""The turn stays, for the bodies its holder stands for now, or ends; another kind of voice begins anew."""
	bodies = found.bodies_by_person.get(turn.principal)
	below = subtree(turn, draft.request.turns_of(turn.visit))
	if bodies is None:
		_leave_seat(draft, turn, below)
	elif bool(bodies) != bool(turn.bodies):
		draft.close_all([turn, *below], Closing.UNSEATED)
	elif bodies != turn.bodies:
		draft.record(log.BodiesChanged(turn.id, bodies))


def _leave_second_seats(draft: Draft, visit: Visit) -> None:
	"""Two accounts became one: whoever has two seats keeps the first, which stands for the bodies of both.

	Whoever has given a voice of their own is not asked for it again.
	"""
	mains = mains_of(draft.request, visit)
	seated = {turn.principal for turn in mains if turn.decision and not turn.void and not turn.bodies}
	for turn in mains:
		if turn.live and not is_named(draft.request, turn):
			if turn.principal in seated:
				below = subtree(turn, draft.request.turns_of(turn.visit))
				draft.close_all([turn, *below], UNSEATED)
			seated.add(turn.principal)


def _leave_seat(draft: Draft, turn: Turn, below: Sequence[Turn]) -> None:
	"""What the leaver asked need not be answered; whom they added was given it by name, and has the seat from now on.

	The first of them has its voice, and the others are theirs; who has a seat of their own needs none.
	"""
	own = [each for each in below if each.live and each.parent == turn.place]
	seated = {each.principal for each in mains_of(draft.request, draft.request.visit) if each.live}
	added = [each for each in own if each.kind in VOICES and each.principal not in seated]
	if not added:
		draft.close_all([turn, *below], UNSEATED)
		return
	draft.close_all([turn, *(each for each in own if each not in added)], UNSEATED)
	heir = _again(draft, added[0], **_of_seat(draft, turn, added[0]))
	for each in added[1:]:
		_again(draft, each, parent=heir.place)
	if any(each.live for each in helpers_of(draft.request, heir)):
		draft.move(heir, Standing.HELD)


def _again(draft: Draft, turn: Turn, **fields) -> Turn:
	"""The same turn for the same person, but for `fields`."""
	as_it_was = {field: getattr(turn, field) for field in ("on_behalf_of", "delegation", "delegated_until")}
	return hand_on(draft, turn, turn.assignee, Closing.REMOVED, **{**as_it_was, **fields})


def _of_seat(draft: Draft, seat: Turn, heir: Turn) -> dict:
	"""What makes an added signer the holder of a seat; one who has waited until now begins with a clock of their own."""
	fields = {"kind": Kind.MAIN, "parent": 0, "order": seat.order, "bodies": seat.bodies, "named": True}
	if heir.standing is not Standing.WAITING:
		return {**fields, "standing": Standing.OPEN}
	opening = {**fresh_clock(draft, heir.step), "standing": Standing.OPEN, "opened_at": draft.now}
	return {**fields, **opening, **delegated(heir.principal, deputy(draft, heir.principal))}


def _new(request: Request, visit: Visit, found: Found) -> list[Signer]:
	"""Those who have no place in the visit, by themselves or by whom they gave it to, and whose voice is wanted."""
	latest, heard = latest_turns(request.turns_of(visit.number)), spoken(request, visit.number)
	mains = mains_of(request, visit)
	placed = {turn.principal for turn in mains if is_taken(latest[turn.place], latest)}
	last = max((turn.order for turn in mains), default=0)
	orders = {body: turn.order for turn in mains for body in turn.bodies}
	return [
		signer._replace(order=next((orders[key] for key in signer.bodies if key in orders), last + number))
		for number, signer in enumerate(found.signers, 1)
		if signer.person not in placed and not (signer.bodies and heard.issuperset(signer.bodies))
	]


def _missed(request: Request, visit: Visit, found: Found) -> bool:
	"""Whether a body, or somebody, has to answer for which nobody can, nor was anybody named."""
	if not (found.missing and found.blockage) or _go_without(request, visit, found):
		return False
	return not set(found.missing) <= {*seats_of(request, visit.number), *heard_of(request, visit)}


def _go_without(request: Request, visit: Visit, found: Found) -> bool:
	"""Whether a number of voices is asked for, which those who are left can reach, and no body is without anybody."""
	step = request.definition.step(visit.step)
	by_person = set(found.people_missing).issuperset(found.missing)
	return step.mode in SHARES and by_person and suffices(step, tally_of(request, visit.number))


def _goes_on(request: Request, visit: Visit) -> bool:
	"""Whether somebody with a voice is still to decide, and enough could."""
	if not suffices(request.definition.step(visit.step), tally_of(request, visit.number)):
		return False
	seats = seats_of(request, visit.number).values()
	return any(turn.live for alternatives in seats for turns in alternatives for turn in turns)


def _block_again(draft: Draft, visit: Visit, found: Found, resumes: int) -> None:
	leave(draft, VisitStatus.LEFT, Closing.LEFT)
	blockage = found.blockage or Blockage.NOBODY
	block(
		draft,
		visit.step,
		visit.round,
		visit.came_from,
		visit.then,
		blockage,
		people=found.people,
		missing=found.missing,
		resumes=resumes,
	)

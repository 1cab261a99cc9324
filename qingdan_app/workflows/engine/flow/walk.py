"""The walk from step to step: entering, passing, going back straight, blocking, ending."""

from collections.abc import Sequence

from qingdan_app.workflows.engine.flow import events as log
from qingdan_app.workflows.engine.flow.definition import StepDefinition
from qingdan_app.workflows.engine.flow.draft import Draft
from qingdan_app.workflows.engine.flow.entry import signers, take_seats
from qingdan_app.workflows.engine.flow.kinds import Blockage, Closing, Decision, Kind, Outcome, VisitStatus
from qingdan_app.workflows.engine.flow.people import add_turn, correctors
from qingdan_app.workflows.engine.flow.replica import can_revive, revive
from qingdan_app.workflows.engine.flow.state import CORRECTION, OUTCOME, Copy, Skip, Visit
from qingdan_app.workflows.engine.flow.verdict import SHARES, Verdict, gone_from, tally_of, verdict


def walk_on(draft: Draft, position: int, round_: int, came_from: int = 0) -> None:
	"""Enter the first step from `position` on whose condition holds; past the last one, the flow is approved."""
	for step in draft.request.definition.steps[position:]:
		if not step.condition or draft.given.holds(step.condition):
			enter(draft, step, round_, came_from)
			return
		draft.record(log.StepSkipped(Skip(step.key, round_, draft.sequence)))
	if _anybody_agreed(draft):
		end(draft, Outcome.APPROVED)
	else:
		block(draft, draft.request.definition.steps[0].key, round_, came_from, 0, Blockage.NO_STEP)


def enter(
	draft: Draft,
	step: StepDefinition,
	round_: int,
	came_from: int = 0,
	then: int = 0,
	named: Sequence[str] = (),
	missing: Sequence[str] = (),
	resumes: int = 0,
	gone: Sequence[str] = (),
) -> None:
	"""Begin a visit of the step, for the people it resolves to or for those `named`.

	These sign in the place of the bodies `missing`, where there are any. `resumes` is the visit whose approvals count,
	`gone` are people whom it asked and whose voice nobody has.
	"""
	found = signers(draft, step, named, missing, gone=gone, resumes=resumes)
	if found.blockage:
		fields = {"people": found.people, "missing": found.missing, "resumes": resumes}
		block(draft, step.key, round_, came_from, then, found.blockage, **fields)
		return
	absent = found.missing if step.mode in SHARES else ()
	fields = {"people": found.people, "missing": absent, "resumes": resumes}
	visit = _begin(draft, step.key, round_, came_from, then, **fields)
	take_seats(draft, visit, step, found, named)
	settle(draft)
	if draft.request.visit == visit and not draft.request.live_turns:
		leave(draft, VisitStatus.LEFT, Closing.LEFT)
		block(draft, step.key, round_, came_from, then, Blockage.NOBODY, **fields)


def to_initiator(draft: Draft, round_: int, came_from: int = 0, then: int = 0) -> None:
	"""Give the request back to its initiator, or who acts for them today: they correct it and send it on again."""
	people = correctors(draft)
	visit = _begin(draft, CORRECTION, round_, came_from, then, people=people)
	for person in people:
		add_turn(draft, visit, person, Kind.CORRECTION, order=1)


def settle(draft: Draft) -> None:
	"""Act on the verdict of the current visit, if there is one."""
	visit = draft.request.visit
	found = verdict(draft.request.definition.step(visit.step), tally_of(draft.request, visit.number))
	if found is Verdict.PASSED:
		leave(draft, VisitStatus.PASSED, Closing.STEP_ENDED)
		_send_copies(draft, visit)
		go_on(draft, visit)
	elif found is Verdict.FAILED:
		leave(draft, VisitStatus.FAILED, Closing.STEP_ENDED)
		end(draft, Outcome.REJECTED)
	elif not any(turn.live for turn in draft.request.turns_of(visit.number)):
		_wait_for_the_gone(draft, visit)


def _wait_for_the_gone(draft: Draft, visit: Visit) -> None:
	"""All who are left have decided, and it hangs on those who have left."""
	missing = gone_from(draft.request, visit.number)
	if missing:
		leave(draft, VisitStatus.LEFT, Closing.LEFT)
		fields = {"people": visit.people, "missing": missing, "resumes": visit.number}
		block(draft, visit.step, visit.round, visit.came_from, visit.then, Blockage.NOBODY, **fields)


def go_on(draft: Draft, visit: Visit) -> None:
	"""Where the request goes from a visit that has done its part."""
	definition = draft.request.definition
	back_to = draft.request.visits[visit.then - 1] if visit.then else None
	if back_to and definition.step(back_to.step):
		_straight_back(draft, visit, back_to)
	else:
		walk_on(draft, definition.position(visit.step) + 1, visit.round, visit.number)


def block(
	draft: Draft, step: str, round_: int, came_from: int, then: int, blockage: Blockage, **fields
) -> None:
	"""Stay at the step until somebody can sign it: administrators are told."""
	status = VisitStatus.BLOCKED
	_begin(draft, step, round_, came_from, then, status=status, blockage=blockage, **fields)


def leave(draft: Draft, status: VisitStatus, closing: Closing) -> Visit:
	"""End the current visit and close every turn still live in it."""
	visit = draft.request.visit
	draft.close_all(draft.request.turns_of(visit.number), closing)
	draft.record(log.VisitEnded(visit.number, status, draft.sequence))
	return visit


def end(draft: Draft, outcome: Outcome) -> None:
	"""End the request."""
	if draft.request.visit:
		leave(draft, VisitStatus.LEFT, Closing.REQUEST_ENDED)
	draft.record(log.Ended(outcome, draft.now))


def stall(draft: Draft) -> None:
	"""Take back the end that could not be carried out, until somebody has it tried again."""
	owed, last = draft.request.outcome, draft.request.visits[-1]
	draft.record(log.EndUndone())
	blocked = {"status": VisitStatus.BLOCKED, "blockage": Blockage.OUTCOME, "owed": owed}
	_begin(draft, OUTCOME, last.round, 0, 0, **blocked)


def next_round(draft: Draft) -> int:
	"""The number of the round that a return, a jump or a new version begins."""
	return max(visit.round for visit in draft.request.visits) + 1


def send_copies(draft: Draft, people: Sequence[str], step: str, round_: int) -> None:
	"""Send a copy to each of `people`, once per step and round."""
	known = {(copy.user, copy.step, copy.round) for copy in draft.request.copies}
	for user in dict.fromkeys(people):
		if (user, step, round_) not in known:
			number = len(draft.request.copies) + 1
			draft.record(log.CopySent(Copy(number, user, step, round_, draft.by, draft.now)))


def _straight_back(draft: Draft, visit: Visit, back_to: Visit) -> None:
	step = draft.request.definition.step(back_to.step)
	if not can_revive(draft, back_to):
		enter(draft, step, visit.round, visit.number, back_to.then)
		return
	revived = _begin(
		draft,
		step.key,
		visit.round,
		visit.number,
		back_to.then,
		people=back_to.people,
		missing=back_to.missing,
	)
	revive(draft, back_to, revived)


def _begin(draft: Draft, step: str, round_: int, came_from: int, then: int, **fields) -> Visit:
	number = len(draft.request.visits) + 1
	fields = {"began_in": draft.sequence, **fields}
	visit = Visit(number, step, round_, came_from=came_from, then=then, **fields)
	draft.record(log.VisitBegan(visit))
	return visit


def _anybody_agreed(draft: Draft) -> bool:
	undone = {visit.number for visit in draft.request.visits if visit.status is VisitStatus.UNDONE}
	agreed = (turn for turn in draft.request.turns if turn.decision is Decision.APPROVED and not turn.void)
	return any(turn.visit not in undone for turn in agreed)


def _send_copies(draft: Draft, visit: Visit) -> None:
	step = draft.request.definition.step(visit.step)
	if step.copies:
		people = [user for user in draft.given.copies(step, draft.request) if draft.given.available(user)]
		send_copies(draft, people, step.key, visit.round)

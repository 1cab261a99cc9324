"""Entering a step: whom it finds, who is passed over, who gets a seat."""

from collections.abc import Sequence

from qingdan_app.workflows.engine.flow.definition import Duplicates, Mode, Nobody, StepDefinition
from qingdan_app.workflows.engine.flow.draft import Draft, barred
from qingdan_app.workflows.engine.flow.kinds import Because, Blockage, Decision, Kind, Standing, VisitStatus
from qingdan_app.workflows.engine.flow.people import add_turn, book, open_turn
from qingdan_app.workflows.engine.flow.state import Request, Turn, Visit
from qingdan_app.workflows.engine.flow.verdict import Tally, Verdict, seats_of, verdict, voice_of


def signers(
	draft: Draft, step: StepDefinition, named: Sequence[str] = ()
) -> tuple[tuple[str, ...], Blockage | None]:
	"""The people of a step, each once, without those who may not or cannot sign; and why they do not suffice."""
	found = _fit(draft, named or draft.given.resolve(step, draft.request))
	if _lacking(step, found) and step.nobody is Nobody.FALLBACK:
		found = _fit(draft, (*found, *step.fallback))
	return found, _lacking(step, found)


def take_seats(draft: Draft, visit: Visit, step: StepDefinition, people: Sequence[str]) -> None:
	"""Give everybody their turn: approvals that already count are booked, the others open or wait in line."""
	known = _already_approved(draft.request, visit, step)
	booked = [person for person in people if person in known]
	if _suffice(step, len(people), len(booked)):
		people = booked
	for order, person in enumerate(people, 1):
		if person in known:
			book(draft, visit, person, Because.DUPLICATE, order=order)
		else:
			add_turn(draft, visit, person, Kind.MAIN, order=order, standing=_first_standing(step))
	if step.mode is Mode.IN_TURN:
		open_next(draft, visit)


def open_next(draft: Draft, visit: Visit) -> None:
	"""Of those who sign one after the other, let the next one come up, if it is time."""
	for turns in seats_of(draft.request, visit.number).values():
		if turns[0].standing is Standing.WAITING:
			open_turn(draft, turns[0])
			return
		if voice_of(turns) is not Decision.APPROVED:
			return


def _fit(draft: Draft, people: Sequence[str]) -> tuple[str, ...]:
	own = barred(draft.request)
	return tuple(
		person for person in dict.fromkeys(people) if person not in own and draft.given.available(person)
	)


def _lacking(step: StepDefinition, people: Sequence[str]) -> Blockage | None:
	if not people:
		return Blockage.NOBODY
	too_few = step.mode is Mode.COUNT and len(people) < step.threshold
	return Blockage.TOO_FEW if too_few else None


def _first_standing(step: StepDefinition) -> Standing:
	return Standing.WAITING if step.mode is Mode.IN_TURN else Standing.OPEN


def _suffice(step: StepDefinition, seats: int, booked: int) -> bool:
	return verdict(step, Tally(seats, booked)) is Verdict.PASSED


def _already_approved(request: Request, visit: Visit, step: StepDefinition) -> frozenset[str]:
	if step.duplicates is Duplicates.NEVER:
		return frozenset()
	passed = [
		other.number
		for other in request.visits
		if other.round == visit.round and other.status is VisitStatus.PASSED
	]
	if step.duplicates is Duplicates.ADJACENT:
		passed = passed[-1:]
	return frozenset(turn.assignee for turn in request.turns if turn.visit in passed and _own_approval(turn))


def _own_approval(turn: Turn) -> bool:
	"""What somebody approved in another's name excuses neither of them."""
	return (
		turn.decision is Decision.APPROVED
		and not turn.void
		and not turn.on_behalf_of
		and turn.because
		in (
			Because.PERSON,
			Because.DUPLICATE,
		)
	)

"""Who was asked by a step, has left without a word, and is missed: nobody is passed over in silence."""

from collections.abc import Mapping

from qingdan_app.workflows.engine.flow.definition import Mode, StepDefinition
from qingdan_app.workflows.engine.flow.entry import Found
from qingdan_app.workflows.engine.flow.kinds import Closing, Kind
from qingdan_app.workflows.engine.flow.people import is_named
from qingdan_app.workflows.engine.flow.state import Request, Turn, Visit
from qingdan_app.workflows.engine.flow.verdict import latest_turns, seats_of

ADDED = (Kind.BEFORE, Kind.AFTER)


def vacant(request: Request, visit: Visit, step: StepDefinition, found: Found) -> tuple[str, ...]:
	"""Those with a voice of their own who have lost their seat in a visit, and whose voice nobody has now.

	Whoever the step finds beside those it began with has it, one for one; so has whoever they had added. Where any
	voice is enough nobody is missed.
	"""
	if step.mode is Mode.ANY:
		return ()
	turns = request.turns_of(visit.number)
	latest, answered = latest_turns(turns), {*seats_of(request, visit.number), *heard_of(request, visit)}
	own = [turn for turn in turns if turn.kind is Kind.MAIN and turn.id == turn.place and not turn.bodies]
	lost = [turn.principal for turn in own if _is_lost(request, latest[turn.place])]
	gone = [person for person in lost if person not in found.people and person not in answered]
	first = {turn.principal for turn in own if turn.added_in == visit.began_in}
	came = {signer.person for signer in found.signers if not signer.bodies}
	came |= {turn.principal for turn in own if not _is_lost(request, latest[turn.place])}
	came -= first
	return tuple(dict.fromkeys(gone))[len(came) :]


def heard_of(request: Request, visit: Visit) -> frozenset[str]:
	"""Those who were asked in a visit and whose voice is given, or somebody's by their own doing."""
	turns = request.turns_of(visit.number)
	latest = latest_turns(turns)
	mains = mains_of(request, visit)
	held = (latest[turn.place] for turn in mains)
	seated = {turn.principal for turn in held if turn.closing is not Closing.UNSEATED}
	left_to = {turn.parent for turn in turns if turn.kind in ADDED and turn.principal in seated}
	return frozenset(
		turn.principal
		for turn in mains
		if is_taken(latest[turn.place], latest)
		or _waits(request, latest[turn.place])
		or turn.place in left_to
	)


def _is_lost(request: Request, turn: Turn) -> bool:
	"""Whether its holder has lost the seat, or may lose it while the visit is blocked."""
	is_left = turn.closing is Closing.LEFT and not is_named(request, turn)
	return turn.closing is Closing.UNSEATED or is_left


def _waits(request: Request, turn: Turn) -> bool:
	"""Whether it was given by name, and its holder has it again as soon as the step goes on."""
	return turn.closing is Closing.LEFT and is_named(request, turn)


def is_taken(turn: Turn, latest: Mapping[int, Turn]) -> bool:
	"""Whether a place is held or decided, or was given to somebody who still answers for the same body."""
	if turn.closing is Closing.TRANSFERRED:
		return any(_counts(other) and set(turn.bodies) <= set(other.bodies) for other in latest.values())
	return _counts(turn)


def mains_of(request: Request, visit: Visit) -> list[Turn]:
	"""The turns of a visit by which somebody has a seat."""
	return [turn for turn in request.turns_of(visit.number) if turn.kind is Kind.MAIN]


def _counts(turn: Turn) -> bool:
	return turn.live or (turn.decision is not None and not turn.void)

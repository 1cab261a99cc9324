"""What a step comes to: a pure function of its tally."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from qingdan_app.workflows.engine.flow.definition import Mode, StepDefinition, Veto
from qingdan_app.workflows.engine.flow.kinds import Closing, Decision, Kind
from qingdan_app.workflows.engine.flow.state import Request, Turn

VOICES: frozenset[Kind] = frozenset({Kind.MAIN, Kind.BEFORE, Kind.AFTER})
"""Turns that carry a voice."""


class Verdict(str, Enum):
	"""PENDING: more decisions are needed."""

	PENDING = "pending"
	PASSED = "passed"
	FAILED = "failed"


@dataclass(frozen=True)
class Tally:
	"""How the voices of a step stand. The rest of `seats` has not decided."""

	seats: int
	approved: int = 0
	rejected: int = 0


def verdict(step: StepDefinition, tally: Tally) -> Verdict:
	"""Whether the step has passed, has failed, or is pending. Approval is looked at first."""
	needed = voices_needed(step, tally.seats)
	if tally.seats and tally.approved >= needed:
		return Verdict.PASSED
	if tally.rejected and step.veto is Veto.ONE_ENDS:
		return Verdict.FAILED
	if tally.rejected > tally.seats - needed:
		return Verdict.FAILED
	return Verdict.PENDING


def voices_needed(step: StepDefinition, seats: int) -> int:
	"""How many of `seats` people have to approve: at least one, and a share is rounded up."""
	if step.mode is Mode.ANY:
		return 1
	if step.mode is Mode.COUNT:
		return max(1, step.threshold)
	if step.mode is Mode.PERCENT:
		return max(1, -(-seats * step.threshold // 100))
	return seats


def tally_of(request: Request, visit: int) -> Tally:
	"""The tally of a visit. One seat is one voice, however many signers were added to it."""
	seats = seats_of(request, visit)
	voices = [voice_of(places) for places in seats.values()]
	return Tally(len(seats), voices.count(Decision.APPROVED), voices.count(Decision.REJECTED))


def seats_of(request: Request, visit: int) -> dict[int, list[Turn]]:
	"""The latest turn of every place with a voice, gathered under the place of the seat they belong to."""
	latest = latest_turns(request.turns_of(visit))
	seats: dict[int, list[Turn]] = {}
	for place in sorted(latest):
		if latest[place].kind in VOICES:
			seats.setdefault(seat_of(latest[place], latest), []).append(latest[place])
	return seats


def voice_of(turns: list[Turn]) -> Decision | None:
	"""The seat's voice: rejected by any of its turns, approved by all of them, else None."""
	counted = [turn for turn in turns if turn.closing is not Closing.REMOVED]
	if any(turn.decision is Decision.REJECTED and not turn.void for turn in counted):
		return Decision.REJECTED
	if all(turn.decision is Decision.APPROVED and not turn.void for turn in counted):
		return Decision.APPROVED
	return None


def latest_turns(turns: Iterable[Turn]) -> dict[int, Turn]:
	"""Place → the turn that holds, or last held, it."""
	return {turn.place: turn for turn in turns}


def seat_of(turn: Turn, latest: dict[int, Turn]) -> int:
	"""The place of the seat a turn belongs to: it goes up from added signer to who added them."""
	while turn.parent:
		turn = latest[turn.parent]
	return turn.place


def subtree(turn: Turn, turns: Iterable[Turn]) -> list[Turn]:
	"""The latest turns of all places below this one: those one added or asked, and theirs."""
	latest = latest_turns(turns)
	below: list[Turn] = []
	places = {turn.place}
	for place in sorted(latest):
		if latest[place].parent in places:
			places.add(place)
			below.append(latest[place])
	return below

"""What a step comes to: a pure function of its tally."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from qingdan_app.workflows.engine.flow.definition import Mode, StepDefinition, Veto
from qingdan_app.workflows.engine.flow.kinds import Closing, Decision, Kind
from qingdan_app.workflows.engine.flow.state import Request, Turn

SHARES: frozenset[Mode] = frozenset({Mode.COUNT, Mode.PERCENT})
"""Modes that ask for a number of voices, whosever they are: who has left is missed where the others cannot reach it."""
VOICES: frozenset[Kind] = frozenset({Kind.MAIN, Kind.BEFORE, Kind.AFTER})
"""Turns that carry a voice."""


class Verdict(str, Enum):
	"""PENDING: more decisions are needed."""

	PENDING = "pending"
	PASSED = "passed"
	FAILED = "failed"


@dataclass(frozen=True)
class Tally:
	"""How the voices of a step stand. The rest of `seats` has not decided; `gone` were asked too, and nobody has their voice."""

	seats: int
	approved: int = 0
	rejected: int = 0
	gone: int = 0

	@property
	def asked(self) -> int:
		"""How many voices were asked for: nobody lowers a share by leaving."""
		return self.seats + self.gone


def verdict(step: StepDefinition, tally: Tally) -> Verdict:
	"""Whether the step has passed, has failed, or is pending. Approval is looked at first; it fails by a rejection alone."""
	needed = voices_needed(step, tally.asked)
	if tally.seats and tally.approved >= needed:
		return Verdict.PASSED
	if tally.rejected and step.veto is Veto.ONE_ENDS:
		return Verdict.FAILED
	if tally.rejected and tally.rejected > tally.asked - needed:
		return Verdict.FAILED
	return Verdict.PENDING


def suffices(step: StepDefinition, tally: Tally) -> bool:
	"""Whether a step can still pass by the voices that somebody has."""
	return bool(tally.seats) and tally.seats - tally.rejected >= voices_needed(step, tally.asked)


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
	voices = [voice_of_seat(alternatives) for alternatives in seats.values()]
	gone = len(gone_from(request, visit))
	return Tally(len(seats), voices.count(Decision.APPROVED), voices.count(Decision.REJECTED), gone)


def gone_from(request: Request, number: int) -> tuple[str, ...]:
	"""Who was asked in a visit of a step that asks for a number of voices, and has left without anybody in their place."""
	visit = request.visits[number - 1]
	step = request.definition.step(visit.step)
	if step is None or step.mode not in SHARES:
		return ()
	latest = latest_turns(request.turns_of(number))
	mains = [turn for turn in request.turns_of(number) if turn.kind is Kind.MAIN]
	own = [turn for turn in mains if turn.id == turn.place and not turn.bodies]
	held = [turn for turn in own if latest[turn.place].closing is not Closing.UNSEATED]
	seated = {turn.principal for turn in mains if latest[turn.place].closing is not Closing.UNSEATED}
	lost = [turn.principal for turn in own if latest[turn.place].closing is Closing.UNSEATED]
	left = [person for person in (*lost, *visit.missing) if person not in seated]
	came = [turn for turn in held if turn.added_in != visit.began_in and turn.principal not in visit.missing]
	return tuple(dict.fromkeys(left))[len({turn.principal for turn in came} - set(lost)) :]


def seats_of(request: Request, visit: int) -> dict[int | str, list[list[Turn]]]:
	"""The seats of a visit, each with the signers of whom any one may give its voice.

	A seat is a body, or the place of somebody with a voice of their own. A signer comes with all who were added to
	them, by the latest turn of each place. Whoever no longer stands for a seat, or gave it to another of its signers, has
	no voice in it.
	"""
	latest = latest_turns(request.turns_of(visit))
	seats: dict[int | str, list[list[Turn]]] = {}
	for place, turns in _signers(latest).items():
		for key in latest[place].bodies or (place,):
			if latest[place].closing not in (Closing.UNSEATED, Closing.TRANSFERRED):
				seats.setdefault(key, []).append(turns)
	return seats


def voice_of_seat(alternatives: list[list[Turn]]) -> Decision | None:
	"""The seat's voice: rejected or approved by any of those who may give it, else None."""
	voices = {voice_of(turns) for turns in alternatives}
	return next((voice for voice in (Decision.REJECTED, Decision.APPROVED) if voice in voices), None)


def spoken(request: Request, visit: int) -> frozenset[int | str]:
	"""The seats of a visit that have given their voice."""
	seats = seats_of(request, visit)
	return frozenset(key for key, alternatives in seats.items() if voice_of_seat(alternatives))


def voice_of(turns: list[Turn]) -> Decision | None:
	"""The voice of a signer and those added to them: rejected by any of them, approved by all of them, else None."""
	counted = [turn for turn in turns if turn.closing is not Closing.REMOVED]
	if any(turn.decision is Decision.REJECTED and not turn.void for turn in counted):
		return Decision.REJECTED
	if all(turn.decision is Decision.APPROVED and not turn.void for turn in counted):
		return Decision.APPROVED
	return None


def _signers(latest: dict[int, Turn]) -> dict[int, list[Turn]]:
	"""Place of a main signer → their turn, and those of all who were added to them."""
	found: dict[int, list[Turn]] = {}
	for place in sorted(latest):
		if latest[place].kind in VOICES:
			found.setdefault(seat_of(latest[place], latest), []).append(latest[place])
	return found


def latest_turns(turns: Iterable[Turn]) -> dict[int, Turn]:
	"""Place → the turn that holds, or last held, it."""
	return {turn.place: turn for turn in turns}


def seat_of(turn: Turn, latest: dict[int, Turn]) -> int:
	"""The place of the main signer a turn belongs to: it goes up from added signer to who added them."""
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

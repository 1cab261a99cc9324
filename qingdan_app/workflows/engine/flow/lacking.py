"""Whether those whom a step finds suffice: nobody is passed over in silence, and where a number of voices is asked for any will do."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from qingdan_app.workflows.engine.flow.definition import Mode, StepDefinition
from qingdan_app.workflows.engine.flow.given import Body
from qingdan_app.workflows.engine.flow.kinds import Blockage, Decision, Kind
from qingdan_app.workflows.engine.flow.state import Request
from qingdan_app.workflows.engine.flow.verdict import SHARES, Tally, suffices


@dataclass(frozen=True)
class Absent(Body):
	"""Somebody whom a step asks for and who cannot answer: missed as a body is that has nobody, but where a number of voices is asked for."""


def lacking(step: StepDefinition, voices: Sequence[Body], heard: Collection[str]) -> Blockage | None:
	"""Nobody is passed over in silence: a body without anybody is missed, unless any voice is enough."""
	able = [voice for voice in voices if voice.people]
	if not able or (len(able) < len(voices) and not _may_lack(step, voices, heard)):
		return Blockage.NOBODY
	too_few = step.mode is Mode.COUNT and len(able) + len(_heard_beside(voices, heard)) < step.threshold
	return Blockage.TOO_FEW if too_few else None


def _may_lack(step: StepDefinition, voices: Sequence[Body], heard: Collection[str]) -> bool:
	"""Whether the others suffice: any voice does, or those who are left reach the number that is asked for.

	A body that has nobody is missed all the same: it was asked as this body, and nobody knows that it said nothing.
	"""
	if step.mode is Mode.ANY:
		return True
	lacking = [voice for voice in voices if not voice.people and voice.key not in heard]
	had = sum(bool(voice.people) for voice in voices) + len(_heard_beside(voices, heard))
	by_person = all(isinstance(voice, Absent) for voice in lacking)
	return step.mode in SHARES and by_person and suffices(step, Tally(had, gone=len(lacking)))


def _heard_beside(voices: Sequence[Body], heard: Collection[str]) -> set[str]:
	"""Those who have approved, and whom a step does not find any more."""
	return set(heard).difference(*(voice.people for voice in voices))


def approved_in(request: Request, number: int) -> set[str]:
	"""Who has approved in a visit with a voice of their own."""
	turns = request.turns_of(number) if number else ()
	main = (turn for turn in turns if turn.kind is Kind.MAIN and not turn.bodies)
	return {turn.principal for turn in main if turn.decision is Decision.APPROVED and not turn.void}

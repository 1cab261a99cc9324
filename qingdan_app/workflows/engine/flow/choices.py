"""What a person may do now: the buttons of a form are exactly these."""

from dataclasses import dataclass
from datetime import datetime

from qingdan_app.workflows.engine.flow.acts_table import HANDLERS
from qingdan_app.workflows.engine.flow.administering import jump_targets
from qingdan_app.workflows.engine.flow.initiating import urge_again_at
from qingdan_app.workflows.engine.flow.refusals import Refusal
from qingdan_app.workflows.engine.flow.returning import return_targets
from qingdan_app.workflows.engine.flow.rights import opinion_need, signature_need
from qingdan_app.workflows.engine.flow.signers import removable
from qingdan_app.workflows.engine.flow.state import Request, Turn
from qingdan_app.workflows.engine.flow.verb import About, Names
from qingdan_app.workflows.engine.flow.verbs import VERBS, Act
from qingdan_app.workflows.engine.shown import Need


@dataclass(frozen=True)
class Choice:
	"""One thing a person may do now."""

	verb: str
	turn: int
	"""The turn to act upon; 0 where the act needs none."""
	opinion: Need
	signature: Need
	targets: tuple[str, ...] = ()
	"""Where a return or a jump may go to; the step that is blocked, for a resume."""
	people: tuple[str, ...] = ()
	"""Whom one may remove."""
	names: Names = Names.NOBODY
	"""Whom the act has to name here."""


def choices(
	request: Request, user: str, now: datetime, administrator: bool = False, overseer: bool = False
) -> tuple[Choice, ...]:
	"""Everything `user` may do, each once for every turn it applies to."""
	turns = [turn.id for turn in request.live_turns if turn.assignee == user]
	taken = [turn.id for turn in request.turns if turn.closed_by == user and turn.decision]
	asked = [
		Act(verb, user, number, administrator=administrator and not number, overseer=overseer)
		for verb in HANDLERS
		for number in _numbers(verb, turns, taken)
	]
	found = [choice for act in asked if (choice := _choice(request, act, now))]
	return tuple({(each.verb, each.turn): each for each in found}.values())


def _numbers(verb: str, turns: list[int], taken: list[int]) -> list[int]:
	"""The turns the act could be about; 0 for none in particular."""
	about = {
		About.TURN: turns,
		About.DECISION: taken,
		About.REQUEST: [0],
		About.EITHER: [*turns, 0],
	}
	return about[VERBS[verb].about]


def _choice(request: Request, act: Act, now: datetime) -> Choice | None:
	try:
		turn = HANDLERS[act.verb].may(request, act)
	except Refusal:
		return None
	if act.verb == "urge" and (again_at := urge_again_at(request)) and now < again_at:
		return None
	names = _names(request, act.verb, turn)
	return Choice(
		act.verb,
		turn.id if turn else 0,
		opinion_need(request, act.verb, turn),
		signature_need(request, act.verb, turn),
		_targets(request, act.verb, turn),
		tuple(removable(request, turn)) if names is Names.ADDED and turn else (),
		names,
	)


def _is_owed(request: Request) -> bool:
	"""Whether everybody has signed and only the outcome waits: nobody is named any more."""
	return bool(request.visit and request.visit.owed)


def _names(request: Request, verb: str, turn: Turn | None) -> Names:
	"""Signers are named for a step that is blocked, where nobody has a turn; a correction, and an outcome, name nobody."""
	names = VERBS[verb].names
	return Names.NOBODY if names is Names.SIGNERS and (turn or _is_owed(request)) else names


def _targets(request: Request, verb: str, turn: Turn | None) -> tuple[str, ...]:
	if verb == "return":
		return return_targets(request, request.step_of(turn))
	if verb == "resume" and turn is None:
		return () if _is_owed(request) else (request.visit.step,)
	return jump_targets(request) if verb == "jump" else ()

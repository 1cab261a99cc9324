"""What a person may do now: the buttons of a form are exactly these."""

from dataclasses import dataclass
from datetime import datetime

from qingdan_app.workflows.engine.flow.acts_table import HANDLERS
from qingdan_app.workflows.engine.flow.administering import jump_targets
from qingdan_app.workflows.engine.flow.definition import Need
from qingdan_app.workflows.engine.flow.initiating import urge_again_at
from qingdan_app.workflows.engine.flow.refusals import Refusal
from qingdan_app.workflows.engine.flow.returning import return_targets
from qingdan_app.workflows.engine.flow.rights import opinion_need, signature_need
from qingdan_app.workflows.engine.flow.signers import removable
from qingdan_app.workflows.engine.flow.state import Request, Turn
from qingdan_app.workflows.engine.flow.verbs import Act

TURNLESS = ("withdraw", "read", "urge", "terminate", "jump")
"""Acts that are about the request as a whole."""
EITHER = ("copy", "resume")
"""Acts that are a signer's or initiator's, and an administrator's as well."""


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
	"""Whom he may remove."""


def choices(request: Request, user: str, now: datetime, administrator: bool = False) -> tuple[Choice, ...]:
	"""Everything `user` may do, each once for every turn it applies to."""
	turns = [turn.id for turn in request.live_turns if turn.assignee == user]
	taken = [turn.id for turn in request.turns if turn.closed_by == user and turn.decision]
	asked = [
		Act(verb, user, number, administrator=administrator and not number)
		for verb in HANDLERS
		for number in _numbers(verb, turns, taken)
	]
	found = [choice for act in asked if (choice := _choice(request, act, now))]
	return tuple({(each.verb, each.turn): each for each in found}.values())


def _numbers(verb: str, turns: list[int], taken: list[int]) -> list[int]:
	"""The turns the act could be about; 0 for none in particular."""
	if verb == "take_back":
		return taken
	return [*([] if verb in TURNLESS else turns), *([0] if verb in (*TURNLESS, *EITHER) else [])]


def _choice(request: Request, act: Act, now: datetime) -> Choice | None:
	try:
		turn = HANDLERS[act.verb].may(request, act)
	except Refusal:
		return None
	if act.verb == "urge" and (again_at := urge_again_at(request)) and now < again_at:
		return None
	return Choice(
		act.verb,
		turn.id if turn else 0,
		opinion_need(request, act.verb, turn),
		signature_need(request, act.verb, turn),
		_targets(request, act.verb, turn),
		tuple(removable(request, turn)) if act.verb == "remove" and turn else (),
	)


def _targets(request: Request, verb: str, turn: Turn | None) -> tuple[str, ...]:
	if verb == "return":
		return return_targets(request, request.step_of(turn))
	if verb == "resume" and turn is None:
		return (request.visit.step,)
	return jump_targets(request) if verb == "jump" else ()

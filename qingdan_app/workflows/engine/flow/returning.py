"""Return to the initiator, the previous or an earlier step; and how a returned request goes on."""

from qingdan_app.workflows.engine.flow import refusals
from qingdan_app.workflows.engine.flow.definition import ANY_EARLIER, INITIATOR, PREVIOUS, StepDefinition
from qingdan_app.workflows.engine.flow.draft import Draft
from qingdan_app.workflows.engine.flow.kinds import Closing, Decision, VisitStatus
from qingdan_app.workflows.engine.flow.rights import refuse, signing_turn
from qingdan_app.workflows.engine.flow.state import Request, Turn
from qingdan_app.workflows.engine.flow.verbs import Act
from qingdan_app.workflows.engine.flow.votes import decide
from qingdan_app.workflows.engine.flow.walk import enter, leave, next_round, to_initiator


def may_return(request: Request, act: Act) -> Turn:
	"""A signer, where there is somewhere to return to."""
	turn = signing_turn(request, act)
	if not return_targets(request, request.step_of(turn)):
		refuse(refusals.ActNotAllowed, request, act)
	return turn


def return_(draft: Draft, act: Act, turn: Turn) -> None:
	"""The step ends at once for everybody in it."""
	target = _target(draft.request, act, turn)
	decide(draft, act, turn, Decision.RETURNED)
	round_ = next_round(draft)
	visit = leave(draft, VisitStatus.LEFT, Closing.LEFT)
	then = visit.number if act.straight else 0
	if target == INITIATOR:
		to_initiator(draft, round_, visit.number, then)
	else:
		enter(draft, draft.request.definition.step(target), round_, visit.number, then)


def return_targets(request: Request, step: StepDefinition) -> tuple[str, ...]:
	"""Where one may return to from `step` now: INITIATOR and keys of steps, in the order of the walk."""
	earlier = _walked(request, step)
	previous = earlier[-1:] if PREVIOUS in step.return_to else ()
	initiator = (INITIATOR,) if INITIATOR in step.return_to else ()
	open_to = earlier if ANY_EARLIER in step.return_to else (*step.return_to, *previous)
	return (*initiator, *(key for key in earlier if key in open_to))


def _target(request: Request, act: Act, turn: Turn) -> str:
	step = request.step_of(turn)
	target = act.target or INITIATOR
	if target == PREVIOUS:
		target = (_walked(request, step) or ("",))[-1]
	if target not in return_targets(request, step):
		refuse(refusals.TargetNotAllowed, request, act)
	return target


def _walked(request: Request, step: StepDefinition) -> tuple[str, ...]:
	"""Keys of the earlier steps that were passed and, since then, not skipped."""
	position = request.definition.position(step.key)
	return tuple(each.key for each in request.definition.steps[:position] if _was_walked(request, each.key))


def _was_walked(request: Request, key: str) -> bool:
	passed = [
		visit.began_in for visit in request.visits if visit.step == key and visit.status is VisitStatus.PASSED
	]
	skipped = [skip.sequence for skip in request.skips if skip.step == key]
	return bool(passed) and max(passed) >= max(skipped, default=0)

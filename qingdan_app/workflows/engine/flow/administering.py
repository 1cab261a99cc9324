"""Terminate, jump, move to another version, compute due times again: what administrators do."""

from qingdan_app.workflows.engine.flow import events as log
from qingdan_app.workflows.engine.flow import refusals
from qingdan_app.workflows.engine.flow.definition import INITIATOR, FlowDefinition
from qingdan_app.workflows.engine.flow.draft import Draft
from qingdan_app.workflows.engine.flow.kinds import Closing, Outcome, VisitStatus
from qingdan_app.workflows.engine.flow.people import dates
from qingdan_app.workflows.engine.flow.rights import refuse
from qingdan_app.workflows.engine.flow.state import CORRECTION, Request, Turn
from qingdan_app.workflows.engine.flow.verbs import Act
from qingdan_app.workflows.engine.flow.walk import end, enter, leave, next_round, to_initiator


def terminate(draft: Draft, act: Act, turn: None) -> None:
	"""The request ends without a decision."""
	end(draft, Outcome.TERMINATED)


def jump(draft: Draft, act: Act, turn: None) -> None:
	"""To any other step, forward or back, whatever its condition says; or to the initiator."""
	if act.target not in jump_targets(draft.request):
		refuse(refusals.TargetNotAllowed, draft.request, act)
	step = draft.request.definition.step(act.target)
	round_ = next_round(draft)
	leave(draft, VisitStatus.LEFT, Closing.LEFT)
	if step:
		enter(draft, step, round_)
	else:
		to_initiator(draft, round_)


def jump_targets(request: Request) -> tuple[str, ...]:
	"""Everywhere but where it stands: jumping there twice would turn out those who have just got it."""
	stands_at = request.visit.step
	initiator = () if stands_at == CORRECTION else (INITIATOR,)
	return (*initiator, *(step.key for step in request.definition.steps if step.key != stands_at))


def migrate(draft: Draft, act: Act, definition: FlowDefinition) -> None:
	"""The current step, or `target`, is entered anew under the other definition."""
	if _version(definition) == _version(draft.request.definition):
		refuse(refusals.ActNotPossible, draft.request, act)
	current = draft.request.visit.step
	target = act.target or (INITIATOR if current == CORRECTION else current)
	if target != INITIATOR and definition.step(target) is None:
		refuse(refusals.TargetNotAllowed, draft.request, act)
	round_ = next_round(draft)
	leave(draft, VisitStatus.LEFT, Closing.LEFT)
	draft.record(log.DefinitionReplaced(definition))
	if target == INITIATOR:
		to_initiator(draft, round_)
	else:
		enter(draft, definition.step(target), round_)


def reschedule(draft: Draft) -> None:
	"""Compute due times and reminders again, from when each clock began. What is late stays late."""
	for turn in draft.request.live_turns:
		if turn.clock_since and turn.step != CORRECTION:
			_reschedule(draft, turn)


def _reschedule(draft: Draft, turn: Turn) -> None:
	new = dates(draft, turn.step, turn.clock_since)
	if (turn.due, turn.remind_at) != (new["due"], new["remind_at"]):
		draft.record(log.ClockSet(turn.id, new["due"], new["remind_at"], turn.late_since))


def _version(definition: FlowDefinition) -> tuple[str, int]:
	return definition.key, definition.version

"""The door to the engine: start, act, tick. Values in; new state, events and effects out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from qingdan_app.workflows.engine.flow import events as log
from qingdan_app.workflows.engine.flow import refusals
from qingdan_app.workflows.engine.flow.acts_table import HANDLERS
from qingdan_app.workflows.engine.flow.administering import migrate as _migrate
from qingdan_app.workflows.engine.flow.administering import reschedule as _reschedule
from qingdan_app.workflows.engine.flow.clock import next_deed
from qingdan_app.workflows.engine.flow.definition import FlowDefinition
from qingdan_app.workflows.engine.flow.draft import Draft, Result
from qingdan_app.workflows.engine.flow.effects import Effect, merge
from qingdan_app.workflows.engine.flow.given import Given
from qingdan_app.workflows.engine.flow.lint import problems_of
from qingdan_app.workflows.engine.flow.reseating import check_standing
from qingdan_app.workflows.engine.flow.reseating import reseat as _reseat
from qingdan_app.workflows.engine.flow.rights import check_administrator, check_words, refuse
from qingdan_app.workflows.engine.flow.state import Label, Request
from qingdan_app.workflows.engine.flow.verbs import Act
from qingdan_app.workflows.engine.flow.walk import stall, walk_on


def start(
	definition: FlowDefinition,
	initiator: str,
	now: datetime,
	given: Given,
	authors: Sequence[str] = (),
	labels: Sequence[Label] = (),
	snapshot: str = "",
) -> Result:
	"""A new request, standing at the first step whose condition holds.

	`authors` are others whose own work it is, `labels` what delegations may be limited to, `snapshot` the
	fingerprint of the subject. Raises UnsoundFlow where the definition could strand a request.
	"""
	_check_sound(definition)
	draft = Draft(None, now, given, initiator)
	draft.record(log.Started(definition, initiator, tuple(authors), tuple(labels), now))
	walk_on(draft, 0, round_=1)
	return draft.result(Act("start", initiator, snapshot=snapshot))


def act(request: Request, act: Act, now: datetime, given: Given) -> Result:
	"""The request after somebody's act. Raises a Refusal, and then nothing has happened.

	Who may not act at all is not told that their opinion is missing; the opinion is looked at before the people
	and targets the act names.
	"""
	handler = HANDLERS.get(act.verb)
	if handler is None:
		refuse(refusals.UnknownAct, request, act)
	turn, draft = handler.may(request, act), Draft(request, now, given, act.by)
	check_standing(draft, act, turn)
	check_words(request, act, turn)
	handler.do(draft, act, turn)
	return draft.result(replace(act, turn=turn.id if turn else 0))


def tick(request: Request, now: datetime, given: Given) -> Result:
	"""The request after the clock has done all that is due by `now`: one event for each deed.

	A second call at the same time finds nothing to do and gives no event.
	"""
	state, events, effects = request, (), ()
	while (step := _deed(state, now, given)) is not None:
		state, events, effects = step.state, (*events, *step.events), (*effects, *step.effects)
	return Result(state, events, _merged(request, state, events, effects))


def migrate(request: Request, act: Act, definition: FlowDefinition, now: datetime, given: Given) -> Result:
	"""The request under another version of its flow, standing anew at its step or at `act.target`.

	Nothing is written by calling this: the result is also the preview. Raises NotAdministrator,
	OpinionRequired, TargetNotAllowed or UnsoundFlow.
	"""
	_check_sound(definition)
	check_administrator(request, act)
	check_words(request, act, None)
	draft = Draft(request, now, given, act.by)
	_migrate(draft, act, definition)
	return draft.result(act)


def reschedule(request: Request, now: datetime, given: Given, by: str = "") -> Result:
	"""The request with due times computed again, after a date of the subject or the calendar has changed."""
	draft = Draft(request, now, given, by)
	_reschedule(draft)
	return draft.result(Act("reschedule", by)) if draft.changes else Result(request, (), ())


def reseat(request: Request, now: datetime, given: Given, by: str = "") -> Result:
	"""The request with its turns at those who stand for them today, after posts, bodies or people have changed."""
	draft = Draft(request, now, given, by)
	new = _reseat(draft)
	return draft.result(Act("reseat", by, people=new)) if draft.changes else Result(request, (), ())


def fail(request: Request, by: str, reason: str, now: datetime, given: Given) -> Result:
	"""The request, just ended by `by`, blocked since its end could not be carried out for this `reason`."""
	draft = Draft(request, now, given, by)
	stall(draft)
	return draft.result(Act("fail", by, opinion=reason))


def _deed(request: Request, now: datetime, given: Given) -> Result | None:
	draft = Draft(request, now, given)
	found = next_deed(draft)
	if found is None:
		return None
	verb, turn, do = found
	do(draft, turn)
	return draft.result(Act(verb, "", turn.id))


def _merged(
	before: Request, after: Request, events: tuple[log.Event, ...], effects: tuple[Effect, ...]
) -> tuple[Effect, ...]:
	return merge(before, after, effects) if len(events) > 1 else effects


def _check_sound(definition: FlowDefinition) -> None:
	severe = _severe_problems(definition)
	if severe:
		raise refusals.UnsoundFlow(severe)


@lru_cache(maxsize=1024)
def _severe_problems(definition: FlowDefinition) -> str:
	"""What would strand a request, in one line; a definition is frozen, so it is looked at once."""
	return "; ".join(str(problem) for problem in problems_of(definition) if problem.severe)

"""What a request names is renamed: it goes on under the new names. What was logged under the old ones stays as it is."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from qingdan_app.workflows.engine.flow.definition import FlowDefinition, StepDefinition
from qingdan_app.workflows.engine.flow.given import Label
from qingdan_app.workflows.engine.flow.state import Copy, Request, Turn, Visit

Reference = Callable[[str], str]
"""A reference of a step as it reads under the new names: only the service understands it."""


def renamed(request: Request, names: Mapping[str, str], reference: Reference = str) -> Request:
	"""The request with people under their new names: old name → new name."""

	def now(name: str) -> str:
		return names.get(name, name)

	def of_all(people: tuple[str, ...]) -> tuple[str, ...]:
		return tuple(now(person) for person in people)

	return replace(
		request,
		definition=_definition(request.definition, of_all, reference),
		initiator=now(request.initiator),
		authors=of_all(request.authors),
		visits=tuple(_visit(visit, of_all) for visit in request.visits),
		turns=tuple(_turn(turn, now) for turn in request.turns),
		copies=tuple(_copy(copy, now) for copy in request.copies),
	)


def reworded(request: Request, condition: Reference, label: Callable[[Label], Label]) -> Request:
	"""The request with the conditions of its steps, and what it belongs to, put through these: both name documents."""
	steps = tuple(replace(step, condition=condition(step.condition)) for step in request.definition.steps)
	labels = tuple(map(label, request.labels))
	return replace(request, definition=replace(request.definition, steps=steps), labels=labels)


def _definition(definition: FlowDefinition, of_all: Callable, reference: Reference) -> FlowDefinition:
	return replace(definition, steps=tuple(_step(step, of_all, reference) for step in definition.steps))


def _step(step: StepDefinition, of_all: Callable, reference: Reference) -> StepDefinition:
	return replace(
		step,
		resolver=reference(step.resolver),
		fallback=of_all(step.fallback),
		copies=tuple(reference(each) for each in step.copies),
	)


def _visit(visit: Visit, of_all: Callable) -> Visit:
	return replace(visit, people=of_all(visit.people), missing=of_all(visit.missing))


def _turn(turn: Turn, now: Callable[[str], str]) -> Turn:
	return replace(
		turn,
		assignee=now(turn.assignee),
		on_behalf_of=now(turn.on_behalf_of),
		closed_by=now(turn.closed_by),
		bodies=tuple(map(now, turn.bodies)),
	)


def _copy(copy: Copy, now: Callable[[str], str]) -> Copy:
	return replace(copy, user=now(copy.user), by=now(copy.by))

"""What is wrong with a definition, before it is published."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from qingdan_app.workflows.engine.flow.definition import (
	ANY_EARLIER,
	INITIATOR,
	PREVIOUS,
	Clock,
	Expiry,
	FlowDefinition,
	Mode,
	Nobody,
	StepDefinition,
)
from qingdan_app.workflows.engine.flow.verbs import ALWAYS_ALLOWED, STEP_ACTS
from qingdan_app.workflows.engine.transitions import Transition


class Fault(str, Enum):
	"""Names of problems."""

	NO_STEPS = "no steps"
	EMPTY_KEY = "step without a key"
	KEY_TWICE = "key used twice"
	RESERVED_KEY = "key begins with @"
	NO_RESOLVER = "nobody signs"
	CANNOT_APPROVE = "nobody can approve"
	UNKNOWN_ACT = "unknown act"
	UNKNOWN_TARGET = "returns to an unknown step"
	LATER_TARGET = "returns to itself or a later step"
	NO_TARGET = "may return, but nowhere to"
	BAD_COUNT = "count below one"
	BAD_PERCENT = "percentage outside 1 to 100"
	COUNT_TOO_HIGH = "needs more people than there can be"
	NO_FALLBACK = "fallback without people"
	EMPTY_CLOCK = "clock without a time"
	BAD_REMINDER = "reminder not after the opening"
	LATE_REMINDER = "reminder after the clock has acted"
	NEVER_EXPIRES = "acts on expiry, but never expires"
	BAD_VERSION = "version below one"
	BAD_URGE = "negative time between urges"
	ALL_CONDITIONAL = "every step has a condition"
	CLOCK_ALONE = "may be approved by the clock alone"
	UNKNOWN_MOVE = "act the Workflow does not know"


NOTES = frozenset(
	{
		Fault.ALL_CONDITIONAL,
		Fault.CLOCK_ALONE,
		Fault.NO_TARGET,
		Fault.LATE_REMINDER,
		Fault.NEVER_EXPIRES,
		Fault.NO_RESOLVER,
	}
)
"""Faults that strand nobody: worth a word, not a refusal."""


@dataclass(frozen=True)
class Problem:
	"""One fault, with the step it is in and what is wrong there."""

	fault: Fault
	step: str = ""
	detail: str = ""

	@property
	def severe(self) -> bool:
		"""Whether it forbids publishing and starting."""
		return self.fault not in NOTES

	def __str__(self) -> str:
		return ": ".join(part for part in (self.step, self.fault.value, self.detail) if part)


def problems_of(definition: FlowDefinition, possible: Mapping[str, int] | None = None) -> tuple[Problem, ...]:
	"""Everything that is wrong with a definition; a severe problem forbids publishing and starting.

	`possible` says, where it is known, how many people a step can find at most.
	"""
	return (
		*_of_flow(definition),
		*(problem for step in definition.steps for problem in _of_step(definition, step)),
		*_beyond_people(definition, possible or {}),
	)


def problems_of_moves(definition: FlowDefinition, transitions: Iterable[Transition]) -> tuple[Problem, ...]:
	"""Moves that name an act the core Workflow does not have."""
	known = {edge.act for edge in transitions}
	acts = vars(definition.moves).values()
	return tuple(Problem(Fault.UNKNOWN_MOVE, detail=act) for act in acts if act and act not in known)


def _of_flow(definition: FlowDefinition) -> Iterator[Problem]:
	if not definition.steps:
		yield Problem(Fault.NO_STEPS)
	if definition.version < 1:
		yield Problem(Fault.BAD_VERSION)
	if definition.urge_minutes < 0:
		yield Problem(Fault.BAD_URGE)
	keys = [step.key for step in definition.steps]
	yield from (Problem(Fault.KEY_TWICE, key) for key in dict.fromkeys(keys) if keys.count(key) > 1)
	if definition.steps and all(step.condition for step in definition.steps):
		yield Problem(Fault.ALL_CONDITIONAL)
	if definition.steps and all(_passes_alone(step) for step in definition.steps):
		yield Problem(Fault.CLOCK_ALONE)


def _of_step(definition: FlowDefinition, step: StepDefinition) -> Iterator[Problem]:
	if not step.key.strip():
		yield Problem(Fault.EMPTY_KEY)
	if step.key.startswith("@"):
		yield Problem(Fault.RESERVED_KEY, step.key)
	if not step.resolver:
		yield Problem(Fault.NO_RESOLVER, step.key)
	yield from _of_acts(step)
	yield from _of_targets(definition, step)
	yield from _of_numbers(step)
	if step.clock:
		yield from _of_clock(step.key, step.clock)


def _of_acts(step: StepDefinition) -> Iterator[Problem]:
	if not step.acts >= ALWAYS_ALLOWED:
		yield Problem(Fault.CANNOT_APPROVE, step.key)
	yield from (Problem(Fault.UNKNOWN_ACT, step.key, act) for act in sorted(step.acts - STEP_ACTS))
	if "return" in step.acts and not step.return_to:
		yield Problem(Fault.NO_TARGET, step.key)


def _of_targets(definition: FlowDefinition, step: StepDefinition) -> Iterator[Problem]:
	for target in step.return_to:
		if target in (INITIATOR, PREVIOUS, ANY_EARLIER):
			continue
		if definition.step(target) is None:
			yield Problem(Fault.UNKNOWN_TARGET, step.key, target)
		elif definition.position(target) >= definition.position(step.key):
			yield Problem(Fault.LATER_TARGET, step.key, target)


def _of_numbers(step: StepDefinition) -> Iterator[Problem]:
	if step.mode is Mode.COUNT and step.threshold < 1:
		yield Problem(Fault.BAD_COUNT, step.key, str(step.threshold))
	if step.mode is Mode.PERCENT and not 1 <= step.threshold <= 100:
		yield Problem(Fault.BAD_PERCENT, step.key, str(step.threshold))
	if step.nobody is Nobody.FALLBACK and not step.fallback:
		yield Problem(Fault.NO_FALLBACK, step.key)


def _of_clock(key: str, clock: Clock) -> Iterator[Problem]:
	if clock.minutes < 0 or not (clock.minutes or clock.date or clock.reminders):
		yield Problem(Fault.EMPTY_CLOCK, key)
	if clock.on_expiry is not Expiry.TELL and not (clock.minutes or clock.date):
		yield Problem(Fault.NEVER_EXPIRES, key)
	for minutes in clock.reminders:
		if minutes <= 0:
			yield Problem(Fault.BAD_REMINDER, key, str(minutes))
		elif clock.minutes and minutes >= clock.minutes and clock.on_expiry is not Expiry.TELL:
			yield Problem(Fault.LATE_REMINDER, key, str(minutes))


def _passes_alone(step: StepDefinition) -> bool:
	return step.clock is not None and step.clock.on_expiry is Expiry.PASS


def _beyond_people(definition: FlowDefinition, possible: Mapping[str, int]) -> Iterator[Problem]:
	for step in definition.steps:
		people = possible.get(step.key)
		if people is not None and step.mode is Mode.COUNT and step.threshold > people + len(step.fallback):
			yield Problem(Fault.COUNT_TOO_HIGH, step.key, f"{step.threshold} > {people}")

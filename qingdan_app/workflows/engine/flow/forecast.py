"""The dry run: who would get a request under this definition."""

from dataclasses import dataclass
from datetime import datetime

from qingdan_app.workflows.engine.flow.definition import FlowDefinition, StepDefinition
from qingdan_app.workflows.engine.flow.draft import Draft
from qingdan_app.workflows.engine.flow.entry import signers
from qingdan_app.workflows.engine.flow.events import Started
from qingdan_app.workflows.engine.flow.given import Given
from qingdan_app.workflows.engine.flow.kinds import Blockage
from qingdan_app.workflows.engine.flow.people import deputy
from qingdan_app.workflows.engine.flow.state import Label


@dataclass(frozen=True)
class Forecast:
	"""What one step would come to."""

	step: str
	skipped: bool = False
	"""Its condition does not hold."""
	people: tuple[str, ...] = ()
	"""Who would sign, in order, after leaving out whoever may not."""
	stand_ins: tuple[tuple[str, str], ...] = ()
	"""(person, delegate) for those who are away now."""
	blockage: Blockage | None = None
	"""Why the request would be blocked here."""
	missing: tuple[str, ...] = ()
	"""The bodies for which nobody could answer."""


def forecast(
	definition: FlowDefinition,
	initiator: str,
	now: datetime,
	given: Given,
	authors: tuple[str, ...] = (),
	labels: tuple[Label, ...] = (),
) -> tuple[Forecast, ...]:
	"""Each step as it would be if it were entered now. Nothing is started, and nobody is passed over yet."""
	draft = Draft(None, now, given, initiator)
	draft.record(Started(definition, initiator, authors, labels, now))
	return tuple(_of_step(draft, step) for step in definition.steps)


def _of_step(draft: Draft, step: StepDefinition) -> Forecast:
	if step.condition and not draft.given.holds(step.condition):
		return Forecast(step.key, skipped=True)
	found = signers(draft, step)
	away = tuple((person, stand_in.to) for person in found.people if (stand_in := deputy(draft, person)))
	return Forecast(step.key, False, found.people, away, found.blockage, found.missing)

"""The log: one event for each act or move of the clock, holding the changes it made.

An event is complete in itself: `replay` rebuilds the request from events alone, without asking anybody
who a step's people are or which day it is.
"""

from dataclasses import dataclass
from datetime import datetime

from qingdan_app.workflows.engine.flow.definition import FlowDefinition
from qingdan_app.workflows.engine.flow.kinds import Because, Closing, Decision, Outcome, Standing, VisitStatus
from qingdan_app.workflows.engine.flow.state import Copy, Label, Skip, Turn, Visit


@dataclass(frozen=True)
class Change:
	"""Base of everything that can happen to a request."""


@dataclass(frozen=True)
class Started(Change):
	"""The request came into being, under this frozen copy of the flow."""

	definition: FlowDefinition
	initiator: str
	authors: tuple[str, ...]
	labels: tuple[Label, ...]
	at: datetime


@dataclass(frozen=True)
class DefinitionReplaced(Change):
	"""An administrator moved the request to another version of its flow."""

	definition: FlowDefinition


@dataclass(frozen=True)
class VisitBegan(Change):
	"""A step was entered, or was to be entered and is blocked."""

	visit: Visit


@dataclass(frozen=True)
class VisitEnded(Change):
	visit: int
	status: VisitStatus
	sequence: int


@dataclass(frozen=True)
class VisitReopened(Change):
	"""A take-back led back to this visit; steps skipped after it are forgotten."""

	visit: int


@dataclass(frozen=True)
class StepSkipped(Change):
	skip: Skip


@dataclass(frozen=True)
class TurnAdded(Change):
	turn: Turn


@dataclass(frozen=True)
class TurnOpened(Change):
	"""A waiting turn has come up: stand-ins and clock are settled now."""

	turn: int
	assignee: str
	on_behalf_of: str
	delegation: str
	delegated_until: datetime | None
	opened_at: datetime
	due: datetime | None
	remind_at: datetime | None


@dataclass(frozen=True)
class TurnMoved(Change):
	"""A live turn was held, released, or set back to waiting by a take-back."""

	turn: int
	standing: Standing


@dataclass(frozen=True)
class BodiesChanged(Change):
	"""The holder of a turn stands for other bodies now."""

	turn: int
	bodies: tuple[str, ...]


@dataclass(frozen=True)
class TurnClosed(Change):
	turn: int
	closing: Closing
	by: str
	at: datetime
	sequence: int
	decision: Decision | None = None
	because: Because = Because.PERSON
	opinion: str = ""
	signature: str = ""


@dataclass(frozen=True)
class DecisionVoided(Change):
	"""The decision of a closed turn was taken back; the turn stays closed."""

	turn: int


@dataclass(frozen=True)
class ClockSet(Change):
	turn: int
	due: datetime | None
	remind_at: datetime | None
	late_since: datetime | None


@dataclass(frozen=True)
class CopySent(Change):
	copy: Copy


@dataclass(frozen=True)
class CopyRead(Change):
	copy: int
	at: datetime


@dataclass(frozen=True)
class Urged(Change):
	at: datetime


@dataclass(frozen=True)
class Ended(Change):
	outcome: Outcome
	at: datetime


@dataclass(frozen=True)
class EndUndone(Change):
	"""What the end brings for the document could not be done: the request has not ended."""


@dataclass(frozen=True)
class Event:
	"""One entry of the approval log."""

	sequence: int
	"""Counts from 1 within the request, without gaps."""
	at: datetime
	verb: str
	"""A key of VERBS or CLOCK_VERBS."""
	by: str
	"""Who acted; empty for the clock."""
	changes: tuple[Change, ...]
	on_behalf_of: str = ""
	"""Whom they stood in for: both names are in the record."""
	turn: int = 0
	"""The turn that was acted upon; 0 where the act needs none."""
	step: str = ""
	"""The step the request stood at when it happened."""
	round: int = 0
	opinion: str = ""
	signature: str = ""
	people: tuple[str, ...] = ()
	"""Whom the act named: transferred to, asked, added, copied …"""
	target: str = ""
	"""The step the act named: returned to, jumped to."""
	snapshot: str = ""
	"""Fingerprint of the subject as the actor saw it."""

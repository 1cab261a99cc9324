"""Where a request stands: its visits of steps, the turns of its signers, the copies sent."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from qingdan_app.workflows.engine.flow.definition import Clock, FlowDefinition, StepDefinition
from qingdan_app.workflows.engine.flow.kinds import (
	Because,
	Blockage,
	Closing,
	Decision,
	Kind,
	Outcome,
	Standing,
	Status,
	VisitStatus,
)

CORRECTION = "@correction"
"""The step of a visit in which the initiator corrects what was returned to them."""
OUTCOME = "@outcome"
"""The step of a visit in which what was decided waits to be carried out, since it could not be."""


@dataclass(frozen=True)
class Label:
	"""Something a request belongs to, which a delegation may be limited to: kind "list", key "2021-4"."""

	kind: str
	key: str


@dataclass(frozen=True)
class Turn:
	"""One person's assignment. Handing it on closes it and adds another one in the same place."""

	id: int
	"""Counts from 1 within the request."""
	visit: int
	"""Number of the visit it belongs to."""
	step: str
	"""Key of the step, or CORRECTION."""
	round: int
	"""Round of the visit."""
	place: int
	"""Id of the first turn in this place: transfers, escalations and take-backs stay in it."""
	parent: int
	"""The place of whoever added or asked; 0 for none."""
	kind: Kind
	assignee: str
	"""Who acts."""
	on_behalf_of: str = ""
	"""Whom they stand in for; empty when they act for themselves."""
	delegation: str = ""
	"""Id of the delegation that put them here."""
	delegated_until: datetime | None = None
	"""When that delegation ends and the turn, if still open, returns."""
	question: str = ""
	"""What they are asked, or why they were added."""
	order: int = 0
	"""Place among the people of the step, from 1; added signers share the order of who added them."""
	standing: Standing = Standing.OPEN
	was: Standing = Standing.OPEN
	"""Of a closed turn: its standing before."""
	added_in: int = 0
	"""Sequence of the event that added it; likewise `closed_in`."""
	closed_in: int = 0
	opened_at: datetime | None = None
	clock_since: datetime | None = None
	"""When its clock began: transfers and questions do not set it back."""
	due: datetime | None = None
	remind_at: datetime | None = None
	"""When the next reminder goes out."""
	late_since: datetime | None = None
	"""The missed due time, written by the clock when it happened and never again."""
	closed_at: datetime | None = None
	closed_by: str = ""
	"""Whose act closed it; empty for the clock."""
	closing: Closing | None = None
	decision: Decision | None = None
	because: Because = Because.PERSON
	opinion: str = ""
	signature: str = ""
	"""Reference to the signature, as the service stores it."""
	void: bool = False
	"""The decision was taken back and counts no more."""
	bodies: tuple[str, ...] = ()
	"""The bodies whose voice it is; empty for a voice of one's own."""
	named: bool = False
	"""Given to its holder by name: by a transfer, the clock or an administrator. Who stands for what does not matter."""

	@property
	def principal(self) -> str:
		"""Whose voice this is, whoever acts."""
		return self.on_behalf_of or self.assignee

	@property
	def live(self) -> bool:
		"""Whether it is not closed."""
		return self.standing is not Standing.CLOSED

	@property
	def runs_clock(self) -> bool:
		"""Whether its due time acts. Helpers share the due time of whom they help, and that one's clock acts."""
		return self.kind in (Kind.MAIN, Kind.AFTER)

	@property
	def wake_at(self) -> datetime | None:
		"""When the clock has to look at this turn: one indexed column serves the sweep."""
		if self.standing not in (Standing.OPEN, Standing.HELD):
			return None
		due = self.due if self.runs_clock and not self.late_since else None
		remind = self.remind_at if self.standing is Standing.OPEN else None
		return min((moment for moment in (due, remind, self.delegated_until) if moment), default=None)


@dataclass(frozen=True)
class Visit:
	"""One stay of the request at a step."""

	number: int
	"""Counts from 1 within the request."""
	step: str
	"""Key of the step, or CORRECTION."""
	round: int
	"""A return, jump or change of version begins a new round: approvals of earlier rounds excuse nobody."""
	people: tuple[str, ...] = ()
	"""Those the step was resolved to."""
	came_from: int = 0
	"""The visit whose decision led here, for take back; 0 where no decision did."""
	then: int = 0
	"""The visit to go straight back to after this one; 0 to walk on."""
	status: VisitStatus = VisitStatus.OPEN
	blockage: Blockage | None = None
	missing: tuple[str, ...] = ()
	"""The bodies for which nobody could answer."""
	resumes: int = 0
	"""The visit that was left because somebody was missing: what was approved there counts here."""
	began_in: int = 0
	"""Sequence of the event that began it; likewise `ended_in`."""
	ended_in: int = 0
	owed: Outcome | None = None
	"""At OUTCOME: how the request ends once that can be done to its document."""

	@property
	def current(self) -> bool:
		"""Whether the request is here now."""
		return self.status in (VisitStatus.OPEN, VisitStatus.BLOCKED)


@dataclass(frozen=True)
class Skip:
	"""A step that was not entered because its condition did not hold."""

	step: str
	round: int
	sequence: int


@dataclass(frozen=True)
class Copy:
	"""A copy sent to somebody who need not act."""

	id: int
	user: str
	step: str
	round: int
	by: str
	"""Who sent it; empty for the flow itself."""
	sent_at: datetime | None = None
	read_at: datetime | None = None


@dataclass(frozen=True)
class Request:
	"""One run of a flow: everything the engine knows about it."""

	definition: FlowDefinition
	initiator: str
	authors: tuple[str, ...] = ()
	"""Others whose own work this is (the author of a report): they may not decide on it either."""
	labels: tuple[Label, ...] = ()
	"""What delegations may be limited to: the flow, and what apps name …"""
	started_at: datetime | None = None
	sequence: int = 0
	"""Sequence of the last event."""
	visits: tuple[Visit, ...] = ()
	turns: tuple[Turn, ...] = ()
	"""All turns ever, by id."""
	copies: tuple[Copy, ...] = ()
	skips: tuple[Skip, ...] = ()
	urged_at: datetime | None = None
	outcome: Outcome | None = None
	ended_at: datetime | None = None

	@cached_property
	def visit(self) -> Visit | None:
		"""The current visit; None once the request has ended."""
		return next((visit for visit in reversed(self.visits) if visit.current), None)

	@cached_property
	def status(self) -> Status:
		"""Who holds the request now."""
		visit = self.visit
		if self.outcome or visit is None:
			return Status.ENDED
		if visit.status is VisitStatus.BLOCKED:
			return Status.BLOCKED
		return Status.RETURNED if visit.step == CORRECTION else Status.RUNNING

	@cached_property
	def live_turns(self) -> tuple[Turn, ...]:
		"""All turns that are not closed, by id."""
		return tuple(turn for turn in self.turns if turn.live)

	@cached_property
	def wake_at(self) -> datetime | None:
		"""When `tick` will next have something to do; None where no clock runs."""
		return min((turn.wake_at for turn in self.live_turns if turn.wake_at), default=None)

	def turn(self, number: int) -> Turn | None:
		"""The turn of that id, or None."""
		return self.turns[number - 1] if 1 <= number <= len(self.turns) else None

	def step_of(self, turn: Turn) -> StepDefinition | None:
		"""The rules the turn is under; None for a correction."""
		return self.definition.step(turn.step)

	def clock_of(self, step: str) -> Clock | None:
		"""The clock of that step, or None."""
		found = self.definition.step(step)
		return found.clock if found else None

	def turns_of(self, visit: int) -> tuple[Turn, ...]:
		"""All turns of one visit, by id."""
		return tuple(turn for turn in self.turns if turn.visit == visit)

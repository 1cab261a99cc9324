"""What a flow asks for: its steps and their rules. A running request keeps a frozen copy of all this."""

from dataclasses import dataclass
from enum import Enum

from qingdan_app.workflows.engine.flow.kinds import Outcome
from qingdan_app.workflows.engine.flow.verbs import STEP_ACTS
from qingdan_app.workflows.engine.shown import Need

INITIATOR = "@initiator"
"""Return target: the person who sent the request in."""
PREVIOUS = "@previous"
"""Return target: the nearest earlier step that was really walked."""
ANY_EARLIER = "@earlier"
"""In `StepDefinition.return_to`: every earlier step that was walked is a target."""


class Mode(str, Enum):
	"""How many voices a step needs: any one, all, one after the other, a number, a share."""

	ANY = "any"
	ALL = "all"
	IN_TURN = "in turn"
	COUNT = "count"
	PERCENT = "percent"


class Veto(str, Enum):
	"""What a rejection does: end the step at once, or only when enough approvals can no longer come."""

	ONE_ENDS = "one ends"
	THRESHOLD = "threshold"


class Duplicates(str, Enum):
	"""When a person who has approved already is passed over, in the same round."""

	NEVER = "never"
	ADJACENT = "adjacent"
	ANY_EARLIER = "any earlier"


class Nobody(str, Enum):
	"""What happens where a step finds nobody, or fewer people than it counts on."""

	BLOCK = "block"
	FALLBACK = "fallback"


class Expiry(str, Enum):
	"""What happens when a turn's time is up. In every case the turn is marked late."""

	TELL = "tell"
	ESCALATE = "escalate"
	PASS = "pass"
	RETURN = "return"

	@property
	def decides(self) -> bool:
		"""Whether the clock decides in the place of a signer."""
		return self in (Expiry.PASS, Expiry.RETURN)


@dataclass(frozen=True)
class Clock:
	"""How long a signer has. It starts when their turn opens and survives transfers and questions."""

	minutes: int = 0
	"""Working minutes until the turn is due; 0 where `date` alone decides."""
	reminders: tuple[int, ...] = ()
	"""Working minutes after the opening at which the signer is reminded."""
	on_expiry: Expiry = Expiry.TELL
	"""What follows when the turn is due and undecided."""
	date: str = ""
	"""Key of a date of the subject the turn is due by (`Given.date_of`); it goes before `minutes`."""


@dataclass(frozen=True)
class StepDefinition:
	"""One step: who signs, how many of them it takes, and what they may do."""

	key: str
	"""Its name within the flow; it stays the same from version to version."""
	resolver: str = ""
	"""Who signs: a reference that only the service understands."""
	mode: Mode = Mode.ALL
	"""How many voices it takes."""
	threshold: int = 0
	"""For COUNT a number of people, for PERCENT a share from 1 to 100, rounded up to whole people."""
	veto: Veto = Veto.ONE_ENDS
	"""What one rejection does."""
	condition: str = ""
	"""Condition to enter: a reference whose verdict is asked for on entry; empty means always."""
	acts: frozenset[str] = STEP_ACTS
	"""What signers may do here, out of STEP_ACTS."""
	return_to: tuple[str, ...] = (INITIATOR, PREVIOUS, ANY_EARLIER)
	"""Where signers may return to: the three names above, or keys of earlier steps."""
	opinion: Need = Need.OPTIONAL
	"""Opinion on approval. Return and rejection always need one."""
	signature: Need = Need.NONE
	"""Handwritten signature on approval."""
	duplicates: Duplicates = Duplicates.NEVER
	"""When a person who approved before is passed over."""
	nobody: Nobody = Nobody.BLOCK
	"""What happens where nobody, or too few, can be found."""
	fallback: tuple[str, ...] = ()
	"""Users who sign under Nobody.FALLBACK."""
	clock: Clock | None = None
	"""How long a signer has; None for no limit."""
	copies: tuple[str, ...] = ()
	"""References to those who get a copy once the step has passed."""
	nested_adding: bool = False
	"""Whether an added signer may add signers too."""


@dataclass(frozen=True)
class Moves:
	"""The act of the core Workflow that each turn of events brings to the subject; empty leaves its state."""

	approved: str = ""
	"""The guarded transition: only the finished flow makes it."""
	rejected: str = ""
	returned: str = ""
	"""When the request goes back to its initiator."""
	resumed: str = ""
	"""When the initiator sends it on again."""
	withdrawn: str = ""
	terminated: str = ""

	def at_end(self, outcome: Outcome) -> str:
		"""The act that an end brings: one that says nothing of its own gives the document back as a return does."""
		named = getattr(self, outcome.value)
		return named if outcome is Outcome.APPROVED else named or self.returned


@dataclass(frozen=True)
class FlowDefinition:
	"""A published version of a flow."""

	key: str
	"""Its name, the same for all versions."""
	version: int
	"""Counts from 1; a version that has run never changes."""
	steps: tuple[StepDefinition, ...]
	"""In the order they are walked."""
	allow_own: bool = False
	"""Whether the initiator and the authors may decide on their own request."""
	urge_minutes: int = 60
	"""Minutes by the clock on the wall that must lie between two urges."""
	moves: Moves = Moves()
	"""What the flow does to the subject's state in the core Workflow."""

	def step(self, key: str) -> StepDefinition | None:
		"""The step of that key, or None where this version has none."""
		return next((step for step in self.steps if step.key == key), None)

	def position(self, key: str) -> int:
		"""The step's place in the walk, from 0; -1 where this version has no such step."""
		return next((index for index, step in enumerate(self.steps) if step.key == key), -1)

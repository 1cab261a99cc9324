"""The words a request, its visits and its turns are described with."""

from enum import Enum


class Status(str, Enum):
	"""Who holds the request: its signers, its initiator, the administrators, nobody any more."""

	RUNNING = "running"
	RETURNED = "returned"
	BLOCKED = "blocked"
	ENDED = "ended"


class Outcome(str, Enum):
	"""How a request ended."""

	APPROVED = "approved"
	REJECTED = "rejected"
	WITHDRAWN = "withdrawn"
	TERMINATED = "terminated"


class VisitStatus(str, Enum):
	"""OPEN and BLOCKED visits are current; LEFT ones ended without a verdict, UNDONE ones were taken back."""

	OPEN = "open"
	BLOCKED = "blocked"
	PASSED = "passed"
	FAILED = "failed"
	LEFT = "left"
	UNDONE = "undone"


class Blockage(str, Enum):
	"""Why a visit is blocked."""

	NOBODY = "nobody"
	TOO_FEW = "too few"
	NO_STEP = "no step applies"
	OUTCOME = "outcome fails"
	"""Everybody has signed, and what was decided could not be done to the document."""


class Kind(str, Enum):
	"""Why somebody has a turn. All but ASKED and CORRECTION carry a voice."""

	MAIN = "main"
	BEFORE = "before"
	AFTER = "after"
	ASKED = "asked"
	CORRECTION = "correction"


class Standing(str, Enum):
	"""WAITING: not yet their turn. OPEN: they may act. HELD: they wait for somebody they asked or added."""

	WAITING = "waiting"
	OPEN = "open"
	HELD = "held"
	CLOSED = "closed"


class Decision(str, Enum):
	"""What a turn came to."""

	APPROVED = "approved"
	REJECTED = "rejected"
	RETURNED = "returned"
	ANSWERED = "answered"
	RESUMED = "resumed"


class Because(str, Enum):
	"""Where a decision came from: the person, or a rule of the flow."""

	PERSON = "person"
	DUPLICATE = "duplicate"
	KEPT = "kept"
	EXPIRED = "expired"


class Closing(str, Enum):
	"""Why a turn is closed."""

	DECIDED = "decided"
	TRANSFERRED = "transferred"
	ESCALATED = "escalated"
	DELEGATED = "delegated"
	DELEGATION_OVER = "delegation over"
	REMOVED = "removed"
	VOICE_GIVEN = "voice given"
	UNSEATED = "unseated"
	"""They no longer stand for what gave them the turn."""
	STEP_ENDED = "step ended"
	LEFT = "left"
	TAKEN_BACK = "taken back"
	REQUEST_ENDED = "request ended"

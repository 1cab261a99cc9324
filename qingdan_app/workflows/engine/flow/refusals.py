"""Why an act on a request is refused; more of the kind in `engine/refusals.py`, whose base they share."""

from dataclasses import dataclass
from datetime import datetime

from qingdan_app.workflows.engine.refusals import (
	ActNotPossible,
	NotYourTurn,
	OpinionRequired,
	OpinionTooLong,
	Refusal,
	SelfApproval,
)

__all__ = [
	"ActNotAllowed",
	"ActNotPossible",
	"AlreadyCopied",
	"AlreadyDecided",
	"AlreadyRead",
	"AlreadySigner",
	"AmbiguousTurn",
	"BrokenLog",
	"NestedAdding",
	"NextHasActed",
	"NoLongerYours",
	"NoSuchTurn",
	"NobodyToSign",
	"NotAdministrator",
	"NotInitiator",
	"NotYetYourTurn",
	"NotYourTurn",
	"NothingToTakeBack",
	"OpinionRequired",
	"OpinionTooLong",
	"PersonUnavailable",
	"PersonUnknown",
	"Refusal",
	"RequestEnded",
	"SelfApproval",
	"SignatureRequired",
	"TargetNotAllowed",
	"TooLateToWithdraw",
	"TurnIsHeld",
	"UnknownAct",
	"UnsoundFlow",
	"UrgedTooSoon",
	"WrongPeople",
]


class UnknownAct(ActNotPossible):
	"""There is no such verb."""


class ActNotAllowed(ActNotPossible):
	"""The verb exists, but this step, or this kind of turn, does not allow it."""


@dataclass(eq=False)
class RequestEnded(Refusal):
	"""The request has ended; nothing happens to it any more."""

	outcome: str


@dataclass(eq=False)
class AlreadyDecided(Refusal):
	"""The turn is closed: `by` (empty for the clock) acted on it, or ended it, at `at`."""

	by: str
	at: datetime


class NotYetYourTurn(NotYourTurn):
	"""The actor is among the signers, but others come before them."""


class TurnIsHeld(NotYourTurn):
	"""The actor asked or added somebody and has to wait for them, or remove them."""


class NoLongerYours(NotYourTurn):
	"""The actor does not stand any more for what gave them the turn, or their delegation is over."""


class NotAdministrator(NotYourTurn):
	"""The act is for administrators of the flow."""


class NotInitiator(NotYourTurn):
	"""The act is for whoever sent the request in."""


class NoSuchTurn(Refusal):
	"""The request has no turn of that number."""


class AmbiguousTurn(Refusal):
	"""The actor has several open turns here and did not say which one they mean."""


class SignatureRequired(Refusal):
	"""The step needs a handwritten signature on approval."""


class TargetNotAllowed(Refusal):
	"""The request cannot go there: unknown step, never walked, not earlier, or not allowed by the step."""


class WrongPeople(Refusal):
	"""The act needs to name people (exactly one for transfer and ask), and not the actor."""


@dataclass(eq=False)
class PersonUnavailable(Refusal):
	"""The person named is disabled, unknown to the site, or without access to Desk."""

	person: str


@dataclass(eq=False)
class AlreadySigner(Refusal):
	"""The person named has a turn at this step already; nobody gets two voices by a transfer."""

	person: str


@dataclass(eq=False)
class PersonUnknown(Refusal):
	"""The person named was not added or asked by the actor, or has acted already."""

	person: str


class NestedAdding(Refusal):
	"""An added signer may not add signers, unless the step says so."""


class NothingToTakeBack(Refusal):
	"""The actor has no decision that could be taken back."""


class NextHasActed(Refusal):
	"""Somebody has acted on what followed from the decision, or the step passed without it: it stands."""


class TooLateToWithdraw(Refusal):
	"""Somebody has decided in this round: the initiator can no longer withdraw."""


@dataclass(eq=False)
class UrgedTooSoon(Refusal):
	"""The last urge is too recent; the next one is possible at `again_at`."""

	again_at: datetime


class AlreadyCopied(Refusal):
	"""Everybody named has their copy already."""


class AlreadyRead(Refusal):
	"""The copy was marked as read before."""


class NobodyToSign(Refusal):
	"""Still nobody, or too few, to sign the step."""


class UnsoundFlow(ValueError):
	"""The definition has problems that would strand a request; `problems_of` names them."""


class BrokenLog(ValueError):
	"""The events do not follow one another: one is missing, doubled or out of place."""

"""The named refusals of flows and requests, as Frappe answers them over HTTP: every one can be imported and caught."""

import frappe


class FlowRefusal(frappe.ValidationError):
	"""Base: the act was refused and nothing was changed."""

	http_status_code = 417


class StateChangeRefused(FlowRefusal):
	"""Somebody tried to change a state, or a field the flow owns, past the flow."""

	http_status_code = 403


class NameIsFixed(FlowRefusal):
	"""Names are said on the phone and written on paper; they never change."""


class ActNotPossible(FlowRefusal):
	"""The act does not exist in the document's present state."""

	http_status_code = 409


class AlreadyDecided(FlowRefusal):
	"""Somebody else (or the first of two clicks) has acted since the page was opened."""

	http_status_code = 409


class NotYourTurn(FlowRefusal):
	"""The act is possible, but not for this person on this document."""

	http_status_code = 403


class SelfApproval(NotYourTurn):
	"""Nobody decides on what they sent in, unless the flow allows it."""


class OpinionRequired(FlowRefusal):
	"""Return and reopening need a reason."""


class OpinionTooLong(FlowRefusal):
	"""The opinion is longer than any page can show."""


class AmbiguousTransition(FlowRefusal):
	"""The Workflow has two transitions of one name to different states for one person."""

	http_status_code = 500


class IllegalStep(FlowRefusal):
	"""The Workflow asks for a step of docstatus that core does not know: a draft is cancelled, say."""


class NotASubject(FlowRefusal):
	"""The DocType is not attached to the engine."""


class LogIsFinal(frappe.PermissionError):
	"""An entry of the approval log is never changed or deleted."""


class ServerBusy(FlowRefusal):
	"""The database asked three times to repeat the act; nothing was changed."""

	http_status_code = 503


class FlowsCollide(FlowRefusal):
	"""Two published flows of one priority could match, or do match, the same document."""


class NotYoursToPublish(FlowRefusal):
	"""Flows for a DocType are put in force, changed and retired by those who administer that DocType."""

	http_status_code = 403


class FlowIsFrozen(FlowRefusal):
	"""A version that has run, or is published, is not changed; a change makes the next version."""


class FlowUnsound(FlowRefusal):
	"""The flow could strand a request, or names what does not exist."""


class NotYoursToMake(FlowRefusal):
	"""Forms are made by those whom the site names."""

	http_status_code = 403


class FormUnsound(FlowRefusal):
	"""A form is wanted that could not be filled in or approved, or under a name that is taken."""


class FieldIsNotYours(FlowRefusal):
	"""A signer fills in a field that the step does not give them."""

	http_status_code = 403


class ValueUnreadable(FlowRefusal):
	"""What a condition compares with is no value of its field's type, or could be several."""


class ConditionFails(FlowRefusal):
	"""A condition or expression cannot be judged for this document."""


class ApprovalPending(FlowRefusal):
	"""The document waits for its approval flow; only the flow's end makes this change."""

	http_status_code = 409


class SubjectChanged(ApprovalPending):
	"""The document is not what it was when it was sent in, or when whoever decides looked at it."""


class UnderApproval(ApprovalPending):
	"""The document, or what its approval stands on, is not renamed, merged, cancelled or deleted meanwhile."""


class DecidedOn(FlowRefusal):
	"""People have decided on it, and it stays as it was."""

	http_status_code = 403


class NoSuchRequest(FlowRefusal):
	"""The document has no running request."""

	http_status_code = 404


class EngineRefusal(FlowRefusal):
	"""Base of what the engine refuses on a request, beside those that the moves know too."""

	http_status_code = 409


class UnknownAct(ActNotPossible):
	"""There is no such verb."""


class ActNotAllowed(ActNotPossible):
	"""The verb exists, but this step, or this kind of turn, does not allow it."""


class NotYetYourTurn(NotYourTurn):
	"""The actor is among the signers, but others come first."""


class TurnIsHeld(NotYourTurn):
	"""The actor asked or added somebody and has to wait for them, or remove them."""


class NoLongerYours(NotYourTurn):
	"""The actor does not stand any more for what gave them the turn."""


class NotAdministrator(NotYourTurn):
	"""The act is for administrators of the flow."""


class NotInitiator(NotYourTurn):
	"""The act is for whoever sent the request in."""


class RequestEnded(EngineRefusal):
	"""The request has ended; nothing happens to it any more."""


class NoSuchTurn(EngineRefusal):
	"""The request has no turn of that number."""


class AmbiguousTurn(EngineRefusal):
	"""The actor has several open turns here and did not say which one is meant."""


class SignatureRequired(EngineRefusal):
	"""The step needs a handwritten signature on approval."""


class TargetNotAllowed(EngineRefusal):
	"""The request cannot go to that step."""


class PersonUnavailable(EngineRefusal):
	"""The person named is disabled, unknown to the site, or without access to Desk."""


class AlreadySigner(EngineRefusal):
	"""The person named has a turn at this step already."""


class PersonUnknown(EngineRefusal):
	"""The person named was not added or asked by the actor, or has acted already."""


class NestedAdding(EngineRefusal):
	"""An added signer adds nobody, unless the step says so."""


class NothingToTakeBack(EngineRefusal):
	"""The actor has no decision that could be taken back."""


class NextHasActed(EngineRefusal):
	"""Somebody has acted on what followed from the decision: it stands."""


class TooLateToWithdraw(EngineRefusal):
	"""Somebody has decided in this round: the initiator can no longer withdraw."""


class UrgedTooSoon(EngineRefusal):
	"""The last urge is too recent."""


class AlreadyCopied(EngineRefusal):
	"""Everybody named has a copy already."""


class AlreadyRead(EngineRefusal):
	"""The copy was marked as read before."""


class NobodyToSign(EngineRefusal):
	"""Still nobody, or too few, to sign the step."""


class WrongPeople(EngineRefusal):
	"""The act needs to name people, not the actor, and no more than a house has."""


class WrongItems(FlowRefusal):
	"""A bulk act names no list of requests with their turns, or more than a page holds."""


class NotYourPhrase(frappe.PermissionError):
	"""A common phrase of somebody else, or everybody's by who is no administrator."""


class NotASignature(FlowRefusal):
	"""What was given for a handwritten signature is no picture, or far larger than one."""


class UnknownResolver(FlowRefusal):
	"""A step names a resolver that no app of the site provides."""


class DelegationRefused(FlowRefusal):
	"""The delegation names oneself, ends before it begins, or is another person's."""


class NotASeal(FlowRefusal):
	"""What was given for a seal kept elsewhere holds no number and digest of one."""


class HandoverRefused(FlowRefusal):
	"""Handing over is for administrators, and to somebody else than the person or the administrator."""


class TurnsAreWrittenByTheFlow(frappe.PermissionError):
	"""Requests, turns, copies and seals are written by the flow alone."""

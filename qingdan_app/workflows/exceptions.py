"""The named refusals of the flow, as Frappe answers them over HTTP."""

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
	"""Nobody decides on what he sent in himself, unless the flow allows it."""


class OpinionRequired(FlowRefusal):
	"""Return and reopening need a reason."""


class OpinionTooLong(FlowRefusal):
	"""The opinion is longer than any page can show."""


class AmbiguousTransition(FlowRefusal):
	"""The Workflow has two transitions of one name to different states for one person."""

	http_status_code = 500


class NotASubject(FlowRefusal):
	"""The DocType is not attached to the engine."""


class LogIsFinal(frappe.PermissionError):
	"""An entry of the approval log is never changed or deleted."""


class ServerBusy(FlowRefusal):
	"""The database asked three times to repeat the act; nothing was changed."""

	http_status_code = 503

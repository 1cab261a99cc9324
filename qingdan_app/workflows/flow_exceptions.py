"""Named refusals about flows and requests, beside those the engine names."""

import frappe

from qingdan_app.workflows.exceptions import FlowRefusal


class FlowsCollide(FlowRefusal):
	"""Two published flows of one priority could match, or do match, the same document."""


class FlowIsFrozen(FlowRefusal):
	"""A version that has run, or is published, is not changed; a change makes the next version."""


class FlowUnsound(FlowRefusal):
	"""The flow could strand a request, or names what does not exist."""


class ConditionFails(FlowRefusal):
	"""A condition or expression cannot be judged for this document."""


class ApprovalPending(FlowRefusal):
	"""The document waits for its approval flow; only the flow's end makes this change."""

	http_status_code = 409


class NoSuchRequest(FlowRefusal):
	"""The document has no running request."""

	http_status_code = 404


class EngineRefusal(FlowRefusal):
	"""A refusal of the engine; `refusal` in the message log names it."""

	http_status_code = 409


class WrongPeople(EngineRefusal):
	"""The act needs to name people, not the actor himself, and no more than any office has."""


class WrongItems(FlowRefusal):
	"""A bulk act names no list of requests with their turns, or more than a page holds."""


class NotASignature(FlowRefusal):
	"""What was given for a handwritten signature is no picture, or far larger than one."""


class UnknownResolver(FlowRefusal):
	"""A step names a resolver that no app of the site provides."""


class DelegationRefused(FlowRefusal):
	"""The delegation names oneself, ends before it begins, or is another person's."""


class NotASeal(FlowRefusal):
	"""What was given for a seal kept elsewhere holds no number and digest of one."""


class HandoverRefused(FlowRefusal):
	"""Handing over is for administrators, and to somebody else than the person himself or the administrator."""


class TurnsAreWrittenByTheFlow(frappe.PermissionError):
	"""Requests, turns, copies and seals are written by the flow alone."""

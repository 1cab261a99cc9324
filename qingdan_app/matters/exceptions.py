"""Named refusals about matters that are to be taken on."""

from qingdan_app.workflows.exceptions import FlowRefusal


class ApprovalNeeded(FlowRefusal):
	"""Matters of this kind become tasks by their approval flow."""


class MatterIncomplete(FlowRefusal):
	"""Something that a task needs is missing; the message lists it."""


class MatterIsTaken(FlowRefusal):
	"""A matter that has been sent for approval, or is a task already, keeps its words."""

	http_status_code = 409


class TooManyLevels(FlowRefusal):
	"""Subject areas have three levels, and none lies within itself."""

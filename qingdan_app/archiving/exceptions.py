"""Named refusals about the end of a list."""

from qingdan_app.workflows.exceptions import FlowRefusal


class NotReadyToArchive(FlowRefusal):
	"""Something about a task of the list waits for a decision; the message lists it."""

	http_status_code = 409


class ArchivedAlready(FlowRefusal):
	"""The list is archived, or is open, already."""

	http_status_code = 409


class ReopeningNeedsReason(FlowRefusal):
	"""An archived list is opened again with a reason."""


class ClosingReportStays(FlowRefusal):
	"""A closing report stays as it was on its day."""

	http_status_code = 403


class CannotBeCarriedOver(FlowRefusal):
	"""A task cannot go on in that list; the message names each with its reason."""

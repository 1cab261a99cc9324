"""Named refusals about change requests."""

from qingdan_app.workflows.exceptions import FlowRefusal


class ChangeIncomplete(FlowRefusal):
	"""Something that a request of its kind needs is missing; the message lists it."""


class ChangeNotPossible(FlowRefusal):
	"""A task of the request cannot be changed so; the message names each with its reason."""


class ChangeIsSent(FlowRefusal):
	"""A request that has been sent for approval, or was decided, keeps its words."""

	http_status_code = 409


class ChangedMeanwhile(FlowRefusal):
	"""A task is not what it was when its change was asked for; the message names each."""

	http_status_code = 409

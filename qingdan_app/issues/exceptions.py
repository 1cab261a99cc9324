"""Named refusals about issues."""

from qingdan_app.workflows.exceptions import FlowRefusal


class IssueIncomplete(FlowRefusal):
	"""Something that an issue needs is missing; the message lists it."""


class IssueIsRaised(FlowRefusal):
	"""An issue that was raised keeps its words."""

	http_status_code = 409

"""Named refusals about verifications."""

from qingdan_app.workflows.exceptions import FlowRefusal


class VerificationIncomplete(FlowRefusal):
	"""Something that a verification needs is missing, or is not as it has to be; the message says what."""


class VerificationStays(FlowRefusal):
	"""A verification keeps its words, and is corrected once, by another one."""

	http_status_code = 409

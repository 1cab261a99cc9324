"""Named refusals about supervision notices."""

from qingdan_app.workflows.exceptions import FlowRefusal


class NoticeIncomplete(FlowRefusal):
	"""Something that a notice needs to be issued is missing, or is not as it has to be; the message lists it."""


class NoticeIsIssued(FlowRefusal):
	"""A notice that has been issued keeps its words and its number."""

	http_status_code = 409


class EvidenceNotReadable(FlowRefusal):
	"""The file named with an answer is not a private file that whoever answers may read."""

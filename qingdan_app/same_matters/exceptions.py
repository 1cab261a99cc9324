"""Named refusals about tasks that are the same matter."""

from qingdan_app.workflows.exceptions import FlowRefusal


class CannotBeJoined(FlowRefusal):
	"""These tasks do not become one matter, or do not stop being one, as things stand; the message says why."""


class SameMatterIsKept(FlowRefusal):
	"""What was found, joined and parted is written by joining and parting, and stays on record."""

	http_status_code = 409

"""Named refusals about handing out."""

from qingdan_app.workflows.exceptions import FlowRefusal


class PreviewOutdated(FlowRefusal):
	"""What would be handed out is no longer what the preview has shown."""

	http_status_code = 409


class TooMany(FlowRefusal):
	"""More tasks are named at once than are handed out together."""

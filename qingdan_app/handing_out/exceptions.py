"""Named refusals about handing out."""

from qingdan_app.workflows.exceptions import FlowRefusal


class PreviewOutdated(FlowRefusal):
	"""What would be handed out is no longer what the preview has shown."""

	http_status_code = 409


class TooMany(FlowRefusal):
	"""More tasks are named at once than are handed out together."""


class CannotRefuse(FlowRefusal):
	"""The task is acknowledged or started, the time is over, or supervision has insisted; the message says which."""

	http_status_code = 409


class ReasonNeeded(FlowRefusal):
	"""Whoever answers that a task is not their duty says why."""


class UnitNeeded(FlowRefusal):
	"""A task is re-assigned to another unit, and to one that is in use."""


class NothingToSettle(FlowRefusal):
	"""No answer of a lead unit is open on the task, or it is before the leader's office."""

	http_status_code = 409


class NobodyToAsk(FlowRefusal):
	"""The task has no leader whose office could be asked."""


class RefusalKept(FlowRefusal):
	"""What a unit has answered stays as it was said."""

"""Named refusals about offices and portfolios that change hands."""

from qingdan_app.workflows.exceptions import FlowRefusal


class NotInOrder(FlowRefusal):
	"""An order cannot be carried out; the message lists why."""


class IsOrdered(FlowRefusal):
	"""What was ordered keeps its words, and what was done stays on record."""

	http_status_code = 409

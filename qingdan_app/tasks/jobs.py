"""Entry points of the scheduler."""

from frappe.utils import getdate

from qingdan_app import repeating
from qingdan_app.tasks import roll_up


@repeating.job
def count_lists() -> None:
	"""Daily, after the stamps of the night: how far the lists are is counted before people come."""
	roll_up.count_ahead(getdate())

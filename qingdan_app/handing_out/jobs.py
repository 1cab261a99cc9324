"""Entry points of the sweep over all clocks, and of a change of working time."""

from frappe.utils import now_datetime

from qingdan_app import repeating
from qingdan_app.handing_out import acknowledging, reminding


@repeating.job
def ring_clocks() -> None:
	"""Every few minutes, with the sweep of clocks (hook `sweeps_of_clocks`)."""
	reminding.remind_due(now_datetime())


def calendar_changed() -> None:
	"""Days or hours of work have changed (hook `working_time_changed`)."""
	acknowledging.reckon_anew()

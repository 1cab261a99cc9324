"""Entry points of what is done in the background."""

from frappe.utils import getdate

from qingdan_app import background, repeating
from qingdan_app.lights import all_tasks


def light_soon() -> None:
	"""Rules have changed: once that is committed a worker computes all lights anew; where it dies, the next night does."""
	background.start_after_commit(light_anew, queue="long")


@repeating.job
def light_anew() -> None:
	"""All lights by the rules as they are now."""
	all_tasks.light_all(getdate())

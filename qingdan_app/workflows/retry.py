"""Making an act safe to repeat, and repeating it when the database asks for it."""

import random
import time
from collections.abc import Callable
from functools import wraps

import frappe
from frappe import _

from qingdan_app.workflows.exceptions import ServerBusy

ATTEMPTS = 5


def repeat_on_deadlock(endpoint: Callable) -> Callable:
	"""Run the whole transaction of an endpoint again when InnoDB has rolled it back as a deadlock's victim.

	Only for the outermost function of a request: everything since its beginning is rolled back. Raises
	ServerBusy after ATTEMPTS tries, and at once where a lock was waited for in vain: that took a minute already.
	"""

	@wraps(endpoint)
	def repeating(*args, **kwargs):
		for attempt in range(1, ATTEMPTS + 1):
			try:
				return endpoint(*args, **kwargs)
			except (frappe.QueryDeadlockError, frappe.QueryTimeoutError) as failure:
				frappe.db.rollback()
				frappe.clear_messages()
				if attempt == ATTEMPTS or isinstance(failure, frappe.QueryTimeoutError):
					_refuse()
				time.sleep(random.uniform(0.01, 0.03) * attempt)

	return repeating


def _refuse() -> None:
	frappe.throw(
		_("Too many people are acting at once. Nothing was changed; try again in a moment."), ServerBusy
	)

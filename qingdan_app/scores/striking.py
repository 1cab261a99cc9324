"""An event that counts no more: struck in the run that counted it, and the run is counted anew. What it came to at first stays beside it."""

import frappe

from qingdan_app import plain_rows
from qingdan_app.scores import running
from qingdan_app.scores.running import EVENT, RUN


def locked(event: str) -> frappe._dict:
	"""An event as it is now, under the lock of its run: of two who strike in one run the second finds what the first did."""
	plain_rows.hold(RUN, frappe.db.get_value(EVENT, event, "run"))
	return plain_rows.locked(EVENT, event)


def is_simulated(event: frappe._dict) -> bool:
	"""Whether it was counted by a run that counts for nothing."""
	return bool(frappe.db.get_value(RUN, event.run, "simulated"))


def strike(event: str, by: str) -> None:
	"""Strike an event by a granted appeal, and count its run anew."""
	row = locked(event)
	plain_rows.update(EVENT, row.name, {"struck_by": by})
	running.count_anew(row.run)

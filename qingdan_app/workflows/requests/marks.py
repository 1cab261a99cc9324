"""How requests, turns and copies stand, in the reader's language and with their colour: `{text, colour}`.

A mark with `at` speaks of a moment, which is put into words where the reader's time zone is known.
"""

from collections.abc import Mapping
from datetime import datetime

from frappe import _
from frappe.utils import get_datetime

from qingdan_app.workflows.engine.flow.due import Time, time_of
from qingdan_app.workflows.engine.flow.state import OUTCOME

TIME_COLOURS: Mapping[Time, str] = {Time.LATE: "red", Time.SOON: "orange", Time.LATER: "gray"}


def of_time(row: Mapping, now: datetime) -> dict | None:
	"""The mark of a turn's clock; None for a turn without one."""
	due, late = (get_datetime(row[field]) if row.get(field) else None for field in ("due", "late_since"))
	time = time_of(due, late, now)
	return {"at": due, "text": "", "colour": TIME_COLOURS[time], "reason": time.value} if time else None


def of_gone() -> dict:
	"""The mark of a turn whose document is there no more: nothing is left to decide on."""
	return {"text": _("Its document is gone"), "colour": "gray"}


def of_decision(row: Mapping) -> dict:
	"""The mark of a turn that was decided."""
	known = {
		"Approved": (_("Approved"), "green"),
		"Rejected": (_("Rejected"), "red"),
		"Returned": (_("Returned"), "orange"),
		"Answered": (_("Answered"), "blue"),
		"Resumed": (_("Sent in again"), "blue"),
	}
	return _mark(known, row["decision"])


def of_request(row: Mapping) -> dict:
	"""The mark of a request: its outcome once it has ended, else who holds it."""
	known = {
		"Running": (_("Under approval"), "blue"),
		"Returned": (_("Returned for correction"), "orange"),
		"Blocked": (_("Nobody can act"), "red"),
		"Approved": (_("Approved"), "green"),
		"Rejected": (_("Rejected"), "red"),
		"Withdrawn": (_("Withdrawn"), "gray"),
		"Terminated": (_("Terminated"), "gray"),
	}
	if row["status"] == "Blocked" and row.get("step") == OUTCOME:
		return {"text": _("Could not be carried out"), "colour": "red"}
	return _mark(known, row["outcome"] if row["status"] == "Ended" else row["status"])


def of_copy(row: Mapping) -> dict | None:
	"""The mark of a copy that was not read yet."""
	return None if row.get("read_at") else {"text": _("unread"), "colour": "blue"}


def _mark(known: Mapping[str, tuple[str, str]], value: str) -> dict:
	text, colour = known.get(value, (_(value), "gray"))
	return {"text": text, "colour": colour}

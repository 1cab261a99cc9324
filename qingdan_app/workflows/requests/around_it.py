"""What a document went through before a request, and after it: shown beside the request, whose own words stop at its end."""

from collections.abc import Mapping

import frappe
from frappe import _

from qingdan_app.workflows.log import trail, trail_in_words
from qingdan_app.workflows.requests import marks

REQUEST = "Qingdan Approval Request"
SHOWN = 10


def earlier(row: Mapping) -> list[dict]:
	"""The requests of the document that ended before this one began: `[{request, mark, started_at, ended_at}]`, the last first."""
	about = {field: row[field] for field in ("reference_doctype", "reference_name")}
	found = frappe.get_list(
		REQUEST,
		filters={
			**about,
			"name": ("!=", row["name"]),
			"status": "Ended",
			"started_at": ("<=", row["started_at"]),
		},
		fields=["name", "status", "outcome", "step", "started_at", "ended_at"],
		order_by="started_at desc, creation desc",
		limit_page_length=SHOWN,
	)
	return [
		{
			"request": each.name,
			"mark": marks.of_request(each),
			"started_at": each.started_at,
			"ended_at": each.ended_at,
		}
		for each in found
	]


def mark(row: Mapping) -> dict:
	"""How a request stands; one that has ended, and whose document was moved on by hand since, says so."""
	shown = marks.of_request(row)
	moved = _moved_after(row) if row["status"] == "Ended" else None
	if not moved:
		return shown
	words = trail_in_words.shown_act(moved).words
	return {"text": _("{0}, then {1}").format(shown["text"], _(words)), "colour": "gray"}


def _moved_after(row: Mapping) -> dict | None:
	"""The last move of the document that no request brought about, and nothing that followed from one."""
	about = {field: row[field] for field in ("reference_doctype", "reference_name")}
	nothing = {"request": ("is", "not set"), "cause": ("is", "not set")}
	ended = frappe.get_all(
		trail.LOG, {"request": row["name"]}, pluck="sequence", order_by="sequence desc", limit=1
	)
	found = frappe.get_all(
		trail.LOG,
		{**about, **nothing, "sequence": (">", ended[0] if ended else 0)},
		["act", "request", "from_state", "to_state"],
		order_by="sequence desc",
		limit=5,
	)
	return next((each for each in found if each.from_state != each.to_state), None)

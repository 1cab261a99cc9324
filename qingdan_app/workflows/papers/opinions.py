"""Who did and said what about a document, for paper: the log of its requests and of its moves, as far as one reads it."""

from collections.abc import Iterable, Mapping, Sequence

import frappe
from frappe import _

from qingdan_app.workflows.engine.flow.state import CORRECTION
from qingdan_app.workflows.engine.flow.verbs import verb_of
from qingdan_app.workflows.log import causes, trail, trail_in_words
from qingdan_app.workflows.papers.fields import as_typed
from qingdan_app.workflows.requests import marks, reading, signatures
from qingdan_app.workflows.requests.columns import CORRECTION_TITLE
from qingdan_app.workflows.requests.views import entry_of

REQUEST = "Qingdan Approval Request"
FIELDS = (
	*causes.FIELDS,
	"sequence",
	"request",
	"act",
	"acted_at",
	"from_state",
	"to_state",
	"event",
)


def requests_about(doctype: str, name: str) -> list[dict]:
	"""The requests of a document that the session's user reads, the first one first.

	`[{name, until, flow, initiator, started_at, ended_at, outcome}]`, `outcome` in words.
	"""
	about = {"reference_doctype": doctype, "reference_name": name}
	fields = ["name", "flow", "initiator", "started_at", "ended_at", "status", "outcome", "step"]
	found = frappe.get_all(REQUEST, about, fields, order_by="started_at, creation")
	read = ((row, reading.part_of(row.name)) for row in found)
	return [_request(row, part) for row, part in read if part]


def request_read(name: str) -> dict | None:
	"""The same of one request; None where the user reads nothing of it."""
	about = frappe.db.get_value(REQUEST, name, ["reference_doctype", "reference_name"])
	return next((row for row in requests_about(*about) if row["name"] == name), None) if about else None


def lines_about(doctype: str, name: str, requests: Iterable[Mapping], moves: bool = True) -> list[dict]:
	"""`[{step, person, behalf, people, act, opinion, quiet, signature, at}]` in the order of the document's log.

	Of each request what its reader reads; moves of the document that no act on a request explains are among them.
	"""
	about = {"reference_doctype": doctype, "reference_name": name}
	known = {row["name"]: row["until"] for row in requests}
	found = causes.with_words(frappe.get_all(trail.LOG, about, list(FIELDS), order_by="sequence"))
	by_requests = {row["name"] for row in found if row["request"]}
	read = [row for row in found if _is_read(row, known, by_requests, moves)]
	pictures = _pictures(about, read)
	titles = trail_in_words.titles_of(known)
	lines = [_line(row, pictures, titles) for row in read]
	return [line for line in lines if line["opinion"] or not line["quiet"]]


def _request(row: Mapping, part: reading.Reading) -> dict:
	flow = frappe.db.get_value("Qingdan Approval Flow", row["flow"], "title", cache=True)
	whole = part.until is None
	return {
		"name": row["name"],
		"until": part.until,
		"flow": _(flow) if flow else "",
		"initiator": frappe.utils.get_fullname(row["initiator"]),
		"started_at": row["started_at"],
		"ended_at": row["ended_at"] if whole else None,
		"outcome": marks.of_request(row)["text"] if whole else "",
		"approved": whole and row["outcome"] == "Approved",
	}


def _is_read(row: Mapping, known: Mapping[str, int | None], by_requests: set[str], moves: bool) -> bool:
	if not row["request"]:
		return moves and row["cause"] not in by_requests
	return row["request"] in known and row["sequence"] <= (known[row["request"]] or row["sequence"])


def _pictures(about: Mapping, rows: Sequence[Mapping]) -> dict[tuple[str, int], str]:
	signed = any(signatures.is_signed(row["event"]) for row in rows)
	return signatures.pictures_of(**about) if signed else {}


def _line(row: dict, pictures: Mapping, titles: Mapping[str, Mapping[str, str]]) -> dict:
	own = {turn: picture for (request, turn), picture in pictures.items() if request == row["request"]}
	entry = entry_of(frappe._dict(row), own)
	picture = entry["signature"]
	return {
		"step": ""
		if row["request"] and row["act"] == "start"
		else _step(row, titles.get(row["request"], {})),
		"person": entry.get("actor_name") or _("The clock"),
		"behalf": entry.get("on_behalf_of_name", ""),
		"people": "、".join(entry["people"]),
		"act": trail_in_words.words_of_act(row),
		"quiet": bool(row["request"]) and verb_of(row["act"]).quiet,
		"opinion": as_typed(row["opinion"]),
		"signature": picture if picture and signatures.PICTURE.fullmatch(picture) else "",
		"at": row["acted_at"],
	}


def _step(row: Mapping, titles: Mapping[str, str]) -> str:
	state = row["from_state"] or ""
	if state == CORRECTION:
		return _(CORRECTION_TITLE)
	return _(titles.get(state) or state) if state else ""

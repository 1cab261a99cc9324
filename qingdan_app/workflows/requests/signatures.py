"""Handwritten signatures: the picture lies with the turn it was given for, the log holds its fingerprint.

The engine carries the fingerprint alone: its state is read and written at every act, and pictures are large.
"""

import json
import re
from collections.abc import Iterable, Sequence

import frappe
from frappe import _

from qingdan_app.plain_rows import update
from qingdan_app.workflows.engine.flow import Event
from qingdan_app.workflows.engine.trail import Entry, fingerprint
from qingdan_app.workflows.exceptions import NotASignature
from qingdan_app.workflows.requests.columns import turn_name

TURN = "Qingdan Approval Assignment"
PICTURE = re.compile(r"data:image/png;base64,[A-Za-z0-9+/]+={0,2}")
LONGEST = 300_000
"""Characters of a picture: several times what a name takes that fills the field."""


def reference(picture: str) -> str:
	"""What engine and log keep of a picture; empty for none. Raises NotASignature."""
	if not picture:
		return ""
	if len(picture) > LONGEST or not PICTURE.fullmatch(picture):
		frappe.throw(
			_("This is no signature. Clear the field and sign in it with a pen, a finger or the mouse."),
			NotASignature,
		)
	return fingerprint(picture)


def keep(request: str, events: Iterable[Event], picture: str) -> None:
	"""Lay the picture beside the turn it was given for; to be called after the turn is written."""
	for event in events:
		if event.signature and event.turn:
			update(TURN, turn_name(request, event.turn), {"signature": picture})


def is_signed(event: str | None) -> bool:
	"""Whether a stored event may hold a signature, without reading it: most hold none."""
	return '"signature"' in (event or "")


def pictures_of(**about: str) -> dict[tuple[str, int], str]:
	"""(request, turn) → picture, of the turns that fit."""
	signed = frappe.get_all(TURN, {**about, "signature": ("is", "set")}, ["request", "turn", "signature"])
	return {(row.request, row.turn): row.signature for row in signed}


def first_replaced(doctype: str, name: str, entries: Sequence[Entry]) -> int | None:
	"""The sequence of the first entry of a document's log whose picture is not the one that was given."""
	given = {}
	for entry in entries:
		if is_signed(entry.content["event"]):
			event = json.loads(entry.content["event"])
			if event.get("signature") and event.get("turn"):
				given[entry.content["request"], event["turn"]] = (entry.sequence, event["signature"])
	found = pictures_of(reference_doctype=doctype, reference_name=name)
	wrong = [sequence for key, (sequence, mark) in given.items() if not _is_of(found.get(key, ""), mark)]
	wrong += [_first_of(request, entries) for request, turn in found.keys() - given.keys()]
	return min(wrong, default=None)


def _is_of(picture: str, mark: str) -> bool:
	return mark in (fingerprint(picture), picture)  # the first ones stood in the log themselves


def _first_of(request: str, entries: Sequence[Entry]) -> int:
	return next((entry.sequence for entry in entries if entry.content["request"] == request), 1)

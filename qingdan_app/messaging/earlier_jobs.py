"""Messages of a release in which they were arguments of a job: one that still waits for a worker becomes a row like others."""

import hashlib
import json
from collections.abc import Mapping

import frappe

from qingdan_app.messaging.message import Message
from qingdan_app.messaging.rules.kinds import Kind

ABOUT: dict[str, tuple[Kind, str]] = {
	"turn": (Kind.TURN, "Your turn: {0} {1} — {2}"),
	"reminder": (Kind.REMINDER, "Reminder: {0} {1} — {2} is due soon"),
	"late": (Kind.LATE, "Overdue: {0} {1} — {2}"),
	"urge": (Kind.URGE, "Urged: {0} {1} — {2}"),
	"copy": (Kind.COPY, "For your information: {0} {1} — {2}"),
	"blocked": (Kind.BLOCKED, "Nobody can act on {0} {1} — {2}"),
	"digest": (Kind.TURN, "{2} items wait for you; the first is {0} {1}"),
}
"""Why people were told, in the words of that release, and what is said today."""


def message_of(asked: Mapping[str, str]) -> Message:
	"""The message that such a job holds; run again it is the same one, so that nobody is told twice."""
	doctype, name = asked["doctype"], asked["name"]
	kind, sentence = ABOUT.get(asked["about"], ABOUT["turn"])
	whole = json.dumps(asked, ensure_ascii=False, sort_keys=True, default=str)
	return Message(
		kind.value,
		doctype,
		name,
		_title_of(doctype, name),
		sentence,
		f"earlier/{hashlib.sha256(whole.encode()).hexdigest()[:40]}",
		(asked["what"],),
		asked.get("words") or "",
	)


def _title_of(doctype: str, name: str) -> str:
	return frappe.db.get_value(doctype, name, frappe.get_meta(doctype).get_title_field()) or name

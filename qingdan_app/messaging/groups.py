"""Groups of a messenger that hear what their members are told (Qingdan Message Group): which there are is asked with every message, so it is kept in the cache."""

from collections.abc import Iterable

import frappe

from qingdan_app.messaging import remembered
from qingdan_app.messaging.rules.kinds import Kind

GROUP, MEMBER = "Qingdan Message Group", "Qingdan Message Group Member"
KEY = "qingdan_message_groups"
CHANNEL = "Messenger Group"
KINDS: dict[str, str] = {
	Kind.TURN.value: "tells_turn",
	Kind.RETURNED.value: "tells_returned",
	Kind.REMINDER.value: "tells_reminder",
	Kind.LATE.value: "tells_late",
	Kind.URGE.value: "tells_urge",
	Kind.COPY.value: "tells_copy",
}
"""The kinds of message that a group may hear, and the field that says so."""


def hearing(users: Iterable[str], kind: str) -> dict[str, list[str]]:
	"""The groups that hear of it, with those of `users` who are in them."""
	names = [name for name, kinds in _all().items() if kind in kinds]
	if not names:
		return {}
	among = {"parenttype": GROUP, "parent": ("in", names), "user": ("in", list(users))}
	found: dict[str, list[str]] = {}
	for row in frappe.get_all(MEMBER, among, ["parent", "user"], order_by="parent, user"):
		found.setdefault(row.parent, []).append(row.user)
	return found


def are_there() -> bool:
	"""Whether any group hears anything."""
	return bool(_all())


def forget() -> None:
	"""The groups have changed."""
	remembered.changed(KEY)


def _all() -> dict[str, list[str]]:
	"""What each group hears."""
	return frappe.cache.get_value(KEY, _read)


def _read() -> dict[str, list[str]]:
	rows = frappe.get_all(GROUP, {"enabled": 1}, ["name", *KINDS.values()])
	return {row.name: [kind for kind, field in KINDS.items() if row[field]] for row in rows}

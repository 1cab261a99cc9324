"""Whom one may name in an act: found by what is typed, those of one's own department first."""

from collections import Counter

import frappe

from qingdan_app.workflows.requests.boxes import TURN

OF_EVERYBODY = frozenset({"All", "Guest", "Desk User"})
"""Roles that core gives to whoever logs in."""
LONGEST_CHOICE = 20


def may_name_people(user: str) -> bool:
	"""Whether somebody names others in an act: who has a turn or a request that runs, and who has any role of the site's."""
	own = {"initiator": user, "status": ("!=", "Ended")}
	turns = {"assignee": user, "standing": ("in", ("Open", "Held"))}
	return (
		not set(frappe.get_roles(user)) <= OF_EVERYBODY
		or bool(frappe.db.exists(TURN, turns))
		or bool(frappe.db.exists("Qingdan Approval Request", own))
	)


def people_like(text: str) -> list[dict]:
	"""Enabled users of Desk but oneself, by name, address or department: `[{value, label, description}]`.

	Those of one's own department come first; the description is the department, with the address where two have one name.
	"""
	user, places = frappe.qb.DocType("User"), departments()
	like = f"%{text.strip()}%"
	query = frappe.qb.from_(user).select(user.name, user.full_name)
	query = query.where((user.enabled == 1) & (user.user_type == "System User"))
	query = query.where(user.name.notin([frappe.session.user, *frappe.STANDARD_USERS]))
	sitting = [
		who for who, where in places.items() if any(text.strip().lower() in place.lower() for place in where)
	]
	query = query.where(user.full_name.like(like) | user.name.like(like) | user.name.isin(sitting or [""]))
	beside = user.name.isin(_colleagues(places) or [""])
	query = query.orderby(beside, order=frappe.qb.desc).orderby(user.full_name).orderby(user.name)
	return _described(query.limit(LONGEST_CHOICE).run(as_dict=True), places)


def departments() -> dict[str, list[str]]:
	"""User → the departments of apps that know them (hook `approval_departments`)."""
	found: dict[str, list[str]] = {}
	for path in frappe.get_hooks("approval_departments"):
		for user, places in frappe.get_attr(path)().items():
			found.setdefault(user, []).extend(places)
	return found


def _colleagues(places: dict[str, list[str]]) -> list[str]:
	own = set(places.get(frappe.session.user, ()))
	return [user for user, where in places.items() if own.intersection(where)]


def _described(rows: list, places: dict[str, list[str]]) -> list[dict]:
	names = Counter(row.full_name or row.name for row in rows)
	return [
		{
			"value": row.name,
			"label": row.full_name or row.name,
			"description": _words(row, places, names[row.full_name or row.name] > 1),
		}
		for row in rows
	]


def _words(row, places: dict[str, list[str]], shared: bool) -> str:
	words = "、".join(places.get(row.name, ()))
	return " ".join(filter(None, [words, row.name if shared else ""]))

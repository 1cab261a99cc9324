"""To whom somebody may hand tasks: the people of their units, and what each has already. Reads only."""

from collections import Counter
from collections.abc import Iterable

import frappe

from qingdan_app.handlers import who_may_hand
from qingdan_app.tasks import in_hands
from qingdan_app.tasks.in_hands import OPEN
from qingdan_app.tasks.sources import PART, TASK


def people_for(names: Iterable[str]) -> list[dict]:
	"""`[{user, name, unit, open}]` for the units of the session's user that stand in tasks, each person once."""
	seen = frappe.get_list(TASK, {"name": ("in", list(names))}, pluck="name", limit_page_length=0)
	units = dict.fromkeys(
		unit for name in seen for unit in in_hands.units_that_hand(frappe.get_doc(TASK, name))
	)
	found = dict(reversed(who_may_hand.people_of(list(units)))) if units else {}
	named, having = in_hands.full_names(found), _open_by_person(found)
	rows = [
		{"user": user, "name": named[user], "unit": unit, "open": having[user]}
		for user, unit in found.items()
	]
	return sorted(rows, key=lambda row: (row["open"], row["name"]))


def _open_by_person(users: Iterable[str]) -> Counter:
	wanted = {"handler": ("in", [*users] or [""]), "state": OPEN}
	return Counter(frappe.get_all(PART, wanted, pluck="handler"))

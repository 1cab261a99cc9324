"""The names that units go by: their own, their aliases, and those of units that were merged into them."""

import frappe

from qingdan_app.organization import people
from qingdan_app.organization.rules.answering import last_successor


def units_by_name(in_use_only: bool = False) -> dict[str, str]:
	"""Every name that is known → the unit that it means today; a name of its own goes before an alias."""
	successors = people.successors()
	disabled = dict(frappe.get_all("Qingdan Unit", fields=["name", "disabled"], as_list=True))
	today = {unit: last_successor(unit, successors) for unit in disabled}
	aliases = frappe.get_all("Qingdan Unit Alias", fields=["alias", "parent"], as_list=True)
	found = {**{alias: today[unit] for alias, unit in aliases}, **today}
	return {name: unit for name, unit in found.items() if not (in_use_only and disabled[unit])}

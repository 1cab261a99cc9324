"""What handing out would do, before it is done: who gets how many, and which units have nobody to tell. Reads only."""

from collections.abc import Iterable

import frappe

from qingdan_app.handing_out import handing
from qingdan_app.handing_out.rules import shares
from qingdan_app.organization import people


def preview(names: Iterable[str]) -> dict:
	"""`{tasks, people, units: [{unit, lead, cooperating, people}], leaders: [{leader, tasks, people}], nobody}`.

	`tasks` and the outer `people` are numbers, the inner ones names as people read them; `nobody` names the units that have
	tasks and nobody to tell.
	"""
	tasks = handing.drafted(names)
	units, leaders = shares.by_unit(tasks), shares.by_leader(tasks)
	contacts, offices = people.contacts_by_unit(units), people.offices_of(leaders)
	named = _full_names({user for users in (*contacts.values(), *offices.values()) for user in users})
	return {
		"tasks": len(tasks),
		"people": len(shares.by_person(tasks, contacts, offices)),
		"units": [
			{
				"unit": unit,
				"lead": share.lead,
				"cooperating": share.cooperating,
				"people": [named[user] for user in contacts.get(unit, ())],
			}
			for unit, share in units.items()
		],
		"leaders": [
			{"leader": leader, "tasks": number, "people": [named[user] for user in offices.get(leader, ())]}
			for leader, number in leaders.items()
		],
		"nobody": [unit for unit in units if not contacts.get(unit)],
	}


def _full_names(users: Iterable[str]) -> dict[str, str]:
	rows = frappe.get_all("User", {"name": ("in", [*users] or [""])}, ["name", "full_name"])
	return {row.name: row.full_name or row.name for row in rows}

"""Who is reminded of an item: the people who stand on the rungs today, looked up for many items in a few statements."""

from collections import defaultdict
from collections.abc import Sequence

import frappe

from qingdan_app.organization import people
from qingdan_app.organization.rules.standing import HANDLER, Role
from qingdan_app.reminders.kinds import KINDS
from qingdan_app.reminders.rules.rung import Receiver, Rung, people_of
from qingdan_app.reminders.what_presses import Item
from qingdan_app.role_holders import holders_of
from qingdan_app.tasks.in_hands import OPEN
from qingdan_app.tasks.sources import PART


def receivers_of(rung: Rung, items: Sequence[Item]) -> list[tuple[Item, list[str]]]:
	"""Each item with the people whom the rung reminds of it."""
	units = {item.unit for item in items if item.unit}
	by_duty = {
		receiver: people.contacts_by_unit(units, (duty,))
		for receiver, duty in ((Receiver.LIAISON, "Liaison"), (Receiver.HEAD, "Head"))
	}
	handlers = _handlers(items, people.contacts_by_unit(units, (HANDLER,)))
	supervision = holders_of(Role.SUPERVISION.value)
	offices = people.offices_of({item.leader for item in items if item.leader})

	def asked(item: Item) -> list[str]:
		if KINDS[rung.about].asks_unit:
			return [user for found in by_duty.values() for user in found.get(item.unit, ())]
		return offices.get(item.leader) or supervision

	def holders(item: Item) -> dict[Receiver, list[str]]:
		return {
			Receiver.ASKED: asked(item),
			Receiver.HANDLER: handlers[item.name, item.unit],
			**{receiver: found.get(item.unit, []) for receiver, found in by_duty.items()},
			Receiver.SUPERVISION: supervision,
			Receiver.OFFICE: offices.get(item.leader, []),
		}

	return [(item, people_of(rung.receivers, holders(item))) for item in items]


def _handlers(items: Sequence[Item], contacts: dict[str, list[str]]) -> dict[tuple[str, str], list[str]]:
	"""Item and unit → the people of the unit who have something of its task in their hands today."""
	about = {"task": ("in", [*{item.task for item in items}] or [""]), "state": OPEN}
	of_task = defaultdict(list)
	for part in frappe.get_all(PART, about, ["task", "handler"], order_by="creation, name"):
		of_task[part.task].append(part.handler)
	found = defaultdict(list)
	for item in items:
		found[item.name, item.unit] = [
			user for user in dict.fromkeys(of_task[item.task]) if user in contacts.get(item.unit, ())
		]
	return found

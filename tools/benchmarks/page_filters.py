"""Desk's list and count with its standard filters, alone and together, for those who see much, some and all."""

from collections.abc import Callable

import frappe

from . import city
from .client import Client
from .desk_requests import desk

TASK = "Qingdan Task"
STATE, LATE = ["state", "=", "推进中"], ["late_since", "is", "set"]
LIST, LEADER = ["list", "=", city.LIST], ["leader", "=", city.leader(1)]
UNIT = ["lead_unit", "=", city.unit(10)]


def questions() -> dict[str, Callable[[], float]]:
	"""Every filter for every kind of person, and what grows with the site counted anew."""
	people = {
		"supervision": Client(city.SUPERVISION),
		"the busiest unit": Client(city.liaison(1)),
		"a busy unit": Client(city.liaison(10)),
		"a leader's office": Client(city.clerk(1)),
	}
	return {
		f"Desk, {who}, {title}": desk(client, TASK, [[TASK, *row] for row in rows])
		for who, client in people.items()
		for title, rows in filters().items()
	}


def filters() -> dict[str, list]:
	day = frappe.db.sql("select max(late_since) from `tabQingdan Task`")[0][0]
	return {
		"a list": [LIST],
		"a leader": [LEADER],
		"a lead unit": [UNIT],
		"a state": [STATE],
		"late": [LATE],
		"late since a day": [["late_since", "=", str(day)]],
		"list and leader": [LIST, LEADER],
		"list and state": [LIST, STATE],
		"list and late": [LIST, LATE],
		"leader, state": [LEADER, STATE],
		"completed and late (none)": [["state", "=", "已完成"], LATE],
		"all of them": [LIST, LEADER, UNIT, STATE, LATE],
	}

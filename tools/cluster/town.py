"""The people of the cluster's site, and what waits for them: run with the bench's Python in a folder of sites.

town.py SITE FILE PASSWORD SIZE: the site must have nothing of its own yet. FILE (JSON) says who may log in and which tasks stand where.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import frappe
from frappe.utils.password import update_password
from frappe.utils.scheduler import enable_scheduler

from qingdan_app.tests import factories
from qingdan_app.tests.city import City

VISITORS = 60
"""People who log in, and do nothing else."""
ROUNDS = ("one_writer", "several_writers")


def fill(size: int) -> dict:
	"""Everybody and everything, for races of that size in each round."""
	city = City()
	late = factories.unit()
	key_work = city.task.key_work
	return {
		"people": people(city, late),
		"visitors": [factories.contact(city.foreign) for _each in range(VISITORS)],
		"late_unit": late,
		"key_work": key_work,
		"list": city.task.list,
		**waiting(Tasks(city, key_work), size),
	}


def people(city: City, late: str) -> dict[str, str]:
	"""Who acts, by what they are."""
	named = ("liaison", "head", "office", "supervisor", "administrator")
	return {
		**{name: getattr(city, name) for name in named},
		"second_liaison": factories.contact(city.lead),
		"second_office": added_to_office(city),
		"late": factories.contact(late),
		"leaving": factories.contact(city.lead),
		"demoted": factories.contact(city.lead),
	}


def waiting(tasks: "Tasks", size: int) -> dict:
	"""The tasks of each check."""
	return {
		"rounds": {name: tasks.for_races(size) for name in ROUNDS},
		"load": {"start": tasks.some(size * 8), "agree": tasks.each(size * 2, tasks.filed)},
		"stale": tasks.some(8),
		"queue": {"start": tasks.some(size * 2), "agree": tasks.each(size, tasks.filed)},
	}


class Tasks:
	"""Tasks of one city in the states in which something waits for its people."""

	def __init__(self, city: City, key_work: str):
		self.city, self.key_work = city, key_work

	def one(self):
		city = self.city
		return factories.task(city.lead, (city.cooperating,), city.leader, key_work=self.key_work)

	def some(self, count: int) -> list[str]:
		"""Tasks that nobody has started."""
		return [self.one().name for _each in range(count)]

	def for_races(self, size: int) -> dict:
		"""What each kind of race is run for."""
		return {
			"start": self.some(size),
			"acknowledge": self.some(size),
			"many": [self.some(3) for _each in range(size)],
			"decide": self.each(size, self.in_review),
			"withdraw": self.each(size, self.filed),
		}

	def each(self, count: int, make: Callable[[], None]) -> list[str]:
		names = []
		for _each in range(count):
			self.city.task = self.one()
			make()
			names.append(self.city.task.name)
			frappe.db.commit()
		return names

	def filed(self) -> None:
		self.city.filed()

	def in_review(self) -> None:
		self.city.in_review()


def added_to_office(city: City) -> str:
	"""A second person who acts for the leader."""
	who = factories.office_user()
	leader = frappe.get_doc("Qingdan Leader", city.leader)
	leader.append("office", {"user": who})
	leader.save()
	return who


def let_in(town: dict, password: str) -> None:
	"""Everybody has the same password."""
	for who in {*town["people"].values(), *town["visitors"]}:
		update_password(who, password)


def tell_nobody() -> None:
	"""What was told while the town was made reaches nobody: a run counts what it tells itself."""
	for table in ("tabQingdan Message", "tabNotification Log", "tabError Log"):
		frappe.db.sql(f"delete from `{table}`")


def main(file: Path, password: str, size: int) -> None:
	frappe.flags.in_test = True
	town = fill(size)
	factories.user("System Manager")
	frappe.flags.in_test = False
	enable_scheduler()
	let_in(town, password)
	tell_nobody()
	frappe.db.commit()
	file.write_text(json.dumps({**town, "password": password}, indent=1))


if __name__ == "__main__":
	site, file, password, size = sys.argv[1:]
	frappe.init(site=site, sites_path=".")
	frappe.connect()
	frappe.set_user("Administrator")
	try:
		main(Path(file), password, int(size))
	finally:
		frappe.destroy()

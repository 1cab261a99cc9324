"""Demo people: a liaison, a head and a handler for every unit, each leader and two of their office, supervision, administration."""

from dataclasses import asdict, dataclass

import frappe
from frappe.model.naming import is_autoincremented
from frappe.utils import add_days, now_datetime
from frappe.utils.password import update_password

from qingdan_app.organization.rules.standing import DUTY_ROLE, Role
from qingdan_app.setup import modules
from qingdan_app.tasks.bulk import insert_rows

DOMAIN = "qingdan.example"
PASSWORD = "qingdan-demo-2021"
SUPERVISORS = 3


@dataclass(frozen=True)
class Person:
	"""Somebody to log in as; `unit` or `leader` is whom they act for."""

	user: str
	full_name: str
	roles: tuple[str, ...]
	unit: str | None = None
	leader: str | None = None


SYSTEM_MANAGER = Person(f"system@{DOMAIN}", "系统管理员", ("System Manager",))
"""Where Administrator alone holds the role, core gives it to whoever is saved next: to anybody who changes their profile."""


def create_all() -> list[dict]:
	"""Create the people that are missing; answers all of them with their password, as in demo-users.json."""
	everybody = [SYSTEM_MANAGER, *_supervision(), *_leaders(), *_units()]
	present = set(frappe.get_all("User", pluck="name"))
	_create([person for person in everybody if person.user not in present])
	_fill_offices()
	return [{**asdict(person), "roles": list(person.roles), "password": PASSWORD} for person in everybody]


def _supervision() -> list[Person]:
	office = [
		Person(f"supervision{number}@{DOMAIN}", f"督查室{number}", (Role.SUPERVISION.value,))
		for number in range(1, SUPERVISORS + 1)
	]
	return [Person(f"admin@{DOMAIN}", "清单管理员", (Role.ADMINISTRATOR.value,)), *office]


def _leaders() -> list[Person]:
	people = []
	named = {"rank": (">", 0)}  # by the list; others have people of their own
	for leader in frappe.get_all("Qingdan Leader", named, ["name", "rank", "post"], order_by="`rank`"):
		roles = (Role.LEADER_OFFICE.value,)
		people.append(Person(f"leader{leader.rank}@{DOMAIN}", leader.name, roles, leader=leader.name))
		for number in (1, 2):
			name = f"{leader.name}{leader.post}办公室{number}"
			people.append(
				Person(f"leader{leader.rank}-office{number}@{DOMAIN}", name, roles, leader=leader.name)
			)
	return people


def _units() -> list[Person]:
	people = []
	units = frappe.get_all("Qingdan Unit", {"is_group": 0}, pluck="name", order_by="creation, name")
	for number, unit in enumerate(units, start=1):
		user = f"unit{number:02d}"
		people.append(Person(f"{user}-liaison@{DOMAIN}", f"{unit}联络员", (Role.LIAISON.value,), unit=unit))
		people.append(Person(f"{user}-head@{DOMAIN}", f"{unit}负责人", (Role.HEAD.value,), unit=unit))
		people.append(Person(f"{user}-handler@{DOMAIN}", f"{unit}承办人", (Role.HANDLER.value,), unit=unit))
	return people


def _create(people: list[Person]) -> None:
	"""Insert users with what core gives each of them.

	In bulk: saving a User empties all of the site's caches, which makes two hundred of them a matter of minutes.
	"""
	others = [{"module": module} for module in modules.of_other_apps()]
	insert_rows("User", [{**_user_row(person), "block_modules": others} for person in people])
	insert_rows("Notification Settings", [{"name": person.user, "user": person.user} for person in people])
	insert_rows("DocShare", [_own_share(person.user) for person in people])
	insert_rows("Qingdan Contact", [_contact_row(person) for person in people if person.unit])
	for person in people:
		update_password(person.user, PASSWORD)
	frappe.clear_cache()


def _user_row(person: Person) -> dict:
	"""Of the day before: core lets nobody make a User where sixty were made within the hour."""
	return {
		"creation": add_days(now_datetime(), -1),
		"name": person.user,
		"email": person.user,
		"first_name": person.full_name,
		"full_name": person.full_name,
		"language": "zh",
		"user_type": "System User",
		"enabled": 1,
		"module_profile": modules.PROFILE,
		"roles": [{"role": role} for role in person.roles],
	}


def _own_share(user: str) -> dict:
	share = {"user": user, "share_doctype": "User", "share_name": user, "read": 1, "write": 1, "share": 1}
	return {"name": _next_name("DocShare"), **share}


def _next_name(doctype: str) -> str | int:
	"""A name as core would give it: Frappe 15's first builds number the rows of some DocTypes by a sequence."""
	numbered = is_autoincremented(doctype)
	return frappe.db.get_next_sequence_val(doctype) if numbered else frappe.generate_hash(length=10)


def _contact_row(person: Person) -> dict:
	duty = next(duty for duty, role in DUTY_ROLE.items() if role in person.roles)
	row = {"user": person.user, "full_name": person.full_name, "unit": person.unit, "duty": duty}
	return {"name": frappe.generate_hash(length=10), **row}


def _fill_offices() -> None:
	for leader in frappe.get_all("Qingdan Leader", {"rank": (">", 0)}, pluck="name"):
		doc = frappe.get_doc("Qingdan Leader", leader)
		if doc.user:
			continue
		doc.user = f"leader{doc.rank}@{DOMAIN}"
		doc.update({"office": [{"user": f"leader{doc.rank}-office{number}@{DOMAIN}"} for number in (1, 2)]})
		doc.save()

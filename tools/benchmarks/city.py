"""A made-up city for the page and the acts: units, leaders, and people to log in as."""

import frappe
from frappe.utils.password import update_password

from . import inside

YEAR = 2098
LIST = f"{YEAR}-1"
SUPERVISION = "supervision@benchmark.example"


def list_code(number: int) -> str:
	return f"{YEAR}-{number}"


def unit(number: int) -> str:
	return f"市直单位{number:03d}"


def leader(number: int) -> str:
	return f"副市长{number}"


def liaison(number: int) -> str:
	return f"liaison{number:03d}@benchmark.example"


def clerk(number: int, seat: int = 1) -> str:
	"""Somebody of a leader's office."""
	return f"office{number}-{seat}@benchmark.example"


def signer(number: int) -> str:
	"""Somebody who signs and does nothing else."""
	return f"signer{number:04d}@benchmark.example"


def build(units: int, leaders: int, liaisons: list[int], seats: int = 1) -> None:
	"""Units and leaders, liaisons for some units, `seats` people in every leader's office, a supervisor."""
	for number in range(1, units + 1):
		frappe.get_doc({"doctype": "Qingdan Unit", "unit_name": unit(number)}).insert()
	for number in liaisons:
		person(liaison(number), "Qingdan Unit Liaison")
		contact = {
			"doctype": "Qingdan Contact",
			"user": liaison(number),
			"unit": unit(number),
			"duty": "Liaison",
		}
		frappe.get_doc(contact).insert()
	for number in range(1, leaders + 1):
		_leader(number, seats)
	person(SUPERVISION, "Qingdan Supervision Office")
	frappe.db.commit()


def person(user: str, role: str) -> None:
	"""A user with one role and the password of the benchmark."""
	if not frappe.db.exists("User", user):
		doc = frappe.new_doc("User")
		doc.update(
			{
				"email": user,
				"first_name": user.partition("@")[0],
				"language": "zh",
				"user_type": "System User",
			}
		)
		doc.update({"send_welcome_email": 0, "roles": [{"role": role}]})
		doc.flags.no_welcome_mail = True
		frappe.flags.in_import = True  # no limit on new users an hour
		doc.insert()
		frappe.flags.in_import = False
		update_password(user, inside.PASSWORD)
	given_by_core = {"parent": user, "role": "System Manager"}  # to the first of a site
	frappe.db.delete("Has Role", given_by_core)


def _leader(number: int, seats: int) -> None:
	office = [{"user": clerk(number, seat)} for seat in range(1, seats + 1)]
	for row in office:
		person(row["user"], "Qingdan Leader Office")
	doc = {"doctype": "Qingdan Leader", "leader_name": leader(number), "post": "副市长", "rank": number}
	frappe.get_doc({**doc, "office": office}).insert()


def plain_doctype(name: str, fields: list[dict], roles: list[str]) -> None:
	"""A DocType as anybody would make one in Desk, without a line of code."""
	if frappe.db.exists("DocType", name):
		return
	doc = {
		"doctype": "DocType",
		"name": name,
		"module": "Custom",
		"custom": 1,
		"autoname": "hash",
		"fields": fields,
	}
	rights = {"read": 1, "write": 1, "create": 1, "report": 1, "export": 1}
	doc["permissions"] = [{"role": role, **rights} for role in ["System Manager", *roles]]
	frappe.get_doc({**doc, "track_changes": 1}).insert()

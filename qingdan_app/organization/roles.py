"""The one writer of role assignments: a duty brings its role, an office brings its own."""

import frappe

from qingdan_app.organization.rules.standing import DUTY_ROLE, Role


def give_duty_role(user: str, duty: str) -> None:
	"""Give a contact the role of their duty (liaison or head)."""
	_give(user, DUTY_ROLE[duty])


def give_office_role(user: str) -> None:
	"""Give a member of a leader's office, or the leader, the role of an office."""
	_give(user, Role.LEADER_OFFICE.value)


def _give(user: str, role: str) -> None:
	if frappe.db.exists("Has Role", {"parent": user, "role": role, "parenttype": "User"}):
		return
	doc = frappe.get_doc("User", user)
	doc.append("roles", {"role": role})
	doc.flags.for_a_duty = True
	doc.save(
		ignore_permissions=True
	)  # the list administrator keeps contacts, not users; the role is fixed by the duty

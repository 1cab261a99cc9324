"""Who administers flows and who oversees all requests: the roles are named by the apps of the site."""

import frappe

ALWAYS = "System Manager"


def administering_roles() -> frozenset[str]:
	"""Roles that publish flows and resume what is blocked (hook `approval_administrators`)."""
	return frozenset({ALWAYS, *frappe.get_hooks("approval_administrators")})


def overseeing_roles() -> frozenset[str]:
	"""Roles that see all requests: administrators, and those of the hook `approval_overseers`."""
	return administering_roles() | frozenset(frappe.get_hooks("approval_overseers"))


def administers(user: str | None = None) -> bool:
	"""Whether the user may terminate, jump and resume what is blocked."""
	return not administering_roles().isdisjoint(frappe.get_roles(user))


def oversees(user: str | None = None) -> bool:
	"""Whether the user sees all requests."""
	return not overseeing_roles().isdisjoint(frappe.get_roles(user))


def people() -> list[str]:
	"""The enabled users who administer flows."""
	about = {"role": ("in", sorted(administering_roles())), "parenttype": "User"}
	holders = frappe.get_all("Has Role", about, pluck="parent")
	return frappe.get_all("User", {"name": ("in", holders), "enabled": 1}, pluck="name")

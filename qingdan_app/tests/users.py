"""People for tests, and being one of them."""

from itertools import count

import frappe

_numbers = count(1)
_run = frappe.generate_hash(length=6)


def number() -> int:
	"""A number that no other test has used in this run."""
	return next(_numbers)


def unique(prefix: str) -> str:
	"""A name that no other test has used."""
	return f"{prefix}-{_run}-{number()}"


def user(*roles: str, enabled: int = 1, **fields) -> str:
	"""A System User with roles, written without the slow welcome of a real one."""
	name = unique("user") + "@qingdan.example"
	called = name.split("@")[0]
	known = {"email": name, "first_name": called, "full_name": called, "user_type": "System User"}
	doc = frappe.new_doc("User", name=name, enabled=enabled, language="zh", **{**known, **fields})
	doc.name = name
	doc.db_insert()
	for role in roles:
		row = {
			"doctype": "Has Role",
			"parent": name,
			"parenttype": "User",
			"parentfield": "roles",
			"role": role,
		}
		frappe.get_doc(row).db_insert()
	return name

"""What has changed and is not followed yet, written down with the change itself: one row of core's defaults a key.

Written as a row, not by core's `set_default`: that clears the cache of the whole site, so that every worker would build the
shape of every DocType anew after each change of a post.
"""

import frappe

DEFAULTS, PARENT = "DefaultValue", "__global"


def note(key: str) -> None:
	"""Write down that something has changed; a change noted before is followed together with this one."""
	frappe.db.delete(DEFAULTS, _row(key))
	value = {"defvalue": frappe.generate_hash(length=10), "parenttype": PARENT}
	frappe.new_doc(DEFAULTS, **_row(key), **value, parentfield="system_defaults").db_insert()


def noted(key: str) -> str | None:
	"""What stands for the last change that is not followed yet, read past the cache, which outlives a rollback."""
	return frappe.db.get_value(DEFAULTS, _row(key), "defvalue")


def settle(key: str, change: str | None) -> None:
	"""A change has been followed; one that came meanwhile stays noted."""
	if change:
		frappe.db.delete(DEFAULTS, {**_row(key), "defvalue": change})


def _row(key: str) -> dict[str, str]:
	return {"parent": PARENT, "defkey": key}

"""What is asked with every message is kept in the cache, under a key, until what it was read from changes."""

import frappe


def changed(key: str) -> None:
	"""It is read anew, now and once that is committed or taken back."""
	forget(key)
	for moment in (frappe.db.after_commit, frappe.db.after_rollback):
		moment.add(lambda: forget(key))


def forget(key: str) -> None:
	frappe.cache.delete_value(key)

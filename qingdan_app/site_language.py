"""The language that a site was given, in which whatever is created there for everybody is called."""

import frappe


def chosen() -> str:
	"""Its code; English until one is chosen."""
	return frappe.db.get_single_value("System Settings", "language") or "en"


def is_chinese() -> bool:
	"""Whether it is Chinese, of whatever script."""
	return chosen().startswith("zh")

"""Core's own accounts are called by words of the site's language wherever people are named: log, papers, timeline, lists.

Core calls them in English alone, and asks the database for their names. A name that somebody gave them stays.
"""

import frappe

from qingdan_app import site_language

NAMES = {"Administrator": "系统管理员", "Guest": "访客"}
"""Account, which is what core calls it → what a Chinese site calls it."""


def follow_language() -> None:
	"""Call them as the language of the site says, where they are called as core or we did."""
	for account, chinese in NAMES.items():
		_call(account, *((account, chinese) if site_language.is_chinese() else (chinese, account)))


def restore() -> None:
	"""Call them as core does."""
	for account, chinese in NAMES.items():
		_call(account, chinese, account)


def _call(account: str, was: str, name: str) -> None:
	if frappe.db.get_value("User", account, "full_name") == was:
		frappe.db.set_value("User", account, {"first_name": name, "full_name": name}, update_modified=False)
		frappe.clear_cache(user=account)

"""What the office has set, read through one accessor each; the plugins below ask by hook."""

import frappe
from frappe.model.document import Document
from frappe.utils import cint

SETTINGS = "Qingdan Settings"
IN_USE, NOT_USED = "In Use", "Not Used"
"""Whether the site keeps responsibility lists; elsewhere the approval engine is all that is seen of the app."""


def current() -> Document:
	"""The settings as they are stored."""
	return frappe.get_cached_doc(SETTINGS)


def seal_recipients() -> list[str]:
	"""Addresses to which the daily seal is mailed (hook `seal_recipients`)."""
	return addresses_in(current())


def follow_holiday_list(
	doc: Document, method: str, old: str = "", new: str = "", merge: bool = False
) -> None:
	"""Where a Holiday List was renamed, or merged into another (hook), the site goes on counting by it."""
	if old and current().get("holiday_list") == old:
		frappe.db.set_single_value(SETTINGS, "holiday_list", new)


def lists_in_use() -> bool:
	"""Whether the site keeps responsibility lists, or nobody has said that it does not."""
	return current().get("responsibility_lists") != NOT_USED


def months_back() -> int | None:
	"""How many months back a progress report can still be filed; None where the office has not said."""
	return cint(current().get("report_months_back")) or None


HOURS_TO_ACKNOWLEDGE = 14
"""Two days of the usual hours."""


def acknowledge_hours() -> int:
	"""Within how many working hours a unit acknowledges where its list does not say; 0 for no limit."""
	stored = current().get("acknowledge_hours")
	return HOURS_TO_ACKNOWLEDGE if stored is None else cint(stored)


DAYS_TO_ANSWER = {"Blue": 5, "Yellow": 3, "Red": 2}
"""Working days, until the office sets others."""


def notice_days(level: str) -> int:
	"""Within how many working days a supervision notice of a level is answered."""
	stored = current().get(f"notice_days_{level.lower()}")
	return DAYS_TO_ANSWER[level] if stored is None else cint(stored)


def notice_prefix() -> str:
	"""The words before year and number of a supervision notice; empty where the office has said none."""
	return (current().get("notice_prefix") or "").strip()


def notice_office() -> str:
	"""The office that signs supervision notices; empty where nobody has said which."""
	return (current().get("notice_office") or "").strip()


def import_by_two() -> bool:
	"""Whether an import is confirmed by another person than the one who has finished its review."""
	return bool(cint(current().get("import_by_two")))


def addresses_in(settings: Document) -> list[str]:
	"""The addresses that settings name for seals, each once."""
	return list(dict.fromkeys((settings.get("seal_recipients") or "").replace(",", "\n").split()))

"""Sub-items as a caller names them: read into errands, or refused by name."""

import math

import frappe
from frappe import _
from frappe.utils import getdate

from qingdan_app.arguments import WrongArgument
from qingdan_app.handlers import who_may_hand
from qingdan_app.handlers.handing_on import Errand


def read(sub_items: list[dict] | str) -> list[Errand]:
	"""Raises WrongArgument for what is no list of such rows, SubItemsUnclear for a row that lacks words or a person."""
	rows = frappe.parse_json(sub_items)
	if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
		frappe.throw(_("Name sub-items as a list, each with its words and its person."), WrongArgument)
	errands = [_errand(row) for row in rows]
	who_may_hand.check_items([(errand.words, errand.person) for errand in errands])
	return errands


def _errand(row: dict) -> Errand:
	person, words = (str(row.get(name) or "").strip() for name in ("person", "words"))
	return Errand(person, words, _day(row.get("deadline")), _weight(row.get("weight")))


def _day(value: object):
	"""Nothing, or a day; frappe raises for what is none."""
	return getdate(str(value)) if value else None


def _weight(value: object) -> float:
	try:
		weight = 1.0 if value in (None, "") else float(value)
	except (TypeError, ValueError):
		weight = math.nan
	who_may_hand.check_weight(weight)
	return weight

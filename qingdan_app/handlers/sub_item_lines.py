"""Sub-items as a caller names them: read into errands, or refused by name."""

import math

import frappe

from qingdan_app import shapes
from qingdan_app.handlers import who_may_hand
from qingdan_app.handlers.handing_on import Errand

ITEM = {**dict.fromkeys(("words", "person", "weight"), shapes.text), "deadline": shapes.day}


def read(sub_items: list[dict] | str) -> list[Errand]:
	"""Raises WrongArgument for what is no list of such rows, SubItemsUnclear for a row that lacks words or a person."""
	errands = [_errand(row) for row in shapes.rows(ITEM)("sub_items", frappe.parse_json(sub_items))]
	who_may_hand.check_items([(errand.words, errand.person) for errand in errands])
	return errands


def _errand(row: dict) -> Errand:
	person, words = ((row.get(name) or "").strip() for name in ("person", "words"))
	return Errand(person, words, row.get("deadline"), _weight(row.get("weight")))


def _weight(value: object) -> float:
	try:
		weight = 1.0 if value in (None, "") else float(value)
	except (TypeError, ValueError):
		weight = math.nan
	who_may_hand.check_weight(weight)
	return weight

"""Marks on the rows of Desk's own lists: how each document stands today, with its colour, as the rules of its room say.

A script could only guess at them from thresholds and from the browser's day, so core's answer gets one column more.
"""

import json
from collections.abc import Callable, Mapping
from datetime import date

import frappe
from frappe import _
from frappe.utils import getdate

from qingdan_app.desk import people_by_name
from qingdan_app.markup import harmless_page
from qingdan_app.messaging.rules.kinds import COLOURS, State
from qingdan_app.organization.rules.holding import Holding, holding
from qingdan_app.same_matters.rules import same_matter_states
from qingdan_app.tasks import desk_list, marks, next_steps
from qingdan_app.workflows import guarded
from qingdan_app.workflows.log import trail, trail_in_words
from qingdan_app.workflows.requests import standing_of_requests

COLUMN = "mark"
STEPS = ("duty", "next", "own_period")
"""What a list of tasks has beside: the part of the reader's unit, what comes next for the reader, and whether the unit has reported."""
Marker = Callable[[Mapping, date], dict | None]


@frappe.whitelist()
@frappe.read_only()
def get_page() -> dict | list:
	"""`frappe.desk.reportview.get` with a `mark`, `{text, colour, filter}`, on each row whose DocType has marks.

	Rows of Desk's list of tasks have `duty` and `next` too, as `tasks.next_steps` answers them.
	"""
	doctype = frappe.form_dict.get("doctype")
	if doctype == trail.LOG:
		_ask_whose_acts()
	answer = desk_list.get_page()
	if doctype == trail.LOG:
		answer = trail_in_words.with_words_of_causes(answer)
	if doctype in guarded.GUARDED:
		answer = harmless_page(answer)
	answer = people_by_name.with_names(doctype, with_marks(doctype, answer, getdate()))
	is_list = doctype == desk_list.TASK and frappe.form_dict.get("view") == "List"
	return with_steps(answer, getdate()) if is_list else answer


def _ask_whose_acts() -> None:
	"""An act is called as its request or its document says: which of the two an entry is of is asked for too."""
	asked = frappe.form_dict
	column = f"`tab{trail.LOG}`.`request`"
	fields = frappe.parse_json(asked.get("fields"))
	if isinstance(fields, list) and not asked.get("group_by") and column not in fields:
		asked["fields"] = json.dumps([*fields, column])


def with_marks(doctype: str | None, answer: dict | list, today: date) -> dict | list:
	"""Core's compressed page, `{keys, values}`, with the marks of its rows; as it is where it lacks their columns."""
	if doctype not in MARKERS and standing_of_requests.are_marked(doctype):
		return _with_standing(doctype, answer)
	needed, marker = MARKERS.get(doctype, ((), None))
	if not marker or not isinstance(answer, dict) or not set(needed) <= set(answer["keys"]):
		return answer
	rows = (dict(zip(answer["keys"], values, strict=True)) for values in answer["values"])
	values = [[*row.values(), marker(row, today)] for row in rows]
	return {**answer, "keys": [*answer["keys"], COLUMN], "values": values}


def _with_standing(doctype: str, answer: dict | list) -> dict | list:
	"""How the approval of each document stands: a draft that is being decided on is no mere draft."""
	if not isinstance(answer, dict) or "name" not in answer["keys"]:
		return answer
	place = answer["keys"].index("name")
	found = standing_of_requests.of(doctype, [values[place] for values in answer["values"]])
	values = [[*values, found.get(values[place])] for values in answer["values"]]
	return {**answer, "keys": [*answer["keys"], COLUMN], "values": values}


def with_steps(answer: dict | list, today: date) -> dict | list:
	"""Core's compressed page of tasks, with the reader's part in each and what comes next for them."""
	if not isinstance(answer, dict) or "name" not in answer["keys"]:
		return answer
	place = answer["keys"].index("name")
	found = next_steps.of_tasks([values[place] for values in answer["values"]], today)
	beside = (found.get(values[place], {}) for values in answer["values"])
	values = [
		[*values, *(more.get(step) for step in STEPS)]
		for values, more in zip(answer["values"], beside, strict=True)
	]
	return {**answer, "keys": [*answer["keys"], *STEPS], "values": values}


def _contact(row: Mapping, today: date) -> dict:
	begins, ends = (getdate(row[side]) if row[side] else None for side in ("from_date", "until_date"))
	shown = {
		Holding.ENDED: (_("Ended"), "gray", f"until_date,<,{today}"),
		Holding.NOT_YET: (_("Not Yet"), "orange", f"from_date,>,{today}"),
		Holding.HELD: (_("Holds"), "green", ""),
	}
	return _mark(*shown[holding(begins, ends, today)])


def _unit(row: Mapping, today: date) -> dict:
	if row["merged_into"]:
		return _mark(_("Merged"), "orange", "merged_into,is,set")
	return _in_use(row, _("In Use"))


def _leader(row: Mapping, today: date) -> dict:
	return _in_use(row, _("In Office"))


def _message(row: Mapping, today: date) -> dict:
	state = row["state"]
	return _mark(_(state), COLOURS[State(state)], f"state,=,{state}")


def _order(row: Mapping, today: date) -> dict:
	state = row["state"]
	return _mark(_(state), ORDERS[state], f"state,=,{state}")


def _same(row: Mapping, today: date) -> dict:
	state = row["state"]
	return _mark(_(state), same_matter_states.COLOURS[state], f"state,=,{state}")


def _entry(row: Mapping, today: date) -> dict:
	shown = trail_in_words.shown_act(row)
	return _mark(_(shown.words), shown.colour.value, f"act,=,{row['act']}")


def _in_use(row: Mapping, words: str) -> dict:
	if row["disabled"]:
		return _mark(_("Disabled"), "gray", "disabled,=,1")
	return _mark(words, "green", "disabled,=,0")


def _mark(text: str, colour: str, filter: str) -> dict:
	return {"text": text, "colour": colour, "filter": filter}


ORDERS = {"Draft": "gray", "Scheduled": "blue", "Done": "green"}
"""How far an order is by which something changes hands → its colour."""
MARKERS: Mapping[str, tuple[tuple[str, ...], Marker]] = {
	"Qingdan Task": (marks.NEEDED, marks.mark_of),
	"Qingdan Contact": (("from_date", "until_date"), _contact),
	"Qingdan Unit": (("disabled", "merged_into"), _unit),
	"Qingdan Leader": (("disabled",), _leader),
	trail.LOG: (("act", "request"), _entry),
	"Qingdan Message": (("state",), _message),
	"Qingdan Reorganization": (("state",), _order),
	"Qingdan Same Matter": (("state",), _same),
}
"""DocType → the columns a mark is made from, and who makes it."""

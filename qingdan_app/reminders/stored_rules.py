"""The stored sets of rules, read for `rules/rung.py`, and which lists go by them."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple

import frappe
from frappe import _
from frappe.utils import cint, getdate

from qingdan_app.reminders.exceptions import ReminderRuleWrong
from qingdan_app.reminders.kinds import KINDS
from qingdan_app.reminders.rules.rung import DAY, FARTHEST, Receiver, Rung
from qingdan_app.tasks import chosen_rules

RULE_SET, CHOSEN_IN = "Qingdan Reminder Rule Set", "reminder_rules"
FIELDS: dict[Receiver, str] = {
	Receiver.ASKED: "to_asked",
	Receiver.HANDLER: "to_handler",
	Receiver.LIAISON: "to_liaison",
	Receiver.HEAD: "to_head",
	Receiver.SUPERVISION: "to_supervision",
	Receiver.OFFICE: "to_office",
}
"""Who is reminded, and the field of a row that says so."""
COLUMNS = ("enabled", "about", "days", "again_every", "working_days", "on_days_of_rest", *FIELDS.values())
MOST_STEPS = 20


class Reached(NamedTuple):
	"""A set, the day up to which it was told of, and when it was saved last."""

	name: str
	day: date | None
	saved: datetime


def all_sets() -> list[Reached]:
	"""Every set as it stands."""
	rows = frappe.get_all(RULE_SET, fields=["name", "reached_on", "modified"], order_by="name")
	return [Reached(each.name, each.reached_on and getdate(each.reached_on), each.modified) for each in rows]


def before_today(reached: str | date | None, today: date) -> date:
	"""Where a set stands once it is saved: it is told of today anew, and what was missed before is made up for."""
	return min(today - DAY, getdate(reached)) if reached else today - DAY


def is_behind(today: date) -> bool:
	"""Whether a set was not told of up to today."""
	return any(each.day is None or each.day < today for each in all_sets())


def lists_by(name: str) -> list[str]:
	"""The lists that go by a set."""
	return chosen_rules.lists_by(name, CHOSEN_IN)


def rungs_of(name: str) -> list[Rung]:
	return rungs_in(frappe.get_cached_doc(RULE_SET, name).rules)


def rungs_in(rows: Iterable[Mapping]) -> list[Rung]:
	"""The rows that are switched on, also those of a set that is not saved yet. Raises ReminderRuleWrong."""
	return [_rung(number, row) for number, row in enumerate(rows, 1) if cint(row.get("enabled"))]


def _rung(number: int, row: Mapping) -> Rung:
	about = row.get("about")
	if about not in KINDS:
		frappe.throw(_("Row {0}: choose what people are reminded of.").format(number), ReminderRuleWrong)
	receivers = tuple(each for each, field in FIELDS.items() if cint(row.get(field)))
	if not receivers:
		frappe.throw(_("Row {0}: choose who is reminded.").format(number), ReminderRuleWrong)
	return Rung(
		about,
		KINDS[about].ahead,
		_days(number, row.get("days")),
		receivers,
		max(cint(row.get("again_every")), 0),
		bool(cint(row.get("working_days"))),
		bool(cint(row.get("on_days_of_rest"))),
	)


def _days(number: int, text: str | None) -> tuple[int, ...]:
	"""The numbers in a field: `90, 30, 7`."""
	words = str(text or "").replace("，", ",").replace("、", ",").replace(",", " ").split()
	if not words or len(words) > MOST_STEPS or not all(map(_is_number, words)):
		said = _("Row {0}: days are whole numbers from 0 to {1}, {2} of them at most, as in 30, 7, 1.")
		frappe.throw(said.format(number, FARTHEST, MOST_STEPS), ReminderRuleWrong)
	return tuple(map(int, words))


def _is_number(word: str) -> bool:
	return word.isascii() and word.isdigit() and len(word) < 4 and int(word) <= FARTHEST

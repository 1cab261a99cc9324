"""The stored sets of rules, read for `rules/light.py`, and which of them a list goes by."""

from collections.abc import Iterable, Mapping

import frappe
from frappe import _
from frappe.utils import cint, flt

from qingdan_app.lights.exceptions import LightRuleWrong
from qingdan_app.lights.rules.facts import Fact
from qingdan_app.lights.rules.light import Colour, Condition, LightRule
from qingdan_app.tasks import chosen_rules

RULE_SET, CHOSEN_IN = "Qingdan Light Rule Set", "light_rules"
Rules = tuple[LightRule, ...]
COLUMNS = (
	"name",
	"idx",
	"title",
	"colour",
	"fact",
	"comparison",
	"number",
	"also_fact",
	"also_comparison",
	"also_number",
	"made_good",
	"made_good_days",
)
"""What a row of a set says."""
LONGEST = 3_660
"""So many days a memory lasts at most: ten years."""


def name_for(list_: str | None) -> str | None:
	"""The set by which a list goes: its own, else the office's; None where its tasks show no light."""
	return chosen_rules.name_for(list_, CHOSEN_IN)


def rules_for(list_: str | None) -> Rules:
	"""The rules by which the tasks of a list go; none where they show no light."""
	name = name_for(list_)
	return rules_in(frappe.get_cached_doc(RULE_SET, name)) if name else ()


def lists_by(name: str) -> list[str]:
	"""The lists that go by a set."""
	return chosen_rules.lists_by(name, CHOSEN_IN)


def rules_in(doc: Mapping) -> Rules:
	"""The rules of a set, also of one that is not saved yet."""
	return tuple(map(_rule, doc.get("rules") or ()))


def rules_sent(rows: Iterable[Mapping]) -> Rules:
	"""Rules that somebody is still writing. Raises LightRuleWrong for one that names no colour, or nothing that it looks at."""
	try:
		return rules_in({"rules": [*rows]})
	except ValueError:
		frappe.throw(_("Each rule names a colour, and what it looks at."), LightRuleWrong)


def told_by(list_: str | None) -> tuple[str | None, dict[str, str]]:
	"""The set by which a list goes, and what its rules are called, by their keys."""
	name = name_for(list_)
	return name, titles_of(frappe.get_cached_doc(RULE_SET, name)) if name else {}


def titles_of(doc: Mapping) -> dict[str, str]:
	"""Key of a rule → what it is called."""
	return {_key(row): row.get("title") or "" for row in doc.get("rules") or ()}


def _rule(row: Mapping) -> LightRule:
	conditions = [_condition(row, "")]
	if row.get("also_fact"):
		conditions.append(_condition(row, "also_"))
	made_good = Colour(row.get("made_good")) if row.get("made_good") else None
	days = min(max(cint(row.get("made_good_days")), 0), LONGEST)
	return LightRule(_key(row), Colour(row.get("colour")), tuple(conditions), made_good, days)


def _condition(row: Mapping, prefix: str) -> Condition:
	at_most = row.get(f"{prefix}comparison") == "At Most"
	return Condition(Fact(row.get(f"{prefix}fact")), at_most, flt(row.get(f"{prefix}number")))


def _key(row: Mapping) -> str:
	"""A row keeps its name however often its set is saved; one that is not saved yet has its place."""
	return row.get("name") or f"new {row.get('idx')}"

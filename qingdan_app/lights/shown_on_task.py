"""The light of a task as its form shows it, with its reason and its history. Reads only."""

from datetime import date

import frappe
from frappe.model.document import Document

from qingdan_app.lights import light_words, rule_sets, stored
from qingdan_app.lights.lighting import CHANGE, standing_of
from qingdan_app.lights.rules.facts import Fact

LONGEST = 50


def shown_on(task: Document, today: date) -> dict | None:
	"""`{light, text, colour, since, reason, rules, history}`; None where a task shows none. `history` has the latest change first."""
	kept = stored.light_of(task)
	history = _history(task.name)
	if not kept and not history:
		return None
	found, reason, _wake = standing_of(task, rule_sets.rules_for(task.list), today)
	name = rule_sets.name_for(task.list)
	titles = rule_sets.titles_of(frappe.get_cached_doc(rule_sets.RULE_SET, name)) if name else {}
	return {
		**light_words.shown(found.colour.value if found else ""),
		"since": found.since if found else None,
		"reason": light_words.reason(found, reason, titles) if found else "",
		"rules": name,
		"history": history,
	}


def _history(task: str) -> list[dict]:
	fields = ["day", "was", "light", "rule", "remembered", "reason"]
	rows = frappe.get_all(CHANGE, {"task": task}, fields, order_by="creation desc", limit=LONGEST)
	return [
		{
			"day": row.day,
			"was": light_words.shown(row.was or ""),
			"now": light_words.shown(row.light or ""),
			"rule": row.rule or "",
			"remembered": bool(row.remembered),
			"reason": [
				light_words.sentence(Fact(fact), number)
				for fact, number in frappe.parse_json(row.reason or "[]")
			],
		}
		for row in rows
	]

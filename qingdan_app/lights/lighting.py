"""The light of one task, written by the save of the act that changes it, and its history."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import frappe
from frappe.model.document import Document

from qingdan_app import plain_rows
from qingdan_app.lights import rule_sets, stored
from qingdan_app.lights.rule_sets import Rules
from qingdan_app.lights.rules.facts import Fact
from qingdan_app.lights.rules.light import asked_by
from qingdan_app.lights.rules.stand import Stands, stand
from qingdan_app.tasks import pacing

CHANGE = "Qingdan Light Change"
Reason = Sequence[tuple[Fact, float]]


def settle(task: Document, today: date) -> None:
	"""Put into a task that is about to be saved how it stands; what was sent for its light is passed over."""
	before = task.get_doc_before_save() or {}
	task.update({field: before.get(field) for field in stored.SHOWN})
	rules = rule_sets.rules_for(task.list)
	if rules or before.get("light"):
		found = standing_of(task, rules, today)
		task.flags.light_reason = found.reason
		task.update(stored.columns_of(found))


def standing_of(task: Document, rules: Rules, today: date) -> Stands:
	"""How a task stands by rules, after how it is stored."""
	paced = Fact.BEHIND in asked_by(rules)
	starts, milestones = (pacing.start_of(task), task.milestones) if paced else (None, ())
	return stand(rules, stored.seen_of(task, starts, milestones), stored.light_of(task), today)


def note(task: Document, today: date) -> None:
	"""Write into the history of a task that was saved that its light has changed."""
	before = task.get_doc_before_save() or {}
	if (before.get("light") or "") != (task.light or ""):
		told, reason = rule_sets.told_by(task.list), task.flags.light_reason or []
		row = history_row(task.name, before.get("light"), task, told, reason, today)
		plain_rows.insert(CHANGE, [row])


def history_row(
	task: str, was: str | None, now: Any, told: tuple[str | None, dict], reason: Reason, today: date
) -> dict:
	"""A row of the history: `now` holds the columns of the light, `told` by which set it goes and what its rules are called on that day."""
	shown = stored.light_of(now)
	set_name, titles = told if shown else (None, {})
	return {
		"task": task,
		"day": today,
		"was": was or "",
		"light": now.get("light") or "",
		"rule_set": set_name,
		"rule": titles.get(shown.rule, "") if shown else "",
		"remembered": int(shown.remembered) if shown else 0,
		"reason": frappe.as_json([[fact.value, number] for fact, number in reason], indent=None),
	}


def forget(task: str) -> None:
	"""Take the history of a task along that is deleted."""
	frappe.db.delete(CHANGE, {"task": task})

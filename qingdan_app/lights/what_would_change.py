"""Which tasks would show another colour by a set of rules that is not saved yet, and how many of each. Writes nothing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

import frappe

from qingdan_app.lights import light_words, rule_sets
from qingdan_app.lights.standings import Lists, Standing, batches, standings_of
from qingdan_app.lights.stored import TASK

MOST = 50_000
"""So many tasks are looked at while somebody waits."""
SHOWN = 50


def preview(rules: Sequence[Mapping], lists: Sequence[str], today: date) -> dict:
	"""`{looked_at, more, counts, changed, tasks}` over tasks of lists: `counts` is `[{light, text, before, after}]`, `tasks` the first SHOWN
	of those that change, `[{name, title, before, after, reason}]`, the worst colour first; `more` says that not all were looked at."""
	known, titles = Lists(rule_sets.rules_sent(rules)), rule_sets.titles_of({"rules": rules})
	before, after, changed, looked_at = Counter(), Counter(), [], 0
	for rows in batches(lists):
		standings = standings_of(rows, known, today)
		before.update(row.light or "" for row in rows)
		after.update(each.columns["light"] or "" for each in standings)
		changed.extend(each for each in standings if each.shows_another)
		looked_at += len(rows)
		if looked_at >= MOST:
			break
	changed.sort(key=_worst_first)
	seen = _seen_by_reader([each.row["name"] for each in changed[:SHOWN]])
	return {
		"looked_at": looked_at,
		"more": looked_at >= MOST,
		"counts": [
			{**light_words.shown(colour), "before": before[colour], "after": after[colour]}
			for colour in light_words.COLOURS
			if before[colour] or after[colour]
		],
		"changed": len(changed),
		"tasks": [_row(each, titles) for each in changed[:SHOWN] if each.row["name"] in seen],
	}


def _seen_by_reader(names: Sequence[str]) -> set[str]:
	return set(frappe.get_list(TASK, {"name": ("in", names or [""])}, pluck="name", limit_page_length=0))


def _worst_first(standing: Standing) -> tuple:
	return [*light_words.COLOURS].index(standing.columns["light"] or ""), standing.row["name"]


def _row(standing: Standing, titles: Mapping[str, str]) -> dict:
	row, (found, facts, _wake) = standing.row, standing.stands
	return {
		"name": row["name"],
		"title": row["title"],
		"before": light_words.shown(row.get("light") or ""),
		"after": light_words.shown(standing.columns["light"] or ""),
		"reason": light_words.reason(found, facts, titles) if found else "",
	}

"""What is added up over the tasks of a list by lead unit, kept: after an act on a task, its unit alone is counted anew.

Beside the marks of totals (`tasks.totals`), a list has one for each lead unit, renewed when a task of it changes, and one for
all of it, renewed when tasks come or go, or weigh something else together.
"""

import json
import time
from collections.abc import Callable, Collection, Mapping

import frappe

from qingdan_app.tasks import totals

Sums = dict[str, dict[str, float]]
"""Lead unit, `""` for none → what is added up over its tasks."""


def of_list(list_: str, asked: tuple, count: Callable[[Collection[str] | None], Sums]) -> Sums:
	"""The sums of a list. `count` counts those of some units, or of all of them.

	`asked` are plain values: all that the sums depend on beside the tasks, their key works and the list.
	"""
	began, key = time.time(), totals.key_of(f"sums:{totals.digest((list_, *asked))}")
	above = totals.marks((f"moved:{totals.EVERYTHING}", totals.whole_of(list_)))
	kept = json.loads(frappe.cache.get(key) or "{}")
	if kept.get("above") == above:
		found, marks = _brought_up(list_, kept, count)
	else:
		found = count(None)
		marks = _marks(list_, found)
	if not totals.may_be_undone() and all(totals.is_settled(mark, began) for mark in above):
		marks = {unit: mark if totals.is_settled(mark, began) else "" for unit, mark in marks.items()}
		words = json.dumps({"above": above, "marks": marks, "sums": found})
		frappe.cache.set(key, words, ex=totals.KEEP_SECONDS)
	return found


def _brought_up(list_: str, kept: Mapping, count: Callable) -> tuple[Sums, dict[str, str]]:
	"""The kept sums with those of the units of which a task has changed since, and the marks of all of them."""
	marks = _marks(list_, kept["sums"])
	changed = [unit for unit, mark in marks.items() if not mark or kept["marks"].get(unit) != mark]
	still = {unit: sums for unit, sums in kept["sums"].items() if unit not in changed}
	return {**still, **(count(changed) if changed else {})}, marks


def _marks(list_: str, units: Collection[str]) -> dict[str, str]:
	return dict(zip(units, totals.marks(totals.part_of(list_, unit) for unit in units), strict=True))

"""What is added up over the tasks of a list by lead unit, kept for a day: after an act on a task, its unit alone is counted anew.

Beside the marks of totals (`tasks.totals`), a list has the moment at which each lead unit has changed, and a mark for all of it, renewed
when its tasks weigh something else together.
"""

import json
import time
from collections.abc import Callable, Collection, Mapping

import frappe

from qingdan_app.tasks import totals

Sums = dict[str, dict[str, float]]
"""Lead unit, `""` for none → what is added up over its tasks."""
KEEP_SECONDS = 24 * 3600


def of_list(list_: str, asked: tuple, count: Callable[[Collection[str] | None], Sums]) -> Sums:
	"""The sums of a list. `count` counts those of some units, or of all of them.

	`asked` are plain values: all that the sums depend on beside the tasks, their key works and the list.
	"""
	began, key = time.time(), totals.key_of(f"sums:{totals.digest((list_, *asked))}")
	above = totals.marks((f"moved:{totals.EVERYTHING}", totals.whole_of(list_)))
	parts = totals.parts_changed(list_)
	under = [*above, parts.pop(totals.BEGUN)]
	kept = json.loads(frappe.cache.get(key) or "{}")
	found = _brought_up(kept, parts, count) if kept.get("under") == under else count(None)
	if not totals.may_be_undone() and all(totals.is_settled(mark, began) for mark in above):
		settled = {unit: at for unit, at in parts.items() if began - at > totals.SETTLING}
		words = json.dumps({"under": under, "parts": settled, "sums": found})
		frappe.cache.set(key, words, ex=KEEP_SECONDS)
	return found


def _brought_up(kept: Mapping, parts: Mapping[str, float], count: Callable) -> Sums:
	"""The kept sums with those of the units of which a task has changed since, also where the reader has seen none of theirs before."""
	changed = [unit for unit, at in parts.items() if kept["parts"].get(unit) != at]
	still = {unit: sums for unit, sums in kept["sums"].items() if unit not in changed}
	return {**still, **(count(changed) if changed else {})}

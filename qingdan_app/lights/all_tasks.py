"""The lights of many tasks written anew: of those that time may have changed, of all after a rule has changed, of some after an act upon many."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

import frappe

from qingdan_app import plain_rows
from qingdan_app.lights import stored
from qingdan_app.lights.lighting import CHANGE, history_row
from qingdan_app.lights.standings import Lists, Standing, awake, batches, locked, standings_of
from qingdan_app.tasks import totals

AT_ONCE = 1_000


def light_due(today: date) -> int:
	"""Write the lights that time has changed by `today`; answers how many tasks were looked at.

	Safe to run twice, by two workers and after days of outage: a task that was looked at wakes on a later day. Commits each batch.
	"""
	looked_at = 0
	while names := awake(today, AT_ONCE):
		light_some(names, today)
		frappe.db.commit()  # nosemgrep: a long sweep; each batch stands by itself
		looked_at += len(names)
	return looked_at


def light_all(today: date, lists: Sequence[str] | None = None) -> int:
	"""Write every light that has changed by `today`, of all tasks or of those of some lists; answers how many.

	Safe to run twice and by two workers: what has changed is read again under its lock. Commits each batch.
	"""
	known, written = Lists(), 0
	for rows in batches(lists):
		changed = [each.row["name"] for each in standings_of(rows, known, today) if each.is_new]
		written += light_some(changed, today)
		frappe.db.commit()  # nosemgrep: a long sweep; each batch stands by itself
	return written


def light_some(names: Iterable[str], today: date) -> int:
	"""The same for tasks that are known by name, in the caller's transaction."""
	names = sorted(set(names))
	rows = locked(names) if names else []
	changed = [each for each in standings_of(rows, Lists(), today) if each.is_new]
	_write(changed)
	others = [each for each in changed if each.shows_another]
	plain_rows.insert(CHANGE, [_history_of(each, today) for each in others])
	totals.columns_written((each.row["list"], each.row["lead_unit"]) for each in others)
	return len(changed)


def _write(changed: Sequence[Standing]) -> None:
	"""Lights that are the same are written in one statement."""
	alike = defaultdict(list)
	for each in changed:
		alike[tuple(each.columns[field] for field in stored.SHOWN)].append(each.row["name"])
	for columns, names in alike.items():
		values = dict(zip(stored.SHOWN, columns, strict=True))
		frappe.db.sql(WRITTEN, {**values, "names": names})


WRITTEN = """update `tabQingdan Task` set `light` = %(light)s, `light_since` = %(light_since)s, `light_basis` = %(light_basis)s,
	`light_wake` = %(light_wake)s
	where `name` in %(names)s"""


def _history_of(standing: Standing, today: date) -> dict:
	row = standing.row
	now = {**standing.columns, "list": row["list"]}
	return history_row(row["name"], row.get("light"), now, standing.stands.reason, today)

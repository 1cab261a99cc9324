"""The lights of many tasks written anew: of those that time may have changed, of all after a rule has changed, of some after an act upon many."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial

import frappe

from qingdan_app import plain_rows, side_by_side
from qingdan_app.lights import stored
from qingdan_app.lights.lighting import CHANGE, history_row
from qingdan_app.lights.standings import Lists, Standing, awake, batches, locked, standings_of
from qingdan_app.tasks import totals

AT_ONCE = 2_000


def light_due(today: date) -> int:
	"""Write the lights that time has changed by `today`; answers how many tasks were looked at.

	Safe to run twice, by two workers and after days of outage: a task that was looked at wakes on a later day. Commits each batch.
	"""
	return side_by_side.sweep(_awake(today), partial(_light_awake, today=today, lists=Lists()))


def _awake(today: date) -> Iterator[list[str]]:
	while names := awake(today, AT_ONCE):
		yield names


def _light_awake(names: Sequence[str], today: date, lists: Lists) -> int:
	light_some(names, today, lists)
	frappe.db.commit()  # nosemgrep: a long sweep; each batch stands by itself
	return len(names)


def light_all(today: date, lists: Sequence[str] | None = None) -> int:
	"""Write every light that has changed by `today`, of all tasks or of those of some lists; answers how many.

	Safe to run twice and by two workers: what has changed is read again under its lock. Commits each batch.
	"""
	known, written = Lists(), 0
	for rows in batches(lists):
		changed = [each.row["name"] for each in standings_of(rows, known, today) if each.is_new]
		written += light_some(changed, today, known)
		frappe.db.commit()  # nosemgrep: a long sweep; each batch stands by itself
	return written


def light_some(names: Iterable[str], today: date, lists: Lists | None = None) -> int:
	"""The same for tasks that are known by name, in the caller's transaction; `lists`: what is known of theirs."""
	names, lists = sorted(set(names)), lists or Lists()
	rows = locked(names) if names else []
	changed = [each for each in standings_of(rows, lists, today) if each.is_new]
	_write(changed)
	others = [each for each in changed if each.shows_another]
	plain_rows.insert(CHANGE, [_history_of(each, lists, today) for each in others])
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


def _history_of(standing: Standing, lists: Lists, today: date) -> dict:
	row, told = standing.row, lists.told(standing.row["list"])
	return history_row(row["name"], row.get("light"), standing.columns, told, standing.stands.reason, today)

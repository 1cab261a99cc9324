"""Who answers for what has changed: turns on the tasks that this concerns follow."""

from collections.abc import Iterable

import frappe

from qingdan_app.organization import people
from qingdan_app.workflows.requests import following_posts

TASK, ROW, REQUEST = "Qingdan Task", "Qingdan Task Unit", "Qingdan Approval Request"


def units_changed(units: Iterable[str | None]) -> None:
	"""Contacts, members or mergers of units have changed: the tasks of these, and of what they stand for, follow."""
	people.forget_standings()
	concerned = _around(frozenset(filter(None, units)))
	following_posts.follow(TASK, _open_tasks(ROW, "parent", "unit", concerned))


def leaders_changed(leaders: Iterable[str]) -> None:
	"""Leaders or their offices have changed."""
	people.forget_standings()
	following_posts.follow(TASK, _open_tasks(TASK, "name", "leader", frozenset(leaders)))


def _around(units: frozenset[str]) -> frozenset[str]:
	"""Whatever these units stand for, and the bodies behind them."""
	return units | people.stands_for(units) | frozenset(people.bodies_of(sorted(units)))


def _open_tasks(table: str, name: str, column: str, values: frozenset[str]) -> list[str]:
	"""Tasks under approval whose rows hold one of the values."""
	if not values:
		return []
	row, run = frappe.qb.DocType(table), frappe.qb.DocType(REQUEST)
	query = frappe.qb.from_(run).join(row).on(row[name] == run.reference_name).select(run.reference_name)
	open_ones = (run.reference_doctype == TASK) & (run.status != "Ended")
	return query.distinct().where(open_ones & row[column].isin(sorted(values))).run(pluck=True)

"""The key works that an order is about: those whose own leader or lead unit it is that gives away."""

from collections.abc import Collection, Mapping

import frappe

from qingdan_app.reorganizing import scope
from qingdan_app.reorganizing.rules.kinds import Choice, Kind, choice_of, given_away_by
from qingdan_app.tasks import archived

FIELD: Mapping[Kind, str] = {kind: "leader" if kind is Kind.PORTFOLIO else "lead_unit" for kind in Kind}
"""What a key work has of whoever gives away."""


def of(order: Mapping, tasks: Collection[str]) -> list[str]:
	"""Key works that follow, where `tasks` change hands: those of them of which nothing stays with whoever gives away, and
	where everything is given away, those without tasks. One whose tasks are all closed keeps who answered for it."""
	kind, tasks = Kind(order.get("kind")), set(tasks)
	field, old = FIELD[kind], given_away_by(kind, order)
	items = frappe.get_all("Qingdan Key Work", {field: old}, ["name", "list"], order_by="name")
	resting = archived.among({item.list for item in items})
	rows = _tasks_of([item.name for item in items], field)
	follow = {row.key_work for row in rows if row.name in tasks}
	if choice_of(kind, order) is Choice.ALL:
		follow |= {item.name for item in items} - {row.key_work for row in rows}
	stay = {row.key_work for row in rows if row.whose == old and _goes_on_without(row, tasks)}
	return [item.name for item in items if item.list not in resting and item.name in follow - stay]


def said(order: Mapping, now: str) -> dict[str, dict[str, str]]:
	"""What the histories of its tasks say of a key work that follows."""
	kind = Kind(order.get("kind"))
	return {f"key_work.{FIELD[kind]}": {"was": given_away_by(kind, order), "now": now}}


def _tasks_of(items: list[str], field: str) -> list[Mapping]:
	fields = ["name", "key_work", "state", "course", f"{field} as whose"]
	return frappe.get_all(scope.TASK, {"key_work": ("in", items or [""])}, fields)


def _goes_on_without(row: Mapping, tasks: Collection[str]) -> bool:
	return row.name not in tasks and not scope.is_closed(row)

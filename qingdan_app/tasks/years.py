"""A matter that goes on over the years: a task of each list, linked from one to the next. Reads only."""

from collections.abc import Iterable, Mapping

import frappe
from frappe.model.document import Document
from frappe.utils import getdate

from qingdan_app.tasks import marks
from qingdan_app.tasks.timeline import timeline_of

TASK = "Qingdan Task"
FIELDS = (
	"name",
	"list",
	"carried_from",
	"carried_into",
	"state",
	"course",
	"percent",
	"due_date",
	"was_late_since",
)
LONGEST = 50
"""Years; a chain that is longer leads in a circle."""
MOST = 100_000


def shown_on(task: Document) -> list[dict]:
	"""The roll of a matter's years, the first one first, where there are several.

	`[{name, year, own, may_read}]`, and of those that the reader sees `{state, course, percent, due_date, mark, timeline}`: the history
	of the earlier ones is read on the later one.
	"""
	names = chain_of(task.name, task.carried_from, task.carried_into)
	if len(names) < 2:
		return []
	rows, years, seen = _rows(names), _years(names), _seen(names)
	earlier = names[: names.index(task.name)]
	return [
		{
			"name": each,
			"year": years[each],
			"own": each == task.name,
			"may_read": each in seen,
			**(_told(rows[each], each in earlier) if each in seen else {}),
		}
		for each in names
	]


def _told(row: Mapping, is_earlier: bool) -> dict:
	return {
		**{name: row[name] for name in ("state", "percent", "due_date")},
		"course": row["course"] or "",
		"mark": marks.mark_of(row, getdate()),
		"timeline": timeline_of(frappe.get_doc(TASK, row["name"])) if is_earlier else [],
	}


def chain_of(name: str, carried_from: str | None, carried_into: str | None) -> list[str]:
	"""The tasks of a matter, the first one first."""
	before, after = _followed(carried_from, "carried_from"), _followed(carried_into, "carried_into")
	return [*reversed(before), name, *after]


def before(names: Iterable[str]) -> dict[str, Mapping]:
	"""The earlier tasks that these names lead to, by name and with their `year`: two statements for each year, however many matters.

	One that the reader does not see is a link in the chain and no more: `{name, year, carried_from}`.
	"""
	found: dict[str, Mapping] = {}
	wanted = set(names)
	while wanted and len(found) < MOST:
		rows, seen = _rows(wanted), _seen(wanted)
		spans = _years(rows)
		for name, row in rows.items():
			told = row if name in seen else {"name": name, "carried_from": row["carried_from"]}
			found[name] = {**told, "year": spans.get(name)}
		wanted = {row["carried_from"] for row in rows.values() if row["carried_from"]} - found.keys()
	return found


def chain(task: Mapping, earlier: Mapping[str, Mapping]) -> list[Mapping]:
	"""The years of a matter, the first one first; `earlier` as `before` has read them."""
	found = [{**task, "year": frappe.db.get_value("Qingdan List", task["list"], "year", cache=True)}]
	name = task["carried_from"]
	while name in earlier and len(found) < LONGEST:
		found.append(earlier[name])
		name = earlier[name]["carried_from"]
	return found[::-1]


def _followed(name: str | None, link: str) -> list[str]:
	found: list[str] = []
	while name and name not in found and len(found) < LONGEST:
		found.append(name)
		name = frappe.db.get_value(TASK, name, link)
	return found


def _rows(names: Iterable[str]) -> dict[str, Mapping]:
	columns = [*FIELDS, *marks.NEEDED, *marks.FINER]
	found = frappe.get_all(TASK, {"name": ("in", list(names))}, list(dict.fromkeys(columns)))
	return {row.name: row for row in found}


def _years(names: Iterable[str]) -> dict[str, int]:
	task, list_ = frappe.qb.DocType(TASK), frappe.qb.DocType("Qingdan List")
	query = frappe.qb.from_(task).join(list_).on(list_.name == task.list).select(task.name, list_.year)
	return dict(query.where(task.name.isin(list(names))).run())


def _seen(names: Iterable[str]) -> set[str]:
	return set(frappe.get_list(TASK, {"name": ("in", list(names))}, pluck="name", limit_page_length=0))

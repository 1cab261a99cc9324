"""The tasks of a year as they are compared, and what of them says the same. Reads only."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import NamedTuple

import frappe
from frappe.utils import cint

from qingdan_app.parsing.same_matter import Row, Same, find_same
from qingdan_app.tasks.rules.course import CLOSED

MOST = 100_000
"""Tasks of one year that are compared at once; the bound of the memory that it takes."""
TASKS = """select `task`.`name`, `task`.`text`, `task`.`list`, `task`.`matter`, `task`.`deadline_raw`, `task`.`lead_unit`,
	`task`.`key_work_text` from `tabQingdan Task` `task` join `tabQingdan List` `list` on `list`.`name` = `task`.`list`
	where `list`.`year` = %(year)s and `list`.`archived_at` is null and ifnull(`task`.`course`, '') not in %(closed)s
	order by `task`.`name` limit %(most)s"""
UNITS = """select `parent`, `unit` from `tabQingdan Task Unit`
	where `parent` in %(tasks)s and `parenttype` = 'Qingdan Task' order by `parent`, `idx`"""
YEARS = "select distinct `year` from `tabQingdan List` where `archived_at` is null and `year` is not null order by `year`"
BATCH = 5_000


class Compared(NamedTuple):
	"""What was compared: groups that say the same, and of each task what it says and where it stands."""

	found: list[Same]
	said: dict[str, str]
	lists: dict[str, str]


def compare(year: int) -> Compared:
	"""All tasks of the lists of a year that are neither archived nor ended, compared with each other.

	A matter that was taken on by itself counts as a list of its own: two of them that say the same are found as well.
	"""
	closed = tuple(sorted(CLOSED))
	rows = frappe.db.sql(TASKS, {"year": cint(year), "closed": closed, "most": MOST}, as_dict=True)
	units = _units(row.name for row in rows)
	found = find_same(_row(row, units) for row in rows)
	said = {row.name: print_of(row.text) for row in rows}
	return Compared(found, said, {row.name: _where(row) for row in rows})


def years() -> list[int]:
	"""The years of which there are lists that are not archived."""
	return frappe.db.sql(YEARS, pluck=True)


def print_of(text: str | None) -> str:
	"""What a task says, as a short word by which two texts are told apart."""
	return blake2b("".join((text or "").split()).encode(), digest_size=8).hexdigest()


def _row(row: Mapping, units: Mapping[str, tuple[str, ...]]) -> Row:
	name = row["name"]
	return Row(
		name,
		row["text"] or "",
		_where(row),
		row["deadline_raw"] or "",
		units.get(name, ()),
		row["lead_unit"],
		row["key_work_text"] or "",
	)


def _where(row: Mapping) -> str:
	return row["matter"] or row["list"]


def _units(tasks: Iterable[str]) -> dict[str, tuple[str, ...]]:
	found, names = defaultdict(list), list(tasks)
	for begins in range(0, len(names), BATCH):
		for task, unit in frappe.db.sql(UNITS, {"tasks": names[begins : begins + BATCH]}):
			found[task].append(unit)
	return {task: tuple(of_task) for task, of_task in found.items()}

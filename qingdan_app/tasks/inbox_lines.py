"""What an inbox says of tasks and of their reports: deadline, unit, list, and a line of the report that is decided on."""

from collections.abc import Iterable
from datetime import date

import frappe

from qingdan_app.tasks import marks
from qingdan_app.workflows.moves.in_inbox import Line, excerpt_of

TASKS = """select `task`.`name`, `task`.`due_date`, `task`.`judged_from`, `task`.`late_since`, `task`.`late_days`, `task`.`milestone_due`, `task`.`state`,
		`task`.`course`, `task`.`submitted_at`, `task`.`lead_unit`, `list`.`title` as `list_title`, `report`.`done`
	from `tabQingdan Task` `task`
		left join `tabQingdan List` `list` on `list`.`name` = `task`.`list`
		left join `tabQingdan Progress Report` `report` on `report`.`name` = `task`.`completion_report`
	where `task`.`name` in %(names)s"""
REPORTS = """select `report`.`name`, `report`.`unit`, `report`.`done`, `list`.`title` as `list_title`, `task`.`due_date`,
		`task`.`judged_from`, `task`.`late_since`, `task`.`late_days`, `task`.`milestone_due`, `task`.`state`, `task`.`course`,
		`task`.`submitted_at`
	from `tabQingdan Progress Report` `report`
		left join `tabQingdan Task` `task` on `task`.`name` = `report`.`task`
		left join `tabQingdan List` `list` on `list`.`name` = `task`.`list`
	where `report`.`name` in %(names)s"""


def lines_of_tasks(names: Iterable[str], today: date) -> dict[str, Line]:
	"""By name; the report is the one under review."""
	return {row.name: _line(row, row.lead_unit, today) for row in _rows(TASKS, names)}


def lines_of_reports(names: Iterable[str], today: date) -> dict[str, Line]:
	"""By name; the deadline is the task's."""
	return {row.name: _line(row, row.unit, today) for row in _rows(REPORTS, names)}


def _rows(statement: str, names: Iterable[str]) -> list:
	return frappe.db.sql(statement, {"names": tuple(names)}, as_dict=True)


def _line(row, unit: str | None, today: date) -> Line:
	facts = tuple(filter(None, (unit, row.list_title)))
	return Line(row.due_date, marks.as_it_stands(row, today), facts, excerpt_of(row.done))

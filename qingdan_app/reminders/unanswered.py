"""What was put to somebody in writing and has no answer yet: supervision notices, instructions and issues, each with a day of its own."""

import frappe
from frappe.query_builder import Case, Table
from frappe.query_builder.functions import Date
from pypika.queries import QueryBuilder
from pypika.terms import Criterion, Term

from qingdan_app.instructions.instruction_requirements import INSTRUCTION
from qingdan_app.instructions.rules.instruction_states import InstructionState
from qingdan_app.issues.issue_requirements import ISSUE
from qingdan_app.issues.rules.issue_states import Addressee, IssueState
from qingdan_app.notices.notice_requirements import NOTICE, ROW
from qingdan_app.notices.rules.notice_states import WITH_UNIT
from qingdan_app.reminders.what_presses import Source, task

notices, first = Table(f"tab{NOTICE}"), Table(f"tab{ROW}")
instructions, issues = Table(f"tab{INSTRUCTION}"), Table(f"tab{ISSUE}")


def notice() -> Source:
	return _of_notices(notices.due_date)


def late_notice() -> Source:
	return _of_notices(notices.late_since, lag=1)


def instruction() -> Source:
	return _of_instructions(instructions.due_date)


def late_instruction() -> Source:
	return _of_instructions(instructions.late_since, lag=1)


def issue() -> Source:
	"""Counted from the day on which it was raised, the last time."""
	told = (issues.unit, issues.task, issues.list, _asked_leader())
	query = frappe.qb.from_(issues).select(*told)
	query = query.where(issues.state == IssueState.RAISED.value)
	return _source(query, issues, Date(issues.raised_at), moments=(issues.raised_at,))


def _asked_leader() -> Term:
	"""An issue has a leader where it went to an office."""
	office = issues.addressee == Addressee.OFFICE.value
	return Case().when(office, issues.leader).else_("").as_("leader")


def _of_notices(column: Term, lag: int = 0) -> Source:
	"""A notice goes by the list, and to the office of the leader, of the first of its tasks."""
	of_notice = (first.parent == notices.name) & (first.parenttype == NOTICE) & (first.idx == 1)
	query = frappe.qb.from_(notices).join(first).on(of_notice).join(task).on(task.name == first.task)
	query = query.select(notices.unit, first.task, task.list, task.leader)
	query = query.where(notices.state.isin([*WITH_UNIT]))
	return _source(query, notices, column, lag, list_=task.list, task_=first.task)


def _of_instructions(column: Term, lag: int = 0) -> Source:
	told = (instructions.unit, instructions.task, instructions.list, instructions.leader)
	query = frappe.qb.from_(instructions).select(*told)
	waits: Criterion = instructions.state == InstructionState.TO_ANSWER.value
	return _source(query.where(waits), instructions, column, lag)


def _source(
	query: QueryBuilder,
	table: Table,
	counted_from: Term,
	lag: int = 0,
	moments: tuple[Term, ...] = (),
	list_: Term | None = None,
	task_: Term | None = None,
) -> Source:
	query = query.select(table.name, table.name.as_("key"), table.title, counted_from.as_("counted_from"))
	query = query.where(counted_from.isnotnull())
	stands = (table.name, list_ or table.list, task_ or table.task)
	return Source(query, table.name, counted_from, lag, moments, *stands)

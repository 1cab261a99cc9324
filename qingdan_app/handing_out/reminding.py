"""Reminders to acknowledge: due rows from an index, told in batches, each person once for all of their tasks."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

import frappe

from qingdan_app.handing_out import telling
from qingdan_app.handing_out.rules import shares
from qingdan_app.handing_out.rules.shares import Drafted
from qingdan_app.handing_out.rules.time_to_acknowledge import Stage, stage_of
from qingdan_app.organization import people
from qingdan_app.tasks.rules.course import AT_REST
from qingdan_app.tasks.rules.states import TaskState

BATCH = 1_000


def remind_due(now: datetime) -> int:
	"""Remind the lead units whose clock rings; answers how many tasks they were reminded of.

	Safe to run twice and by two workers: the ring is taken from the row in the transaction that tells of it.
	"""
	reminded = 0
	while rows := _ringing(now):
		waiting = [row for row in rows if _waits(row)]
		_take_rings(rows)
		_tell(waiting)
		frappe.db.commit()  # nosemgrep: a long sweep; each batch stands by itself
		reminded += len(waiting)
	return reminded


def _ringing(now: datetime) -> list[dict]:
	"""Found by the index, then locked by their keys alone: no gap is locked, and what changed meanwhile is passed over."""
	values = {"now": now, "batch": BATCH}
	names = frappe.db.sql(DUE, values, pluck=True)
	return frappe.db.sql(LOCKED, {**values, "names": names}, as_dict=True) if names else []


DUE = """select `name` from `tabQingdan Task` where `acknowledge_next` <= %(now)s order by `acknowledge_next`, `name`
	limit %(batch)s"""
LOCKED = """select `name`, `title`, `state`, `lead_unit`, `drafted`, `course`, `acknowledged_by`, `open_refusal`,
	`acknowledge_due`, `acknowledge_next`
	from `tabQingdan Task` where `name` in %(names)s and `acknowledge_next` <= %(now)s order by `due_order`, `name` for update"""


def _waits(row: dict) -> bool:
	pressed = not (row.acknowledged_by or row.drafted or row.open_refusal)
	return pressed and row.state == TaskState.WAITING.value and row.course not in AT_REST


def _take_rings(rows: Sequence[dict]) -> None:
	"""After the reminder the clock rings at its end, and then no more."""
	by_next = defaultdict(list)
	for row in rows:
		over = stage_of(row.acknowledge_next, row.acknowledge_due) is Stage.LATE or not _waits(row)
		by_next[None if over else row.acknowledge_due].append(row.name)
	for ring, names in by_next.items():
		frappe.db.sql(
			"update `tabQingdan Task` set `acknowledge_next` = %(ring)s where `name` in %(names)s",
			{"ring": ring, "names": names},
		)


def _tell(rows: Sequence[dict]) -> None:
	for stage in Stage:
		ringing = [row for row in rows if stage_of(row.acknowledge_next, row.acknowledge_due) is stage]
		tasks = [Drafted(row.name, row.title, lead=row.lead_unit) for row in ringing]
		told = shares.by_person(tasks, people.contacts_by_unit(shares.by_unit(tasks)), {})
		telling.remind_each(told, stage, f"acknowledge-{stage.value}/{frappe.generate_hash(length=20)}")

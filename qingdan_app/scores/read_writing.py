"""What was written to a unit and had to be answered: notices by their level, answers that were late or came back, and urges on them. Reads only."""

from collections.abc import Iterator
from typing import Any

import frappe
from frappe.utils import getdate

from qingdan_app.scores.rules.score_events import Duty, Event, EventKind
from qingdan_app.scores.span import DAY, Span
from qingdan_app.scores.who_answered import WhoAnswered, month_of

NOTICE, INSTRUCTION, LOG = "Qingdan Supervision Notice", "Qingdan Instruction", "Qingdan Approval Log"
WRITTEN = """select 'Qingdan Supervision Notice' as `doctype`, `notice`.`name`, `notice`.`unit`, `row`.`task`, `notice`.`level`,
	`notice`.`issued_at`, `notice`.`was_late_since` from `tabQingdan Supervision Notice` `notice`
	join `tabQingdan Notice Task` `row` on `row`.`parent` = `notice`.`name` and `row`.`idx` = 1
	join `tabQingdan Task` `task` on `task`.`name` = `row`.`task`
	where `task`.`list` = %(list)s and `notice`.`state` not in ('草稿', '已撤销')
	union all select 'Qingdan Instruction', `name`, `unit`, `task`, null, null, `was_late_since` from `tabQingdan Instruction`
	where `list` = %(list)s and `state` not in ('草稿', '已收回')"""
ACTS = """select `name`, `reference_doctype`, `reference_name`, `act`, `acted_at` from `tabQingdan Approval Log`
	where `reference_doctype` in ('Qingdan Supervision Notice', 'Qingdan Instruction') and `reference_name` in %(names)s
		and (`act` = 'return' and `to_state` = '待答复' or `act` = 'urge' and `from_state` in ('待签收', '待答复'))
		and `acted_at` >= %(first)s and `acted_at` < %(after)s"""
OF_LEVEL = {"Blue": EventKind.BLUE_NOTICE, "Yellow": EventKind.YELLOW_NOTICE, "Red": EventKind.RED_NOTICE}
LATE = {NOTICE: EventKind.NOTICE_LATE, INSTRUCTION: EventKind.INSTRUCTION_LATE}
SENT_BACK = {NOTICE: EventKind.NOTICE_SENT_BACK, INSTRUCTION: EventKind.INSTRUCTION_SENT_BACK}


def written(span: Span, who: WhoAnswered) -> Iterator[Event]:
	"""Notices and instructions that stand: a notice is its unit's on the day of its issue, and belongs to the list of its first task."""
	rows = {(row.doctype, row.name): row for row in frappe.db.sql(WRITTEN, span.values, as_dict=True)}
	for behind, row in rows.items():
		if row.level and span.has(row.issued_at):
			yield from _events(OF_LEVEL[row.level], row, row.issued_at, behind, who)
		if row.was_late_since and span.has(row.was_late_since):
			due = row.was_late_since - DAY
			yield from _events(LATE[row.doctype], row, row.was_late_since, behind, who, due)
	names = {"names": [name for _doctype, name in rows] or [""]}
	for act in frappe.db.sql(ACTS, {**span.values, **names}, as_dict=True):
		about = (act.reference_doctype, act.reference_name)
		kind = EventKind.URGED if act.act == "urge" else SENT_BACK[act.reference_doctype]
		behind = (LOG, act.name) if act.act == "urge" else about
		yield from _events(kind, rows[about], act.acted_at, behind, who)


def _events(
	kind: EventKind, row: frappe._dict, day: Any, behind: tuple[str, str], who: WhoAnswered, cause: Any = None
) -> Iterator[Event]:
	about = {"task": row.task or "", "period": month_of(cause or day)}
	for unit in who.bodies(row.unit):
		duty = who.duty_of(row.task, unit, getdate(day)) if row.task else Duty.LEAD
		yield who.event(kind, unit, day, behind, duty=duty, **about)

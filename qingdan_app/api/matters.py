"""Single matters: pasted words cut into proposals, and taken on together."""

import frappe

from qingdan_app import arguments, shapes
from qingdan_app.matters import taking_on
from qingdan_app.workflows.retry import repeat_on_deadlock


@frappe.whitelist(methods=["POST"])
@arguments.read
def cut(text: str) -> dict:
	"""Cut minutes, an instruction, lines or a table into proposed matters; nothing is written.

	`{matters: [{line, content, lead_unit, cooperating, leader, deadline_raw, due_date, doubts}], passed_over: [{line, text}]}`:
	units are units of the site, `doubts` sentences, and `passed_over` the words that name nobody where others do.
	"""
	taking_on.check_may_begin()
	return taking_on.shown(taking_on.cut_text(text))


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_on_deadlock
def take_on(source: dict | str, rows: list[dict] | str, hand_out: bool = True) -> list[dict]:
	"""Write matters out of one source, and take each on or send it for approval; all of them or none.

	`source` is `{kind, document_number, document_date, urgency, area}`, a row `{content, lead_unit, cooperating, leader,
	deadline_raw, due_date}`. Their tasks are handed out together; without `hand_out` they wait for it. Answers `[{matter, title, state, task}]`. Raises MatterIncomplete.
	"""
	taking_on.check_may_begin()
	shared = shapes.read("source", frappe.parse_json(source), taking_on.SOURCE)
	each_one = shapes.rows(taking_on.ROW)("rows", frappe.parse_json(rows))
	taken = taking_on.take_on(shared, each_one, hand_out)
	return [each._asdict() for each in taken]

"""Supervision notices: issued about many tasks at once, and answered."""

import frappe

from qingdan_app import arguments, shapes
from qingdan_app.notices import issuing, notice_answers, notice_paper
from qingdan_app.workflows.moves.many import parsed
from qingdan_app.workflows.retry import repeat_on_deadlock


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_on_deadlock
def issue(notice: dict | str, tasks: list[str] | str) -> list[dict]:
	"""Issue a supervision notice to each unit that leads some of these tasks: `[{name, number, unit, tasks}]`, all of them or none.

	`notice` is `{level, demand, due_date}`; without a day it is answered within the working days of its level. Raises NoticeIncomplete.
	"""
	frappe.has_permission("Qingdan Supervision Notice", "create", throw=True)
	words = shapes.read("notice", parsed(notice), issuing.WORDS)
	return [each._asdict() for each in issuing.issue(words, parsed(tasks))]


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_on_deadlock
def answer(name: str, words: str, evidence: str | None = None) -> dict:
	"""Answer a notice for the unit it went to, and send the answer for approval: `{name, state}`.

	`evidence` is the address of a private file of one's own. Raises EvidenceNotReadable, and what the flow refuses.
	"""
	frappe.has_permission("Qingdan Supervision Notice", "read", throw=True)
	notice = notice_answers.answer(name, words, evidence)
	return {"name": notice.name, "state": notice.state}


@frappe.whitelist(methods=["GET", "POST"])
@arguments.read
def get_word_file(name: str) -> None:
	"""A notice as a Word file, as an office would send it: the answer is the file."""
	frappe.has_permission("Qingdan Supervision Notice", "read", throw=True)
	frappe.response.filename, frappe.response.filecontent = notice_paper.word_of(name)
	frappe.response.type = "download"

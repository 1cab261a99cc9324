"""A progress report on paper: what the unit says, its evidence by name, and what was decided about it."""

from collections.abc import Iterator, Mapping
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt, get_fullname

from qingdan_app.tasks.periods import period_in_words
from qingdan_app.tasks.rules.target_rows import in_words
from qingdan_app.workflows.papers import opinions
from qingdan_app.workflows.papers.fields import as_typed, cell, in_lines
from qingdan_app.workflows.papers.rendering import moment, render
from qingdan_app.workflows.papers.sheet import readable

FOLDER = "qingdan_app/papers"
REPORT = "Qingdan Progress Report"


def qingdan_report_sheet(doc: Any) -> str:
	"""A progress report as HTML: what its print format calls. Raises frappe.PermissionError."""
	return render(f"{FOLDER}/report_sheet.html", of_report(readable(REPORT, doc.name)))


def of_report(report: Document) -> dict:
	"""What stands on the sheet: `{title, kind, heading, number, standing, fields, words, lines}`."""
	requests = opinions.requests_about(REPORT, report.name)
	return {
		"title": _("Report Sheet"),
		"kind": kind_in_words(report),
		"heading": "",
		"number": report.task,
		"standing": _(report.state),
		"fields": list(in_lines(each for each in _fields(report) if each["value"])),
		"words": list(in_lines(words_of_report(report.as_dict()))),
		"lines": opinions.lines_about(REPORT, report.name, requests),
	}


def words_of_report(said: Mapping) -> list[dict]:
	"""What a unit wrote, and its evidence by name, as cells."""
	percent = f"{flt(said.get('percent')):g}%" if said.get("kind") == "Period" else ""
	cells = [
		cell(_("Percent Complete"), percent, wide=True),
		cell(_("Why It Fell"), as_typed(said.get("percent_reason")), wide=True),
		cell(_("Milestones Reached"), as_typed(said.get("milestones")), wide=True),
		cell(_("What Was Done"), as_typed(said.get("done")), wide=True),
		cell(_("Figures"), as_typed(said.get("figures")), wide=True),
		cell(_("Figures of Targets"), as_typed(_figures(said.get("target_figures"))), wide=True),
		cell(_("Problems"), as_typed(said.get("problems")), wide=True),
		cell(_("Next Steps"), as_typed(said.get("next_steps")), wide=True),
		cell(_("Evidence"), "\n".join(_evidence(said.get("evidence") or [])), wide=True),
	]
	return [each for each in cells if each["value"]]


def kind_in_words(said: Mapping) -> str:
	"""What a report is about: its period, milestones, or completion."""
	kinds = {"Completion": _("Completion Report"), "Milestone": _("Milestone Report")}
	return kinds.get(said.get("kind")) or period_in_words(said.get("period"))


def _fields(report: Document) -> Iterator[dict]:
	task = (
		frappe.db.get_value("Qingdan Task", report.task, ["text", "lead_unit", "leader"], as_dict=True) or {}
	)
	yield cell(_("Task"), as_typed(task.get("text")), wide=True)
	yield cell(_("Unit"), report.unit)
	yield cell(_("Lead Unit"), task.get("lead_unit") or "")
	yield cell(_("Submitted By"), _person(report.submitted_by))
	yield cell(_("Submitted At"), moment(report.submitted_at))
	yield cell(_("Decided By"), _person(report.decided_by))
	yield cell(_("Decided At"), moment(report.decided_at))


def _figures(said: list | str | None) -> str:
	"""The figures of targets as lines: of the report itself, or as they were kept with a decision."""
	return said if isinstance(said, str) else in_words(said or [])


def _person(user: str | None) -> str:
	return get_fullname(user) if user else ""


def _evidence(rows: list[Mapping]) -> Iterator[str]:
	"""Its number, what it is called, and its file where that is called otherwise."""
	for number, row in enumerate(rows, 1):
		file = (row.get("file") or "").rpartition("/")[2]
		caption = as_typed(row.get("caption"))
		yield f"{number}. " + (f"{caption} ({file})" if caption and caption != file else caption or file)

"""Whether a report may be kept, and whether it may be filed: said in words a liaison can act on."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt

from qingdan_app.organization import people
from qingdan_app.tasks import follow
from qingdan_app.tasks.exceptions import (
	NotYourUnit,
	ReportExists,
	ReportIncomplete,
	TaskNotOpenForReports,
)
from qingdan_app.tasks.rules.reports import PERIOD, ReportContent, problems_of, report_key
from qingdan_app.tasks.rules.states import ReportState, TaskState


def set_key(report: Document) -> str | None:
	"""Give the report the key that no second one may share; answer the report that holds it already."""
	rounds = None
	if report.kind == "Completion":
		adopted = {"task": report.task, "kind": "Completion", "state": ReportState.ADOPTED.value}
		rounds = frappe.db.count("Qingdan Progress Report", adopted)
	report.report_key = report_key(report.task, report.unit, report.period or "", rounds)
	return frappe.db.get_value("Qingdan Progress Report", {"report_key": report.report_key})


def report_with(key: str) -> str:
	"""The report that holds a key, also one that another transaction has just committed."""
	return frappe.db.get_value("Qingdan Progress Report", {"report_key": key}, for_update=True)


def refuse_if_taken(report: Document) -> None:
	"""Raise ReportExists where the unit has a report for this period already."""
	first = set_key(report)
	if first:
		refuse_second(first)


def refuse_second(first: str) -> None:
	"""Raise ReportExists with a link to the report that is there."""
	link = frappe.utils.get_link_to_form("Qingdan Progress Report", first)
	frappe.throw(
		_("Your unit has a report for this period already: {0}. Open and change that one.").format(link),
		ReportExists,
	)


def check_unit(report: Document) -> None:
	"""Raise NotYourUnit unless the unit is one of the task's and one the person stands for."""
	standing = people.standing_of()
	own = report.unit in standing.all_units or standing.user == "Administrator"
	task_units = frappe.get_all("Qingdan Task Unit", {"parent": report.task}, pluck="unit")
	on_task = not people.stands_for(frozenset({report.unit})).isdisjoint(task_units)
	if not own or not on_task:
		frappe.throw(
			_(
				"{0} cannot report on {1} through you: choose one of your own units that stands in the task."
			).format(frappe.bold(report.unit), frappe.bold(report.task)),
			NotYourUnit,
		)


def check_period(report: Document) -> None:
	"""Raise ReportIncomplete for a report without a month: the month never changes, so it cannot be added later."""
	if report.kind == "Completion":
		report.period = None
	elif not PERIOD.fullmatch(report.period or ""):
		_refuse_incomplete(["period_missing"])


def check_complete(report: Document, task: Document) -> None:
	"""Raise TaskNotOpenForReports, NotYourUnit or ReportIncomplete where the report cannot be filed.

	`task` is the report's, under lock.
	"""
	if task.state != TaskState.MOVING.value:
		frappe.throw(
			_(
				"{0} is in state {1}; reports are filed while it is {2}. Start it first, or wait for the decision."
			).format(frappe.bold(report.task), _(task.state), _(TaskState.MOVING.value)),
			TaskNotOpenForReports,
		)
	if report.kind == "Completion" and not follow.speaks_for(report.unit, task.lead_unit):
		frappe.throw(
			_("The completion report is filed by the lead unit, {0}.").format(task.lead_unit), NotYourUnit
		)
	problems = problems_of(_content_of(report))
	if problems:
		_refuse_incomplete(problems)


def _content_of(report: Document) -> ReportContent:
	return ReportContent(
		completion=report.kind == "Completion",
		period=report.period or "",
		percent=flt(report.percent),
		previous_percent=_previous_percent(report),
		percent_reason=report.percent_reason or "",
		done=report.done or "",
		evidence=len([row for row in report.evidence if row.file]),
	)


def _previous_percent(report: Document) -> float:
	last = frappe.get_all(
		"Qingdan Progress Report",
		{
			"task": report.task,
			"unit": report.unit,
			"kind": "Period",
			"name": ("!=", report.name or ""),
			"state": ("in", [ReportState.FILED.value, ReportState.ADOPTED.value]),
		},
		["percent"],
		order_by="submitted_at desc",
		limit=1,
	)
	return flt(last[0].percent) if last else 0.0


def _refuse_incomplete(problems: list[str]) -> None:
	sentences = {
		"period_missing": _("Choose the month the report is for, as in 2021-03."),
		"percent_range": _("The percentage has to be between 0 and 100."),
		"done_missing": _("Say what was done."),
		"percent_fell": _("The percentage is lower than last time: say why it fell."),
		"evidence_missing": _("A completion report needs evidence: attach at least one file."),
	}
	frappe.throw(
		[sentences[code] for code in problems], ReportIncomplete, title=_("Not Complete Yet"), as_list=True
	)

"""Whether a report may be kept, and whether it may be filed: said in words a liaison can act on."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt, format_date, getdate

from qingdan_app.organization import people
from qingdan_app.tasks import follow, in_hands, invariants, obligations, reporters, ticking
from qingdan_app.tasks.exceptions import (
	MilestoneUnknown,
	NotYourUnit,
	ReportExists,
	ReportIncomplete,
	ReportStands,
	TaskNotOpenForReports,
)
from qingdan_app.tasks.rules.course import CLOSED
from qingdan_app.tasks.rules.filed import Stands, standing
from qingdan_app.tasks.rules.milestones import named, unknown
from qingdan_app.tasks.rules.period import period_named
from qingdan_app.tasks.rules.reports import ReportContent, milestone_key, problems_of, report_key
from qingdan_app.tasks.rules.states import ReportState, TaskState


def set_key(report: Document) -> str | None:
	"""Give the report the key that no second one may share; answer the report that holds it already."""
	if report.kind == "Milestone":
		return _set_milestone_key(report)
	rounds = None
	if report.kind == "Completion":
		adopted = {"task": report.task, "kind": "Completion", "state": ReportState.ADOPTED.value}
		rounds = frappe.db.count("Qingdan Progress Report", adopted)
	report.report_key = report_key(report.task, report.unit, report.period or "", rounds)
	return frappe.db.get_value("Qingdan Progress Report", {"report_key": report.report_key})


def _set_milestone_key(report: Document) -> str | None:
	"""A unit writes one report on milestones at a time: the open one is taken up again, else the next has its own number."""
	same = {"task": report.task, "unit": report.unit, "kind": report.kind}
	rows = frappe.get_all("Qingdan Progress Report", same, ["name", "report_key", "state"])
	still = next((row for row in rows if invariants.open_for_change(row)), None)
	report.report_key = still.report_key if still else milestone_key(report.task, report.unit, len(rows) + 1)
	return still.name if still else None


def report_with(key: str) -> str:
	"""The report that holds a key, also one that another transaction has just committed."""
	return frappe.db.get_value("Qingdan Progress Report", {"report_key": key}, for_update=True)


def refuse_if_taken(report: Document) -> None:
	"""Raise ReportExists where the unit has a report for this period already."""
	first = set_key(report)
	if first:
		refuse_second(first)


def move_draft(name: str, unit: str) -> None:
	"""Have another unit, which has taken over from the one that began it, go on with a draft; unless it has begun one itself."""
	report = frappe.get_doc("Qingdan Progress Report", name, for_update=True)
	report.unit = unit
	if set_key(report) in (None, name):
		values = {"unit": unit, "report_key": report.report_key}
		frappe.db.set_value("Qingdan Progress Report", name, values)


def refuse_second(first: str) -> None:
	"""Raise ReportExists with a link to the report that is there."""
	link = frappe.utils.get_link_to_form("Qingdan Progress Report", first)
	frappe.throw(
		_("Your unit has a report for this period already: {0}. Open and change that one.").format(link),
		ReportExists,
	)


def check_unit(report: Document) -> None:
	"""Raise NotYourUnit unless the unit is one of the task's, and one the person stands for or handles the task for."""
	standing = people.standing_of()
	own = report.unit in standing.all_units or standing.user == "Administrator"
	own = own or report.unit in in_hands.units_handed(report.task)
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
	"""Raise ReportIncomplete for a report without a period that its task is reported by, or for one of a period not begun or long past.

	The period never changes, so it cannot be mended later; it is judged by the rule of its last day.
	"""
	if report.kind != "Period":
		report.update(dict.fromkeys(("period", "period_ends", "due_on")))
		return
	rules = obligations.of_task(report.task)
	if problem := obligations.problem_of(rules, report.period, getdate()):
		_refuse_period(problem, report, rules)
	owed = obligations.owed_named(rules, report.period)
	report.update({"period_ends": owed.period.ends, "due_on": owed.due})


def check_can_be_taken_back(report: Document, task_state: str, course: str, act: str) -> None:
	"""Raise ReportStands where `standing_on` says why it is not."""
	if reason := standing_on(report, task_state, course, act):
		frappe.throw(reason, ReportStands, title=_("Stays As Filed"))


def standing_on(report: Document, task_state: str, course: str, act: str) -> str | None:
	"""Why a filed report of a month is not taken back by its unit (`withdraw`) or sent back (`return`); None where it can be.

	Its task is decided on or was, with what it says, or has ended; or the unit's report for a later month stands on it: then it can
	be sent back to be mended, and not be taken back in silence.
	"""
	completion = report.kind == "Completion"
	stands = standing(completion, task_state, course, act, lambda: reporters.stood_on(report))
	if stands is Stands.DECIDED:
		return _("{0} is in state {1}: what was reported before stays as it was filed.").format(
			frappe.bold(report.task), _(course if course in CLOSED else task_state)
		)
	if stands is Stands.BUILT_ON:
		return _(
			"A later report stands on {0}: it stays as it was filed. Say in the next report what has changed."
		).format(frappe.bold(report.name))
	return None


def check_complete(report: Document, task: Document) -> None:
	"""Raise TaskNotOpenForReports, NotYourUnit or ReportIncomplete where the report cannot be filed.

	`task` is the report's, under lock.
	"""
	check_open(task)
	if report.kind == "Completion":
		invariants.refuse_at_rest(task)
	if report.kind == "Completion" and not follow.speaks_for(report.unit, task.lead_unit):
		frappe.throw(
			_("The completion report is filed by the lead unit, {0}.").format(task.lead_unit), NotYourUnit
		)
	_check_milestones(report, task)
	problems = problems_of(_content_of(report))
	if report.kind == "Period" and _is_ahead(report.period):
		problems.append("period_not_begun")  # a draft may be from before there was this check
	if problems:
		_refuse_incomplete(problems)


def _is_ahead(name: str | None) -> bool:
	period = period_named(name)
	return bool(period) and period.begins > getdate()


def _check_milestones(report: Document, task: Document) -> None:
	"""Raise NotYourUnit or MilestoneUnknown for milestones that the unit does not report, or that are not open on the task."""
	lines = named(report.milestones)
	if not lines:
		return
	if not follow.speaks_for(report.unit, task.lead_unit):
		frappe.throw(_("Milestones are reported by the lead unit, {0}.").format(task.lead_unit), NotYourUnit)
	if wrong := unknown(lines, ticking.open_steps(task)):
		words = _("{0} has no open milestone “{1}”. Open the report anew and tick one that it has.")
		frappe.throw(words.format(frappe.bold(task.name), "”、“".join(wrong)), MilestoneUnknown)


def check_open(task: Document) -> None:
	"""Raise TaskNotOpenForReports unless the task is under way, TaskAtRest where it was terminated or merged."""
	invariants.refuse_at_rest(task, CLOSED)
	if task.state != TaskState.MOVING.value:
		frappe.throw(
			_(
				"{0} is in state {1}; reports are filed while it is {2}. Start it first, or wait for the decision."
			).format(frappe.bold(task.name), _(task.state), _(TaskState.MOVING.value)),
			TaskNotOpenForReports,
		)


def _content_of(report: Document) -> ReportContent:
	return ReportContent(
		completion=report.kind == "Completion",
		period=report.period or "",
		percent=flt(report.percent),
		previous_percent=_previous_percent(report),
		percent_reason=report.percent_reason or "",
		done=report.done or "",
		evidence=len([row for row in report.evidence if row.file]),
		milestones=len(named(report.milestones)),
		on_milestones=report.kind == "Milestone",
	)


def _previous_percent(report: Document) -> float:
	if report.kind != "Period":
		return 0.0
	last = reporters.last_filed(report.task, [report.unit], report.period)
	return flt(last.percent) if last else 0.0


def _refuse_period(problem: str, report: Document, rules: obligations.Rules) -> None:
	"""Say what is wrong with a period, and which days or periods are right."""
	owed, running = obligations.owed_named(rules, report.period), obligations.present(rules, getdate())
	if problem == "period_not_asked" and not running:
		words = _("{0} is reported by its milestones, and by no period.").format(frappe.bold(report.task))
	elif problem == "period_not_asked":
		words = _("{0} is reported by other periods than {1}; the present one is {2}.").format(
			frappe.bold(report.task), frappe.bold(report.period), frappe.bold(running.name)
		)
	elif problem == "period_past":
		words = _("The report for {0} was due on {1} and was taken until {2}; it is taken no longer.").format(
			frappe.bold(report.period), format_date(owed.due), format_date(owed.closes)
		)
	elif problem == "period_not_begun" and owed.opens > owed.period.begins:
		words = _("The report for {0} is taken from {1} on.").format(
			frappe.bold(report.period), format_date(owed.opens)
		)
	else:
		_refuse_incomplete([problem])
	frappe.throw([words], ReportIncomplete, title=_("Not Filed Yet"), as_list=True)


def _refuse_incomplete(problems: list[str]) -> None:
	sentences = {
		"period_missing": _("Choose the period the report is for, as in 2021-03."),
		"period_not_begun": _("The period has not begun yet: report it when something was done in it."),
		"percent_range": _("The percentage has to be between 0 and 100."),
		"done_missing": _("Say what was done."),
		"percent_fell": _("The percentage is lower than last time: say why it fell."),
		"evidence_missing": _(
			"Completion, and a milestone that was reached, needs evidence: attach at least one file."
		),
		"milestone_missing": _("Tick the milestone that was reached."),
	}
	frappe.throw(
		[sentences[code] for code in problems], ReportIncomplete, title=_("Not Filed Yet"), as_list=True
	)

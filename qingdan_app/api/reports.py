"""Progress reports: filing one in one go."""

import frappe
from frappe.utils import getdate

from qingdan_app import arguments, shapes
from qingdan_app.handlers import drafting
from qingdan_app.tasks import composing, prefill, reporting
from qingdan_app.workflows.retry import repeat_on_deadlock


@frappe.whitelist(methods=["GET", "POST"])
@arguments.read
def get_form(task: str, period: str, unit: str | None = None) -> dict:
	"""What a report of a unit for a period starts from: `{unit, period, values, evidence, opinion, last, milestones}`.

	`values` and `evidence` are those of its draft or returned report, else the last percentage alone; `opinion` is why it
	came back, `last` what the unit filed for the last period before, `milestones` what the report can tick.
	"""
	doc = frappe.get_doc("Qingdan Task", task)
	doc.check_permission("read")
	return prefill.form_for(doc, reporting.unit_for(doc, unit), "Period", period, getdate())


@frappe.whitelist(methods=["GET", "POST"])
@arguments.read
def get_periods(task: str, unit: str | None = None) -> list[dict]:
	"""The periods that a unit can report on a task today, the present one first: `[{period, words, due_on}]`."""
	doc = frappe.get_doc("Qingdan Task", task)
	doc.check_permission("read")
	return prefill.periods_for(doc, reporting.unit_for(doc, unit), getdate())


@frappe.whitelist(methods=["GET", "POST"])
@arguments.read
def get_composed(task: str, period: str | None = None, unit: str | None = None) -> dict:
	"""The lead unit's report put together from its cooperating units' adopted parts: `{words, units, missing}`; nothing is written.

	`words` are `{done, figures, problems, next_steps}`, each part with its unit and author, and `done` with the units of which
	nothing is adopted. Of a period, or without one of the latest part of each unit.
	"""
	doc = frappe.get_doc("Qingdan Task", task)
	doc.check_permission("read")
	return composing.words_for(doc, reporting.unit_for(doc, unit), period)


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_on_deadlock
def file_report(
	task: str,
	kind: str = "Period",
	unit: str | None = None,
	period: str | None = None,
	percent: float = 0,
	percent_reason: str = "",
	done: str = "",
	figures: str = "",
	problems: str = "",
	next_steps: str = "",
	evidence: list[dict] | str | None = None,
	milestones: list[str] | str | None = None,
	target_figures: list[dict] | str | None = None,
) -> dict:
	"""File a progress report in one go: `{name, state, task_state}`. `kind` is Period, Completion or Milestone.

	`period` is what the task's rule reports by, `2021-03`, `2021-Q1`, `2021-W09`, `2021-H1` or `2021`; `evidence` is a list of `{file, caption}` with private file addresses. A draft or
	returned report of the same unit and period is taken up again. `milestones` are those that were reached, by day and
	words as the task names them (`2021-03-31 开工`); the lead unit reports them, with evidence. `target_figures` is a list of
	`{target, value}`: what was reached of the numeric targets, as `get_form` names them.
	"""
	frappe.has_permission("Qingdan Progress Report", "create", throw=True)
	said = (percent_reason, done, figures, problems, next_steps)
	rows = _rows(evidence, milestones, target_figures)
	filing = reporting.Filing(task, kind, unit, period, percent, *said, *rows)
	filed = reporting.file_report(filing)
	return {"name": filed.report.name, "state": filed.report.state, "task_state": filed.task.state}


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_on_deadlock
def keep_draft(
	task: str,
	kind: str = "Period",
	unit: str | None = None,
	period: str | None = None,
	percent: float = 0,
	percent_reason: str = "",
	done: str = "",
	figures: str = "",
	problems: str = "",
	next_steps: str = "",
	evidence: list[dict] | str | None = None,
	milestones: list[str] | str | None = None,
	target_figures: list[dict] | str | None = None,
	ready: bool = False,
) -> dict:
	"""Keep what is written so far as the unit's draft, as `file_report` takes it: `{name, state}`. It need not be complete.

	With `ready`, whoever files it for the unit is told that it can be filed.
	"""
	frappe.has_permission("Qingdan Progress Report", "create", throw=True)
	said = (percent_reason, done, figures, problems, next_steps)
	rows = _rows(evidence, milestones, target_figures)
	filing = reporting.Filing(task, kind, unit, period, percent, *said, *rows)
	draft = reporting.keep_draft(filing)
	if ready:
		drafting.tell_ready(draft)
	return {"name": draft.name, "state": draft.state}


def _rows(evidence, milestones, target_figures) -> tuple:
	"""What is sent with a report in rows, each in its shape."""
	return _evidence(evidence), _named(milestones), _figures(target_figures)


def _evidence(given: list | str | None) -> list[dict]:
	return shapes.rows({"file": shapes.text, "caption": shapes.text})("evidence", _list(given))


def _figures(given: list | str | None) -> list[dict] | None:
	shape = shapes.rows({"target": shapes.text, "value": shapes.number})
	return None if given is None else shape("target_figures", _list(given))


def _named(given: list | str | None) -> list[str]:
	return shapes.texts("milestones", _list(given))


def _list(given: list | str | None) -> list:
	return (frappe.parse_json(given) if isinstance(given, str) else given) or []

"""The one writer of tasks and reports beside the flow: acknowledging, and filing a report in one go."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime

from qingdan_app.organization import people
from qingdan_app.tasks import reporters
from qingdan_app.tasks.exceptions import NotYourUnit
from qingdan_app.tasks.filing import refuse_second, set_key
from qingdan_app.tasks.invariants import open_for_change
from qingdan_app.workflows.moves import guard, performing
from qingdan_app.workflows.moves.subjects import Move


@dataclass
class Filing:
	"""What a unit files for one task. `period` is `YYYY-MM`; `evidence` holds `{file, caption}` rows."""

	task: str
	kind: str = "Period"
	unit: str | None = None
	period: str | None = None
	percent: float = 0
	percent_reason: str = ""
	done: str = ""
	figures: str = ""
	problems: str = ""
	next_steps: str = ""
	evidence: list[dict] = field(default_factory=list)


def acknowledge(names: Iterable[str]) -> list[str]:
	"""Stamp tasks as received by the session's user; answer those newly stamped.

	A task that was acknowledged before stays as it is. Raises NotYourUnit for a task whose lead unit is not
	one of theirs; nothing is stamped then.
	"""
	return [name for name in names if _acknowledge_one(name)]


def file_report(filing: Filing) -> Document:
	"""Create or complete the report of this unit and period, and file it.

	A draft or returned report of the same period is taken up again, so that two reports of one unit for one
	period are one report. Raises ReportExists where it is filed already.
	"""
	task = frappe.get_doc("Qingdan Task", filing.task, for_update=True)
	task.check_permission("read")
	report = _report_for(filing, task)
	report.update(_words(filing))
	if not report.is_new():
		report.save()
		return performing.perform(report.doctype, report.name, "file")
	report.check_permission("create")
	report.locked_task = task
	return performing.perform_on(report, "file")


def _acknowledge_one(name: str) -> bool:
	task = frappe.get_doc("Qingdan Task", name, for_update=True)
	task.check_permission("read")
	if not people.standing_of().roles_at(task.lead_unit):
		frappe.throw(
			_("{0} is led by {1}; only that unit acknowledges it.").format(name, task.lead_unit), NotYourUnit
		)
	if task.acknowledged_by:
		return False
	task.update({"acknowledged_by": frappe.session.user, "acknowledged_at": now_datetime()})
	with guard.permit(task):
		task.save(
			ignore_permissions=True
		)  # units hold no write permission; that it is their task was checked
	performing.write_log(task, Move("acknowledge", task.state, task.state, frappe.session.user), {})
	return True


def _report_for(filing: Filing, task: Document) -> Document:
	report = frappe.new_doc("Qingdan Progress Report")
	report.update({"task": task.name, "kind": filing.kind, "period": filing.period})
	report.unit = filing.unit or _own_unit(task)
	first = set_key(report)
	if not first:
		return report
	existing = frappe.get_doc("Qingdan Progress Report", first)
	if not open_for_change(existing):
		refuse_second(first)
	return existing


def _own_unit(task: Document) -> str:
	"""The unit the session's user reports for: their unit on the task, the lead before a cooperating one."""
	units = reporters.own_units(task)
	if not units:
		frappe.throw(_("None of your units stands in {0}.").format(task.name), NotYourUnit)
	return units[0]


def _words(filing: Filing) -> dict:
	words = {
		"percent": filing.percent,
		"percent_reason": filing.percent_reason,
		"done": filing.done,
		"figures": filing.figures,
		"problems": filing.problems,
		"next_steps": filing.next_steps,
	}
	if filing.evidence:
		words["evidence"] = filing.evidence
	return words

"""The one writer of tasks and reports beside the flow: acknowledging, and filing a report in one go."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime

from qingdan_app.organization import people
from qingdan_app.tasks import in_hands, invariants
from qingdan_app.tasks.exceptions import NotYourUnit
from qingdan_app.tasks.filing import check_open, refuse_second, set_key
from qingdan_app.tasks.rules.course import CLOSED
from qingdan_app.tasks.target_figures import rows_from
from qingdan_app.workflows.moves import performing
from qingdan_app.workflows.moves.held import Held
from qingdan_app.workflows.moves.loop import run


@dataclass
class Filing:
	"""What a unit files for one task. `period` is what `rules.period` calls it; `evidence` holds `{file, caption}` rows, `target_figures` `{target, value}`, `milestones` those that
	were reached, by day and words as the task names them."""

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
	milestones: list[str] = field(default_factory=list)
	target_figures: list[dict] | None = None


def acknowledge(names: Iterable[str]) -> list[str]:
	"""Stamp tasks as received by the session's user; answer those newly stamped.

	A task that was acknowledged before stays as it is. Raises NotYourUnit for a task whose lead unit is not
	one of theirs; nothing is stamped then.
	"""
	return [name for name in names if _acknowledge_one(name)]


def acknowledges_any() -> bool:
	"""Whether the session's user stands for a unit, whose tasks they acknowledge."""
	standing = people.standing_of()
	return any(standing.roles_at(unit) for unit in standing.all_units)


class Filed(NamedTuple):
	"""A filed report, and its task after that."""

	report: Document
	task: Document


def file_report(filing: Filing) -> Filed:
	"""Create or complete the report of this unit and period, and file it.

	A draft or returned report of the same period is taken up again, so that two reports of one unit for one
	period are one report. Raises ReportExists where it is filed already.
	"""
	held = Held()
	task = held.read("Qingdan Task", filing.task)
	task.check_permission("read")
	report = _report_for(held, filing, task)
	report.update(_words(filing))
	if report.is_new():
		report.check_permission("create")
		invariants.number_report(report, task)
	else:
		report.save()
	return Filed(performing.perform_on(report, "file", held=held), task)


def keep_draft(filing: Filing) -> Document:
	"""Keep what a unit has written so far for its report, as its draft; answers the report.

	Nothing is asked of it but what may be kept at all. Raises TaskNotOpenForReports, NotYourUnit, ReportExists.
	"""
	held = Held()
	task = held.read("Qingdan Task", filing.task)
	task.check_permission("read")
	check_open(task)
	report = _report_for(held, filing, task)
	report.update({**_words(filing), "evidence": filing.evidence})
	if report.is_new():
		return report.insert()
	return report.save(ignore_version=True)


def unit_for(task: Document, unit: str | None) -> str:
	"""`unit`, or the first of the session's user's own in the task; raises NotYourUnit for one they do not report for."""
	if unit and unit not in in_hands.writing_units(task):
		frappe.throw(
			_(
				"{0} cannot report on {1} through you: choose one of your own units that stands in the task."
			).format(frappe.bold(unit), frappe.bold(task.name)),
			NotYourUnit,
		)
	return unit or _own_unit(task)


def _acknowledge_one(name: str) -> bool:
	held = Held()
	task = held.read("Qingdan Task", name)
	task.check_permission("read")
	if not people.standing_of().roles_at(task.lead_unit):
		frappe.throw(
			_("{0} is led by {1}; only that unit acknowledges it.").format(name, task.lead_unit), NotYourUnit
		)
	invariants.refuse_at_rest(task, CLOSED)
	if task.acknowledged_by:
		return False
	invariants.refuse_unready(task)
	stamps = invariants.acknowledged(frappe.session.user, now_datetime())
	run(held, performing.Note(task.doctype, task.name, "acknowledge", stamps))
	return True


def _report_for(held: Held, filing: Filing, task: Document) -> Document:
	report = frappe.new_doc("Qingdan Progress Report")
	report.update({"task": task.name, "kind": filing.kind, "period": filing.period})
	report.unit = filing.unit or _own_unit(task)
	first = set_key(report)
	if not first:
		return report
	existing = held.read("Qingdan Progress Report", first)
	if not invariants.open_for_change(existing):
		refuse_second(first)
	return existing


def _own_unit(task: Document) -> str:
	"""The unit the session's user reports for: their unit on the task, the lead before a cooperating one."""
	units = in_hands.writing_units(task)
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
		"milestones": "\n".join(filing.milestones),
	}
	if filing.target_figures is not None:
		words["target_figures"] = rows_from(filing.target_figures)
	if filing.evidence:
		words["evidence"] = filing.evidence
	return words

"""What units have reached of a task's numeric targets: the typed figures of their reports."""

from collections.abc import Iterable, Mapping
from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt, getdate

from qingdan_app.tasks import follow, pacing, reporters
from qingdan_app.tasks.exceptions import TargetUnknown
from qingdan_app.tasks.rules import target_rows as rules
from qingdan_app.tasks.rules.schedule import behind, expected_percent

REPORT, FIGURE = "Qingdan Progress Report", "Qingdan Report Figure"


def rows_from(given: Iterable[Mapping]) -> list[dict]:
	"""The rows of a report for `{target, value}` as a dialog sends them: those that say a figure."""
	rows = []
	for each in given:
		metric, _bar, quote = (each.get("target") or "").rpartition("|")
		if each.get("value") not in (None, ""):
			rows.append({"metric": metric, "quote": quote, "value": each["value"]})
	return rows


def check(report: Document) -> None:
	"""Raise TargetUnknown for a figure of a target that the task has not; each stands once, in the target's unit."""
	if not report.target_figures:
		return
	targets = {rules.key_of(row): row for row in _targets_of(report.task)}
	for row in report.target_figures:
		target = targets.pop(rules.key_of(row), None)
		if target is None:
			words = _("{0} has no numeric target “{1}”. Open the report anew.")
			frappe.throw(
				words.format(frappe.bold(report.task), frappe.bold(row.quote or row.metric)), TargetUnknown
			)
		row.measure = target.measure


def offered(task: Document, report: Document | None) -> list[dict]:
	"""What a report can say of targets: `[{target, metric, words, measure, value}]`."""
	said = {rules.key_of(row): row.value for row in report.target_figures} if report else {}
	return [
		{
			"target": rules.key_of(row),
			"metric": row.metric,
			"words": rules.words_of(row.as_dict()),
			"measure": row.measure,
			"value": said.get(rules.key_of(row)),
		}
		for row in _each_once(task.targets)
	]


def standings(task: Document, today: date) -> dict:
	"""`{percent, rows: {target: {reached, percent, met, expected, behind}}}`: the figures that the lead unit filed last, against schedule.

	`percent` stands beside the percentage that the unit gives itself; None without a figure that can be counted.
	"""
	reached = _reached(task) if task.targets else {}
	found = {
		rules.key_of(row): _standing(task, row.as_dict(), reached.get(rules.key_of(row)), today)
		for row in task.targets
	}
	percent = rules.together(each["percent"] for each in found.values()) if reached else None
	return {"percent": percent, "rows": found}


def _standing(task: Document, row: Mapping, reached: float | None, today: date) -> dict:
	due = getdate(row["due"]) if row["due"] else None
	percent = None if reached is None else rules.percent_of(row, reached)
	expected = expected_percent(pacing.start_of(task), [], due, task.deadline_kind, today)
	counted = None if rules.limits(row) else expected
	return {
		"reached": reached,
		"percent": percent,
		"met": None if reached is None else rules.is_met(row, reached),
		"expected": counted,
		"behind": behind(counted, percent) if percent is not None else 0,
	}


def _reached(task: Document) -> dict[str, float]:
	"""Target → the figure that whoever speaks for the lead unit filed last."""
	filed = {"task": task.name, "state": ("in", reporters.FILED)}
	reports = frappe.get_all(REPORT, filed, ["name", "unit"], order_by="submitted_at asc, creation asc")
	order = [each.name for each in reports if follow.speaks_for(each.unit, task.lead_unit)]
	rows = frappe.get_all(
		FIGURE, {"parent": ("in", [*order, ""]), "parenttype": REPORT}, ["parent", "metric", "quote", "value"]
	)
	return {
		rules.key_of(row): flt(row.value) for row in sorted(rows, key=lambda row: order.index(row.parent))
	}


def _each_once(rows: Iterable[Document]) -> list[Document]:
	return list({rules.key_of(row): row for row in rows}.values())


def _targets_of(task: str) -> list[frappe._dict]:
	about = {"parent": task, "parenttype": "Qingdan Task"}
	return frappe.get_all("Qingdan Task Target", about, ["metric", "quote", "measure"])

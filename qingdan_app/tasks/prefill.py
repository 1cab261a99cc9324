"""What a report dialog starts from: the report to take up again, or the percentage of the last one. Reads only."""

import frappe
from frappe.model.document import Document
from frappe.utils import flt

from qingdan_app.tasks import follow
from qingdan_app.tasks.reporters import FILED
from qingdan_app.tasks.rules.states import ReportState

WORDS = ("percent", "percent_reason", "done", "figures", "problems", "next_steps")
OPEN = (ReportState.DRAFT.value, ReportState.RETURNED.value)


def forms_for(task: Document, units: list[str], period: str) -> dict:
	"""`{period, completion}`: what each dialog of the person starts from, None where there is nothing to file.

	One dialog: `{units, unit, period, values, evidence, opinion, last}`. `units` are those that have not filed
	yet, the person's choice; `opinion` is why a report came back; `last` is what the unit filed before.
	"""
	still_to_file = [unit for unit in units if not _is_filed(task.name, unit, period)]
	leading = [unit for unit in units if follow.speaks_for(unit, task.lead_unit)]
	return {
		"period": _form(task, still_to_file, "Period", period) if still_to_file else None,
		"completion": _form(task, leading[:1], "Completion", None) if leading else None,
	}


def _is_filed(task: str, unit: str, period: str) -> bool:
	same = {"task": task, "unit": unit, "kind": "Period", "period": period, "state": ("in", FILED)}
	return bool(frappe.db.exists("Qingdan Progress Report", same))


def _form(task: Document, units: list[str], kind: str, period: str | None) -> dict:
	unit = units[0]
	last, taken_up = _last_filed(task.name, unit), _taken_up(task.name, unit, kind, period)
	values = (
		{word: taken_up.get(word) for word in WORDS} if taken_up else {"percent": flt(last and last.percent)}
	)
	return {
		"units": units,
		"unit": unit,
		"period": period,
		"values": values,
		"evidence": [{"file": row.file, "caption": row.caption} for row in taken_up.evidence]
		if taken_up
		else [],
		"opinion": taken_up.opinion if taken_up and taken_up.state == ReportState.RETURNED.value else None,
		"last": last,
	}


def _last_filed(task: str, unit: str) -> dict | None:
	filed = {"task": task, "unit": unit, "kind": "Period", "state": ("in", FILED)}
	fields = ["period", "percent", "done", "next_steps"]
	rows = frappe.get_all("Qingdan Progress Report", filed, fields, order_by="submitted_at desc", limit=1)
	return rows[0] if rows else None


def _taken_up(task: str, unit: str, kind: str, period: str | None) -> Document | None:
	"""The unit's draft or returned report of this kind and period, which will be filed instead of a new one."""
	same = {"task": task, "unit": unit, "kind": kind, "state": ("in", OPEN)}
	if period:
		same["period"] = period
	name = frappe.db.get_value("Qingdan Progress Report", same, order_by="creation desc")
	return frappe.get_doc("Qingdan Progress Report", name) if name else None

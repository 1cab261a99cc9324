"""A closing report on paper: what a list had come to on the day on which it was archived, by unit and by leader."""

import json
from collections.abc import Iterator
from typing import Any

from frappe import _
from frappe.model.document import Document
from frappe.utils import get_fullname

from qingdan_app.archiving.rules.figures import FIGURES
from qingdan_app.papers.report_sheet import FOLDER
from qingdan_app.workflows.papers.fields import as_typed, cell, in_lines
from qingdan_app.workflows.papers.rendering import moment, render
from qingdan_app.workflows.papers.sheet import readable

REPORT = "Qingdan Closing Report"


def qingdan_closing_report(doc: Any) -> str:
	"""A closing report as HTML: what its print format calls. Raises frappe.PermissionError."""
	return render(f"{FOLDER}/closing_report.html", of_closing(readable(REPORT, doc.name)))


def of_closing(report: Document) -> dict:
	"""What stands on it: `{title, kind, heading, number, standing, fields, tables}`."""
	return {
		"title": _("Closing Report"),
		"kind": as_typed(report.title),
		"heading": "",
		"number": report.list,
		"standing": moment(report.archived_at),
		"fields": list(in_lines(each for each in _fields(report) if each["value"])),
		"tables": [
			_table(_("Figures by Unit"), _("Lead Unit"), report.units),
			_table(_("Figures by Leader"), _("Leader"), report.leaders),
		],
	}


def _fields(report: Document) -> Iterator[dict]:
	yield cell(_("Archived By"), get_fullname(report.archived_by))
	for name in (*FIGURES, "still_open"):
		yield cell(_(report.meta.get_label(name)), str(report.get(name) or 0))
	yield cell(_("Remark"), as_typed(report.remark), wide=True)
	yield cell(_("Opened Again At"), moment(report.reopened_at))
	yield cell(_("Reason to Open It Again"), as_typed(report.reopening_reason), wide=True)


def _table(title: str, label: str, groups: str | None) -> dict:
	rows = json.loads(groups or "[]")
	columns = {
		"total": _("Tasks"),
		"completed": _("Completed"),
		"completed_late": _("Completed Late"),
		"carried": _("Carried Over"),
		"ended": _("Terminated or Merged"),
		"late": _("Of These Late"),
		"extended": _("Extended"),
	}
	cells = [[row["name"] or _("None Named"), *(str(row[name] or "") for name in columns)] for row in rows]
	return {"label": title, "columns": [label, *columns.values()], "rows": cells}

"""运行环境检查: what of the machines of the site breaks what the app promises, and what to do; the same as `bench check-topology`."""

import frappe
from frappe import _

from qingdan_app.desk import report_columns
from qingdan_app.topology import facts_read, findings_in_words
from qingdan_app.topology.rules import judging
from qingdan_app.topology.rules.findings import Finding


def execute(filters: dict | None = None) -> tuple:
	frappe.only_for("System Manager")
	found = judging.judged(facts_read.facts())
	said = None if found else findings_in_words.is_all_well()
	return report_columns.aligned(_columns()), [_row(finding) for finding in found], said


def _row(finding: Finding) -> dict:
	return {
		"level": findings_in_words.level_of(finding),
		"found": findings_in_words.found(finding),
		"advice": findings_in_words.advice(finding),
	}


def _columns() -> list[dict]:
	return [
		{"fieldname": "level", "label": _("How Grave"), "fieldtype": "Data", "width": 120},
		{"fieldname": "found", "label": _("What Was Found"), "fieldtype": "Data", "width": 420},
		{"fieldname": "advice", "label": _("What to Do"), "fieldtype": "Data", "width": 460},
	]

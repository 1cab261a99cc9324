"""What a session of Desk starts with about built reports (hook `extend_bootinfo`)."""

import frappe

from qingdan_app.ours import is_ours
from qingdan_app.saved_reports import sight

COLUMNS = ["name", "name as title", "modified", "ref_doctype", "report_type"]


def extend(bootinfo: dict) -> None:
	"""Say whether one builds, and name the reports that core leaves out of its list: one's own, and those shared by name."""
	bootinfo.qingdan_builds = sight.builds()
	known = bootinfo.user.get("all_reports")
	if known is None:
		return
	built = {"report_type": ("in", sight.BUILT), "is_standard": "No", "disabled": 0}
	for report in frappe.get_list(sight.REPORT, built, COLUMNS, limit_page_length=0):
		if is_ours(report.ref_doctype):
			known.setdefault(report.name, report)

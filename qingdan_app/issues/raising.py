"""The writer of issues: written and raised in one act."""

from collections.abc import Mapping

import frappe
from frappe.model.document import Document

from qingdan_app import arguments, shapes
from qingdan_app.issues.issue_requirements import ISSUE, REPORT, TASK
from qingdan_app.workflows.moves import performing

WORDS = dict.fromkeys(("task", "report", "unit", "problem", "addressee"), shapes.text)
"""What a caller says of an issue."""


def raise_issue(words: Mapping) -> Document:
	"""Write an issue about a task, or out of a report, and raise it.

	Raises IssueIncomplete, and PermissionError for a task that is not the unit's.
	"""
	arguments.check_seen({TASK: words.get("task"), REPORT: words.get("report")})
	issue = frappe.new_doc(ISSUE)
	issue.update({name: words.get(name) or None for name in WORDS})
	issue.insert()
	return performing.perform(ISSUE, issue.name, "raise_issue")

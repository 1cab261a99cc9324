"""Who sees an issue: the unit that has it, and whoever sees all; once it is raised whoever sees its task, or has the turn on it."""

from frappe.model.document import Document

from qingdan_app.issues.issue_requirements import ISSUE, TASK
from qingdan_app.issues.rules.issue_states import IssueState
from qingdan_app.organization.people import standing_of
from qingdan_app.tasks import sources
from qingdan_app.workflows.listed import EVERYTHING, NOTHING, among, any_of
from qingdan_app.workflows.requests.access import at_turn

TABLE = f"`tab{ISSUE}`"


def issues(user: str | None = None) -> str:
	"""The list condition of issues."""
	standing = standing_of(user)
	if standing.sees_all:
		return EVERYTHING
	seen = sources.sources_of(standing).condition
	raised = f"{TABLE}.`state` != '{IssueState.DRAFT.value}'"
	return any_of(
		[
			among(f"{TABLE}.`unit`", standing.all_units),
			NOTHING
			if seen == NOTHING
			else f"({raised} and {TABLE}.`task` in (select `name` from `tab{TASK}` where {seen}))",
			at_turn(ISSUE, standing.user),
		]
	)


def issues_to_change(user: str | None = None) -> str:
	"""The unit that has it; its state says whether it is still open."""
	standing = standing_of(user)
	return EVERYTHING if standing.user == "Administrator" else among(f"{TABLE}.`unit`", standing.all_units)


def new_issue(doc: Document, user: str) -> bool:
	"""A unit's people write one of their own unit's; which task that may be about is asked when it is saved."""
	return not doc.get("unit") or user == "Administrator" or doc.unit in standing_of(user).all_units

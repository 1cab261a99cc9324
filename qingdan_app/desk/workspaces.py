"""Which of our workspaces a person meets: the city's where it is used, Approvals for whom approvals concern.

Core knows roles alone: it lists the others, and ours are left out of its answer (hook `override_whitelisted_methods`).
"""

from collections.abc import Iterable

import frappe

from qingdan_app.organization.settings import lists_in_use
from qingdan_app.overridden import answer
from qingdan_app.workflows import administrators
from qingdan_app.workflows.requests import access

CITY, APPROVALS = "Qingdan App", "Qingdan Approvals"
"""The module whose workspaces are the city's; the workspace of the engine."""


@frappe.whitelist(methods=["GET", "POST"])
def get_sidebar() -> dict:
	"""`frappe.desk.desktop.get_workspace_sidebar_items`, without workspaces that are nothing to this person."""
	found = answer("frappe.desk.desktop.get_workspace_sidebar_items")
	return {**found, "pages": concerning(found["pages"])}


def concerning(pages: Iterable[dict]) -> list[dict]:
	"""Those of core's pages that concern the session's user; a person's own copies stay theirs."""
	left_out = _left_out()
	return [page for page in pages if page.get("for_user") or page.get("name") not in left_out]


def _left_out() -> set[str]:
	left_out = set() if lists_in_use() else set(frappe.get_all("Workspace", {"module": CITY}, pluck="name"))
	return left_out if _is_concerned() else left_out | {APPROVALS}


def _is_concerned() -> bool:
	user = frappe.session.user
	return user == "Administrator" or administrators.ALWAYS in frappe.get_roles() or access.has_part(user)

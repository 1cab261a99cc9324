"""Who sees a report that somebody saved over a DocType of ours: whoever saved it, and those it was shared with.

Core shows a saved report at once to everybody who may read its DocType. What a report shows is each reader's own sight
whoever saved it; this is about the report itself, with its name and filters.
"""

import frappe
from frappe.model.document import Document

from qingdan_app.compat import NO_OBJECTION, literal
from qingdan_app.organization.rules.standing import Role
from qingdan_app.ours import is_ours, modules
from qingdan_app.workflows.listed import EVERYTHING, among, any_of, holds

REPORT = "Report"
BUILT = ("Report Builder", "Custom Report")
"""Kinds of reports that are built without code."""
KEEPERS = frozenset({"System Manager", "Report Manager"})
"""Core's roles that look after everybody's reports."""
BUILDERS = frozenset({Role.ADMINISTRATOR.value, Role.SUPERVISION.value})
"""Who shares reports, mails them and makes something of them."""


def condition(user: str | None = None) -> str:
	"""The reports a user sees, as a list condition (hook `permission_query_conditions`)."""
	user = user or frappe.session.user
	roles = set(frappe.get_roles(user))
	if user == "Administrator" or roles & KEEPERS:
		return EVERYTHING
	own = among("`tabReport`.`owner`", [user])
	left = "`tabReport`.`owner` in (select `name` from `tabUser` where `enabled` = 0)"
	shown = [_of_others(), own, _shared_with_person(user), _shared_with_roles(roles)]
	return any_of([*shown, left] if Role.ADMINISTRATOR.value in roles else shown)


def check(doc: Document, ptype: str | None = None, user: str | None = None) -> bool | None:
	"""The same of one report, as it is stored (hook `has_permission`)."""
	return False if sees(doc.get("name"), user) is False else NO_OBJECTION


def sees(report: str | None, user: str | None = None) -> bool | None:
	"""Whether the report of that name is the user's to see; None where there is none."""
	return holds(REPORT, report, condition(user))


def builds(user: str | None = None) -> bool:
	"""Whether the user shares reports, mails them, and makes cards, charts and workspaces of them."""
	user = user or frappe.session.user
	return user == "Administrator" or not (BUILDERS | KEEPERS).isdisjoint(frappe.get_roles(user))


def is_built(report: Document) -> bool:
	"""Whether a report was built without code over a DocType of ours: it has the rules of this room."""
	built = report.report_type in BUILT and report.is_standard != "Yes"
	return built and is_ours(report.ref_doctype)


def _of_others() -> str:
	ours = ", ".join(literal(name) for name in modules())
	kinds = ", ".join(literal(kind) for kind in BUILT)
	return f"""(`tabReport`.`is_standard` = 'Yes' or `tabReport`.`report_type` not in ({kinds})
		or `tabReport`.`ref_doctype` not in (select `name` from `tabDocType` where `module` in ({ours})))"""


def _shared_with_person(user: str) -> str:
	return f"""`tabReport`.`name` in (select `share_name` from `tabDocShare` where `share_doctype` = 'Report'
		and `read` = 1 and (`user` = {literal(user)} or `everyone` = 1))"""


def _shared_with_roles(roles: set[str]) -> str:
	held = among("`role`", roles)
	return (
		f"`tabReport`.`name` in (select `parent` from `tabHas Role` where `parenttype` = 'Report' and {held})"
	)

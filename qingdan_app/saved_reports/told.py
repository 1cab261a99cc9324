"""What the dialogs of a built report start from: who has it, when it is mailed, what was made of it."""

import frappe
from frappe.model.document import Document
from frappe.utils import get_fullname

from qingdan_app.organization.rules.standing import Role
from qingdan_app.saved_reports import pages, parts, recipients, schedules, sharing_reports
from qingdan_app.saved_reports.contents import Contents
from qingdan_app.workflows.administrators import NOBODYS


def of(report: Document) -> dict:
	"""`{keeps, may_take_over, keeper}`, and for its keeper the rest of what `api.saved_reports.get_report` names."""
	told = {"keeps": sharing_reports.keeps(report), "keeper": get_fullname(report.owner)}
	told["may_take_over"] = sharing_reports.may_take_over(report)
	if not told["keeps"]:
		return told
	audience = sharing_reports.audience_of(report.name)
	told["known_roles"] = _roles_of(report.ref_doctype, audience.roles)
	told |= {"roles": list(audience.roles), "people": _named(audience.people)}
	told |= {"schedule": _schedule(report.name), "mails": schedules.mails_can_leave()}
	told |= {"parts": parts.parts_of(report.name), "workspaces": pages.own()}
	return {**told, **_choices(report)}


def _roles_of(doctype: str, shared: tuple[str, ...]) -> list[dict]:
	"""The city's roles, others that report on the DocType, and those it is shared with already."""
	city = [role.value for role in Role]
	others = [row.role for row in frappe.get_meta(doctype).permissions if row.report]
	roles = dict.fromkeys([*city, *sorted({*others, *shared})])
	return [{"value": role, "label": frappe._(role)} for role in roles if role not in NOBODYS]


def _choices(report: Document) -> dict:
	fields = [
		field
		for field in frappe.get_meta(report.ref_doctype).fields
		if not field.hidden and not field.report_hide
	]
	group = Contents.of(report.ref_doctype, report.json).grouped_by
	return {
		"columns": _options(fields, parts.NUMERIC),
		"groups": _options(fields, parts.GROUPED),
		"group": group[0] if group else "",
	}


def _options(fields: list, kinds: frozenset[str]) -> list[dict]:
	found = [field for field in fields if field.fieldtype in kinds]
	return [{"value": field.fieldname, "label": frappe._(field.label)} for field in found]


def _schedule(report: str) -> dict | None:
	found = schedules.schedule_of(report)
	if not found:
		return None
	lines = recipients.lines_of(found.pop("email_to"))
	roles = [line for line in lines if frappe.db.exists("Role", line)]
	people = [line for line in lines if line not in roles]
	return {**found, "roles": roles, "people": _named(recipients.people_of(people))}


def _named(people: list[str] | tuple[str, ...]) -> list[dict]:
	return [{"value": user, "label": get_fullname(user)} for user in people]

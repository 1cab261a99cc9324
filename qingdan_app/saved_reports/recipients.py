"""To whom a report goes by mail: people of the site, by name or by role, as they are on the day it is sent."""

import frappe
from frappe import _

from qingdan_app.role_holders import holders_of
from qingdan_app.saved_reports import sight
from qingdan_app.saved_reports.exceptions import NobodyOfThatName
from qingdan_app.workflows.administrators import NOBODYS
from qingdan_app.workflows.flows import renamed_roles
from qingdan_app.workflows.log import renames

USER = {"enabled": 1, "user_type": "System User"}


def lines_of(written: str | None) -> list[str]:
	"""The lines of a schedule: each an address or the name of a role, as it is called today."""
	lines = (written or "").replace(",", "\n").replace(";", "\n").splitlines()
	return list(dict.fromkeys(_today(line.strip()) for line in lines if line.strip()))


def check(lines: list[str]) -> None:
	"""Raise NobodyOfThatName for a line that is neither a role nor somebody of this site."""
	unknown = [line for line in lines if not (_is_role(line) or _people_at(line))]
	if unknown:
		frappe.throw(
			_("Reports are mailed to roles and people of this site only: {0}").format(", ".join(unknown)),
			NobodyOfThatName,
		)


def people_of(lines: list[str]) -> list[str]:
	"""The enabled users that are meant today."""
	found = []
	for line in lines:
		found += holders_of(line, at_desk=True) if _is_role(line) else _people_at(line)
	return list(dict.fromkeys(found))


def may_get(report: str, doctype: str, user: str) -> bool:
	"""Whether a report that was built may be mailed to somebody: it is shared with them, and its DocType is theirs to report on."""
	return bool(sight.sees(report, user)) and bool(frappe.has_permission(doctype, "report", user=user))


def _today(line: str) -> str:
	"""Core keeps a schedule's recipients as text, which no renaming of an account or of a role follows."""
	if _is_role(line) or _people_at(line):
		return line
	role = renamed_roles.today(line)
	return role if _is_role(role) else renames.name_of_today(line, None)


def _is_role(line: str) -> bool:
	return line not in NOBODYS and bool(frappe.db.exists("Role", {"name": line, "disabled": 0}))


def _people_at(address: str) -> list[str]:
	return frappe.get_all("User", USER, or_filters={"name": address, "email": address}, pluck="name")

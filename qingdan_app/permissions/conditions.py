"""The rule of visibility as SQL: what `permission_query_conditions` answers for each DocType.

Every condition is one an index can serve. A condition that denies is `1=0`, never empty: an empty one would
show everything.
"""

from collections.abc import Iterable

import frappe
from frappe.model.db_query import DatabaseQuery

from qingdan_app.organization.people import standing_of
from qingdan_app.organization.rules.standing import Standing
from qingdan_app.permissions.guarded import RULED
from qingdan_app.tasks.rules.states import ReportState
from qingdan_app.workflows.moves.subjects import subject_doctypes
from qingdan_app.workflows.requests.access import has_live_turns, live_turns

NOTHING = "1=0"
EVERYTHING = ""


def tasks(user: str | None = None) -> str:
	standing = standing_of(user)
	return EVERYTHING if standing.sees_all else _tasks(standing, "`tabQingdan Task`")


def key_works(user: str | None = None) -> str:
	standing = standing_of(user)
	if standing.sees_all:
		return EVERYTHING
	return f"`tabQingdan Key Work`.`name` in (select `key_work` from `tabQingdan Task` where {_tasks(standing, '`tabQingdan Task`')})"


def reports(user: str | None = None) -> str:
	"""Reports of visible tasks; a draft is seen by its own unit only."""
	standing = standing_of(user)
	if standing.user == "Administrator":
		return EVERYTHING
	mine_or_filed = f"({_not_a_draft()} or {_in('`tabQingdan Progress Report`.`unit`', standing.all_units)})"
	if standing.sees_all:
		return mine_or_filed
	seen = f"select `name` from `tabQingdan Task` where {_tasks(standing, '`tabQingdan Task`')}"
	visible = f"`tabQingdan Progress Report`.`task` in ({seen})"
	if has_live_turns("Qingdan Progress Report", standing.user):
		mine = live_turns("Qingdan Progress Report", standing.user)
		visible = f"({visible} or `tabQingdan Progress Report`.`name` in ({mine}))"
	return f"({visible} and {mine_or_filed})"


def contacts(user: str | None = None) -> str:
	standing = standing_of(user)
	return EVERYTHING if standing.sees_all else _in("`tabQingdan Contact`.`user`", [standing.user])


def imports(user: str | None = None) -> str:
	return EVERYTHING if standing_of(user).sees_all else NOTHING


def approval_log(user: str | None = None) -> str:
	"""Entries about documents the user may see, for whatever DocTypes use the engine."""
	user = user or frappe.session.user
	if user == "Administrator":
		return EVERYTHING
	readable = [
		doctype for doctype in subject_doctypes() if frappe.has_permission(doctype, "read", user=user)
	]
	seen = [_log_of(doctype, user) for doctype in readable]
	return f"({' or '.join(seen)})" if seen else NOTHING


def task_units(user: str | None = None) -> str:
	return _rows_of("Qingdan Task", "Qingdan Task Unit", tasks(user))


def task_milestones(user: str | None = None) -> str:
	return _rows_of("Qingdan Task", "Qingdan Task Milestone", tasks(user))


def report_evidence(user: str | None = None) -> str:
	return _rows_of("Qingdan Progress Report", "Qingdan Report Evidence", reports(user))


def speaking_of_visible(table: str, doctype_field: str, name_field: str, user: str | None = None) -> str:
	"""Rows of a core table that point to documents: those that point to a document of ours the user may not see
	are left out, all others are core's own business."""
	about, name = f"`tab{table}`.`{doctype_field}`", f"`tab{table}`.`{name_field}`"
	others = f"ifnull({about}, '') not in ({_quoted(RULED)})"
	ours = [f"({about} = {frappe.db.escape(kind)} and {_named(kind, name, user)})" for kind in RULED]
	return f"({' or '.join([others, *ours])})"


def _named(doctype: str, column: str, user: str | None) -> str:
	seen = frappe.get_attr(RULED[doctype].condition)(user) or "1=1"
	return f"{column} in (select `name` from `tab{doctype}` where {seen})"


def _rows_of(parent: str, child: str, seen: str) -> str:
	return seen and f"`tab{child}`.`parent` in (select `name` from `tab{parent}` where {seen})"


def _tasks(standing: Standing, table: str) -> str:
	seen = []
	if standing.all_units:
		seen.append(
			f"{table}.`name` in (select `parent` from `tabQingdan Task Unit` where {_in('`unit`', standing.all_units)})"
		)
	if standing.leaders:
		seen.append(_in(f"{table}.`leader`", standing.leaders))
	if has_live_turns("Qingdan Task", standing.user):
		seen.append(f"{table}.`name` in ({live_turns('Qingdan Task', standing.user)})")
	return f"({' or '.join(seen)})" if seen else NOTHING


def _not_a_draft() -> str:
	return f"`tabQingdan Progress Report`.`state` != {frappe.db.escape(ReportState.DRAFT.value)}"


def _log_of(doctype: str, user: str) -> str:
	seen = DatabaseQuery(doctype, user=user).build_match_conditions() or "1=1"
	kind = frappe.db.escape(doctype)
	return f"(`tabQingdan Approval Log`.`reference_doctype` = {kind} and `tabQingdan Approval Log`.`reference_name` in (select `name` from `tab{doctype}` where {seen}))"


def _in(column: str, values: Iterable[str]) -> str:
	escaped = _quoted(values)
	return f"{column} in ({escaped})" if escaped else NOTHING


def _quoted(values: Iterable[str]) -> str:
	return ", ".join(frappe.db.escape(value) for value in sorted(values))

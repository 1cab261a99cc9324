"""Desk's own list of tasks as people open it: which rows come first is asked of our page, the rest is core's.

Core looks up every task of a unit in order to sort and to count, so its list grows with the unit. Where the
request asks for no more than `tasks.page` knows, core is told the names of the page and answers for these: its
own conditions, fields and formats stay in force. Everything else goes to core as it came. The endpoints take the
place of core's (hook `override_whitelisted_methods`).
"""

import re
from collections.abc import Mapping

import frappe
from frappe.core.doctype.server_script.server_script_utils import get_server_script_map
from frappe.desk import reportview
from frappe.permissions import get_user_permissions
from frappe.utils import cint

from qingdan_app.organization.people import standing_of
from qingdan_app.tasks.page import TaskQuery, names_of_page, total_of_tasks

TASK = "Qingdan Task"
OWN_COLUMN = re.compile(r"(`tabQingdan Task`\.)?`?\w+`?")
BY_DUE_DATE = re.compile(
	r"`tabQingdan Task`\.`?due_order`? asc(, *`tabQingdan Task`\.`?name`? asc)?", re.IGNORECASE
)
BY_DUE_DATE_AND_NAME = f"`tab{TASK}`.`due_order` asc, `tab{TASK}`.`name` asc"
OF_A_PAGE = frozenset(
	{"fields", "filters", "order_by", "start", "page_length", "view", "group_by", "with_comment_count"}
)
OF_A_COUNT = frozenset({"fields", "filters", "distinct", "limit"})
OF_EVERY_REQUEST = frozenset({"cmd", "doctype", "csrf_token"})


def get_page() -> dict | list:
	"""What `frappe.desk.reportview.get` answers; core checks once more who may read what."""
	form = frappe.form_dict
	query = _query_of(form, OF_A_PAGE)
	if query and _is_plain_page(form, query) and frappe.has_permission(TASK, "read"):
		_name_rows(form, names_of_page(standing_of(), query))
	return reportview.get()


@frappe.whitelist()
@frappe.read_only()
def get_count() -> int | None:
	"""`frappe.desk.reportview.get_count`; a total that is known already is not counted again."""
	form = frappe.form_dict
	query = _query_of(form, OF_A_COUNT)
	if not query or frappe.parse_json(form.fields or "[]"):
		return reportview.get_count()
	frappe.has_permission(TASK, "read", throw=True)
	total = total_of_tasks(query)
	return min(total, cint(form.limit)) if cint(form.limit) else total


def _query_of(form: Mapping, known: frozenset[str]) -> TaskQuery | None:
	"""The request as our page knows it; None where it asks for more, or where more than our rule decides."""
	if form.get("doctype") != TASK or not (known | OF_EVERY_REQUEST).issuperset(form):
		return None
	state, late = None, False
	for row in frappe.parse_json(form.get("filters") or "[]"):
		match row:
			case ["Qingdan Task", "state", "=", str(value)] if value and not state:
				state = value
			case ["Qingdan Task", "late_since", "is", "set"]:
				late = True
			case _:
				return None
	query = TaskQuery(state, late, cint(form.get("start")), cint(form.get("page_length")) or 20)
	return query if _our_rule_decides() else None


def _our_rule_decides() -> bool:
	"""Whether nothing but `permissions.conditions` says which tasks the session's user sees."""
	hooks = frappe.get_hooks("permission_query_conditions").get(TASK, [])
	scripts = get_server_script_map().get("permission_query", {})
	return len(hooks) == 1 and TASK not in scripts and not get_user_permissions(frappe.session.user)


def _is_plain_page(form: Mapping, query: TaskQuery) -> bool:
	"""Whether the page is ordered as ours, shows nothing but a task's own columns and groups nothing."""
	fields = frappe.parse_json(form.get("fields") or "[]")
	return (
		not query.late
		and cint(form.get("page_length")) > 0
		and bool(BY_DUE_DATE.fullmatch(form.get("order_by") or ""))
		and form.get("group_by") in (None, "", f"`tab{TASK}`.`name`")
		and isinstance(fields, list)
		and all(OWN_COLUMN.fullmatch(field) for field in fields)
	)


def _name_rows(form: dict, names: list[str]) -> None:
	"""Ask core for these rows and no others."""
	filters = [*frappe.parse_json(form.get("filters") or "[]"), [TASK, "name", "in", names or [""]]]
	form.update({"filters": frappe.as_json(filters), "order_by": BY_DUE_DATE_AND_NAME, "start": 0})

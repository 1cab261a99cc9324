"""Desk's own list of tasks as people open it: which rows come first is asked of our page, the rest is core's.

Core looks up every task of a unit in order to sort and to count, so its list grows with the unit. Where the
request asks for no more than `tasks.page` knows, core is told the names of the page and answers for these: its
own conditions, fields and formats stay in force. Everything else goes to core as it came. The endpoints take the
place of core's (hook `override_whitelisted_methods`).
"""

from collections.abc import Mapping

import frappe
from frappe.utils import cint

from qingdan_app.tasks.page import FILTERS, TaskQuery, names_of_page, total_of_tasks
from qingdan_app.tasks.rules.desk_request import SET, Other, column_of, order_of, values_of
from qingdan_app.tasks.rules.states import TaskState
from qingdan_app.tasks.sources import TASK
from qingdan_app.workflows.listed import others_narrow
from qingdan_app.workflows.requests import lists

ORDERS = ([("due_order", "asc")], [("due_order", "asc"), ("name", "asc")])
BY_DUE_DATE_AND_NAME = f"`tab{TASK}`.`due_order` asc, `tab{TASK}`.`name` asc"
NO_NAME = "-"
"""No task is called so; asked for an empty name, core would look at every task."""
OF_A_PAGE = frozenset(
	{"fields", "filters", "order_by", "start", "page_length", "view", "group_by", "with_comment_count"}
)
OF_A_COUNT = frozenset({"fields", "filters", "distinct", "limit"})
OF_EVERY_REQUEST = frozenset({"cmd", "doctype", "csrf_token"})


def get_page() -> dict | list:
	"""What `frappe.desk.reportview.get` answers; core checks once more who may read what."""
	form = frappe.form_dict
	query = _query_of(form, OF_A_PAGE)
	if query and _is_plain_page(form) and frappe.has_permission(TASK, "read"):
		_name_rows(form, names_of_page(query))
	return lists.rows()


@frappe.whitelist()
@frappe.read_only()
def get_count() -> int | None:
	"""`frappe.desk.reportview.get_count`; a total that is known already is not counted again."""
	form = frappe.form_dict
	query = _query_of(form, OF_A_COUNT)
	if not query or frappe.parse_json(form.fields or "[]"):
		return lists.count()
	frappe.has_permission(TASK, "read", throw=True)
	total = total_of_tasks(query)
	return min(total, cint(form.limit)) if cint(form.limit) else total


def _query_of(form: Mapping, known: frozenset[str]) -> TaskQuery | None:
	"""The request as our page knows it; None where it asks for more, or where more than our rule decides."""
	if form.get("doctype") != TASK or not (known | OF_EVERY_REQUEST).issuperset(form):
		return None
	values = values_of(frappe.parse_json(form.get("filters") or "[]"), TASK, FILTERS)
	if values is None or others_narrow(TASK, frappe.session.user):
		return None
	if late := values.get("late_since") is SET:
		del values["late_since"]
	if open_ := values.get("state") == Other(TaskState.COMPLETED.value):
		del values["state"]
	if any(value is SET or isinstance(value, Other) for value in values.values()):
		return None
	place = {"start": cint(form.get("start")), "page_length": cint(form.get("page_length")) or 20}
	return TaskQuery(**values, **place, late=late, open=open_, by_due_date=True)


def _is_plain_page(form: Mapping) -> bool:
	"""Whether the page is ordered as ours, shows nothing but a task's own columns and groups nothing."""
	fields = frappe.parse_json(form.get("fields") or "[]")
	group = form.get("group_by")
	return (
		cint(form.get("page_length")) > 0
		and order_of(form.get("order_by"), TASK) in ORDERS
		and (not group or column_of(group, TASK) == "name")
		and isinstance(fields, list)
		and all(column_of(field, TASK) for field in fields)
	)


def _name_rows(form: dict, names: list[str]) -> None:
	"""Ask core for these rows and no others."""
	filters = [[TASK, "name", "in", names or [NO_NAME]]]
	form.update({"filters": frappe.as_json(filters), "order_by": BY_DUE_DATE_AND_NAME, "start": 0})

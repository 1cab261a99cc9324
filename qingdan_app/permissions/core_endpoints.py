"""Core endpoints that answer about any document without asking for each: here they ask for ours.

Each takes the place of core's endpoint of the same name (hook `override_whitelisted_methods`) and leaves all
DocTypes that are not ours to what stood there before.
"""

from collections.abc import Iterable, Mapping
from inspect import signature, unwrap
from typing import Any

import frappe
from frappe import _, client
from frappe.desk import reportview
from frappe.desk.doctype.dashboard_chart import dashboard_chart
from frappe.desk.form import linked_with
from frappe.utils import sbool

from qingdan_app.compat import counted
from qingdan_app.markup import harmless_page
from qingdan_app.overridden import answer, is_answered_by_others
from qingdan_app.permissions.exceptions import NotYoursToSee
from qingdan_app.permissions.guarded import FOLLOWING, GUARDED
from qingdan_app.workflows.guarded import GUARDED as WRITTEN_BY_THE_ENGINE
from qingdan_app.workflows.requests import lists


@frappe.whitelist()
def get_count(
	doctype: str, filters: dict | list | str | None = None, debug: bool = False, cache: bool = False
) -> int:
	"""`frappe.client.get_count`, of rows the user sees: core counts any rows of any DocType for anybody."""
	if doctype not in GUARDED and is_answered_by_others("frappe.client.get_count"):
		words = {"filters": filters, "debug": debug, "cache": cache}
		return answer("frappe.client.get_count", doctype=doctype, **words)
	return _count(doctype, frappe.parse_json(filters))


@frappe.whitelist()
def get_workflow_state_count(doctype: str, workflow_state_field: str, states: list | str) -> list[dict]:
	"""`frappe.workflow.doctype.workflow.workflow.get_workflow_state_count`, of documents the user sees."""
	endpoint = "frappe.workflow.doctype.workflow.workflow.get_workflow_state_count"
	if doctype not in {*GUARDED, *FOLLOWING}:
		words = {"workflow_state_field": workflow_state_field, "states": states}
		return answer(endpoint, doctype=doctype, **words)
	if not frappe.db.exists(
		"Workflow", {"document_type": doctype, "workflow_state_field": workflow_state_field}
	):
		frappe.throw(_("{0} holds no state of a workflow.").format(workflow_state_field), NotYoursToSee)
	found = lists.listed(
		doctype,
		fields=[workflow_state_field, counted("name", "count")],
		filters={workflow_state_field: ("not in", frappe.parse_json(states) or [""])},
		group_by=workflow_state_field,
		order_by=None,
		limit_page_length=0,
	)
	return [row for row in found if row[workflow_state_field]]


@frappe.whitelist()
def get_data_for_custom_field(doctype: str, field: str, names: list | str | None = None) -> dict:
	"""`frappe.desk.query_report.get_data_for_custom_field`, of documents the user sees: `{name: value}`."""
	frappe.has_permission(doctype, "read", throw=True)
	filters = {"name": ("in", frappe.parse_json(names))} if names else None
	found = lists.listed(doctype, fields=["name", field], filters=filters, as_list=True, limit_page_length=0)
	return dict(found)


@frappe.whitelist()
def get_one(doctype: str, name: str | int | None = None, **words: Any) -> dict:
	"""`frappe.client.get`; by filters the first document that the user sees, and else there is none: core looks among all of them."""
	filters = frappe.parse_json(words.get("filters") or "{}")
	if not name and doctype in GUARDED:
		found = [] if GUARDED[doctype].parent else lists.listed(doctype, filters=filters, limit_page_length=1)
		if not found:
			frappe.throw(_("No permission for {0}").format(_(doctype)), NotYoursToSee)
		name, words["filters"] = found[0].name, None
	return answer("frappe.client.get", doctype=doctype, name=name, **words)


@frappe.whitelist()
def get_list(doctype: str, **words: Any) -> list:
	"""`frappe.client.get_list`, with the documents on which it is the user's turn, whoever else narrows the list."""
	if not lists.signs_under_rules(doctype):
		return answer("frappe.client.get_list", doctype=doctype, **words)
	words = {name: words[name] for name in signature(client.get_list).parameters if name in words}
	shape = {"as_list": not sbool(words.pop("as_dict", True)), "parent_doctype": words.pop("parent", None)}
	words = frappe._dict({"limit_page_length": 20, **words, **shape}, doctype=doctype)
	return lists.listed(**reportview.validate_args(words))


@frappe.whitelist()
@frappe.read_only()
def get_rows() -> list[dict]:
	"""`frappe.desk.reportview.get_list`, in the same way."""
	rows = lists.plain_rows()
	return harmless_page(rows) if frappe.form_dict.get("doctype") in WRITTEN_BY_THE_ENGINE else rows


@frappe.whitelist()
def get_open_count(doctype: str, name: str, items: list | str | None = None) -> dict:
	"""`frappe.desk.notifications.get_open_count`, of documents the user sees."""
	frappe.get_doc(doctype, name).check_permission("read")
	found = answer("frappe.desk.notifications.get_open_count", doctype=doctype, name=name, items=items)
	links = frappe.get_meta(doctype).get_dashboard_data()
	for row in _connections(found["count"]):
		linked = row.get("doctype") or row["name"]
		if linked in GUARDED:
			field = (links.get("non_standard_fieldnames") or {}).get(linked, links.get("fieldname"))
			row["count"] = _count(linked, {field: name})
	return found


@frappe.whitelist()
def get_linked(doctype: str, docname: str) -> dict:
	"""`frappe.desk.form.linked_with.get`, of documents the user sees."""
	frappe.get_doc(doctype, docname).check_permission("read")
	endpoint = "frappe.desk.form.linked_with.get"
	if is_answered_by_others(endpoint):
		found = answer(endpoint, doctype=doctype, docname=docname) or {}
	else:
		found = _linked(doctype, docname)
	return {kind: rows if kind not in GUARDED else _seen(kind, rows) for kind, rows in found.items()}


@frappe.whitelist()
def get_group_by_count(doctype: str, current_filters: str, field: str) -> list[dict]:
	"""`frappe.desk.listview.get_group_by_count`; who is assigned is told of visible documents only."""
	if doctype not in GUARDED or field != "assigned_to":
		words = {"current_filters": current_filters, "field": field}
		return answer("frappe.desk.listview.get_group_by_count", doctype=doctype, **words)
	names = lists.listed(
		doctype, filters=frappe.parse_json(current_filters), pluck="name", limit_page_length=0
	)
	about = {
		"reference_type": doctype,
		"reference_name": ("in", names or [""]),
		"status": ("!=", "Cancelled"),
	}
	fields = ["allocated_to as name", counted("name", "count")]
	return frappe.get_all("ToDo", about, fields, group_by="allocated_to", order_by="count desc", limit=50)


@frappe.whitelist()
def get_chart(
	chart_name: str | None = None,
	chart: dict | str | None = None,
	no_cache: bool | int | None = None,
	filters: dict | list | str | None = None,
	from_date: str | None = None,
	to_date: str | None = None,
	timespan: str | None = None,
	time_interval: str | None = None,
	heatmap_year: str | int | None = None,
	refresh: bool | int | None = None,
) -> dict:
	"""`frappe.desk.doctype.dashboard_chart.dashboard_chart.get`; raises NotYoursToSee for a heatmap of ours.

	Core counts a heatmap without any permission; all other charts are counted by `get_list`, and core keeps what it counted
	for whoever asked first. What not everybody sees is counted for each reader.
	"""
	asked = frappe.get_cached_doc("Dashboard Chart", chart_name) if chart_name else frappe.parse_json(chart)
	if asked.get("type") == "Heatmap" and not _may_count_all(asked.get("document_type")):
		frappe.throw(_("This chart would count what is not yours to see."), NotYoursToSee)
	given = {"filters": filters, "from_date": from_date, "to_date": to_date, "timespan": timespan}
	given |= {"time_interval": time_interval, "heatmap_year": heatmap_year, "refresh": refresh}
	given |= {"chart_name": chart_name, "chart": chart, "no_cache": no_cache}
	endpoint = "frappe.desk.doctype.dashboard_chart.dashboard_chart.get"
	if asked.get("document_type") not in GUARDED or is_answered_by_others(endpoint):
		return answer(endpoint, **given)
	return _in_words(asked, unwrap(dashboard_chart.get)(**given))


def _in_words(chart: Mapping, counted: dict | None) -> dict | None:
	"""The labels of groups as people say them."""
	field = frappe.get_meta(chart.get("document_type")).get_field(chart.get("group_by_based_on"))
	if counted and chart.get("chart_type") == "Group By" and field and field.fieldtype == "Select":
		return {**counted, "labels": [_(label) for label in counted["labels"]]}
	return counted


def _count(doctype: str, filters) -> int:
	"""Rows counted one for each name: a filter on a table's column would count a document once for each of its rows."""
	parent = _parent_of(doctype)
	if not frappe.has_permission(parent or doctype, "read"):
		frappe.throw(_("No permission for {0}").format(_(parent or doctype)), NotYoursToSee)
	words = {"filters": filters, "parent_doctype": parent, "order_by": None, "limit_page_length": 0}
	return lists.number(doctype, **words)


def _may_count_all(doctype: str | None) -> bool:
	"""Whether core may count all rows of a DocType for the user."""
	return doctype not in {*GUARDED, *FOLLOWING} and bool(frappe.has_permission(doctype, "read"))


def _linked(doctype: str, name: str) -> dict:
	"""Core's answer, of DocTypes the user may read: core refuses all of it where one of them is not."""
	linked = linked_with.get_linked_doctypes(doctype)
	readable = {kind: how for kind, how in linked.items() if frappe.has_permission(kind, "read")}
	found = linked_with.get_linked_docs(doctype=doctype, name=name, linkinfo=readable) or {}
	ways = ((kind, how) for kind in GUARDED.keys() & readable for how in _ways(kind, doctype))
	for kind, how in ways:
		rows = linked_with.get_linked_docs(doctype=doctype, name=name, linkinfo={kind: how}).get(kind) or []
		known = {row["name"] for row in found.get(kind, ())}
		if new := [row for row in rows if row["name"] not in known]:
			found[kind] = [*found.get(kind, ()), *new]
	return found


def _ways(kind: str, doctype: str) -> Iterable[dict]:
	"""How documents of a kind name one of a DocType: core knows the last of its tables alone."""
	for table in frappe.get_meta(kind).get_table_fields():
		fields = frappe.get_meta(table.options).get_link_fields()
		if named := [field.fieldname for field in fields if field.options == doctype]:
			yield {"child_doctype": table.options, "fieldname": named}


def _connections(count) -> list[dict]:
	return count if isinstance(count, list) else count["external_links_found"]


def _seen(doctype: str, rows: list[dict]) -> list[dict]:
	names, parent = [row["name"] for row in rows], _parent_of(doctype)
	seen = lists.listed(
		doctype, filters={"name": ("in", names)}, pluck="name", parent_doctype=parent, limit_page_length=0
	)
	return [row for row in rows if row["name"] in set(seen)]


def _parent_of(doctype: str) -> str | None:
	return GUARDED[doctype].parent or None if doctype in GUARDED else None

"""Everything a person can ask core for that answers with tasks or reports: each answers the names it gave away."""

import frappe

TASK = "Qingdan Task"


def by_list(test, user, doctype=TASK):
	return _names(
		test.call("frappe.client.get_list", user, doctype=doctype, fields=["name"], limit_page_length=0)
	)


def by_rest(test, user, doctype=TASK):
	return _names(test.rest("GET", doctype, user, limit_page_length=0))


def by_report_builder(test, user, doctype=TASK):
	answer = test.call(
		"frappe.desk.reportview.get", user, doctype=doctype, fields=f'["`tab{doctype}`.`name`"]'
	)
	return {row[0] for row in (answer or {}).get("values", [])}


def by_list_view(test, user, doctype=TASK):
	answer = test.call(
		"frappe.desk.reportview.get_list", user, doctype=doctype, fields=f'["`tab{doctype}`.`name`"]'
	)
	return _names(answer)


def by_export(test, user, doctype=TASK):
	arguments = {
		"doctype": doctype,
		"fields": f'["`tab{doctype}`.`name`"]',
		"file_format_type": "CSV",
		"title": "x",
	}
	with test.as_user(user):
		test.call("frappe.desk.reportview.export_query", user, **arguments)
		text = str(frappe.local.response.get("result") or frappe.local.response.get("filecontent") or "")
	return {name for name in frappe.get_all(doctype, pluck="name") if name in text}


def by_search_link(test, user, doctype=TASK):
	found = test.call("frappe.desk.search.search_link", user, doctype=doctype, txt="", page_length=5000)
	return {row["value"] for row in _rows(found)}


def by_search_that_ignores_user_permissions(test, user, doctype=TASK):
	arguments = {"doctype": doctype, "txt": "", "page_length": 5000, "ignore_user_permissions": 1}
	return {row["value"] for row in _rows(test.call("frappe.desk.search.search_link", user, **arguments))}


def by_search_widget(test, user, doctype=TASK):
	arguments = {"doctype": doctype, "txt": "", "page_length": 5000, "ignore_user_permissions": 1}
	found = test.call("frappe.desk.search.search_widget", user, **arguments)
	return {row[0] for row in _rows(found)}


def by_child_fields(test, user, doctype=TASK):
	fields = (
		["name", "`tabQingdan Task Unit`.`unit`"]
		if doctype == TASK
		else ["name", "`tabQingdan Report Evidence`.`file`"]
	)
	return _names(
		test.call("frappe.client.get_list", user, doctype=doctype, fields=fields, limit_page_length=0)
	)


def by_group(test, user, doctype=TASK):
	"""Grouped by name, as the sidebar of a list groups by a field."""
	answer = test.call(
		"frappe.desk.listview.get_group_by_count", user, doctype=doctype, current_filters="{}", field="name"
	)
	return _names(answer)


def by_or_filter(test, user, doctype=TASK):
	arguments = {"doctype": doctype, "or_filters": [["name", "like", "%"]], "limit_page_length": 0}
	return _names(test.call("frappe.client.get_list", user, **arguments))


LISTS = {
	door.__name__: door
	for door in (
		by_list,
		by_rest,
		by_report_builder,
		by_list_view,
		by_export,
		by_search_link,
		by_search_that_ignores_user_permissions,
		by_search_widget,
		by_child_fields,
		by_group,
		by_or_filter,
	)
}


def _names(rows) -> set[str]:
	return {row["name"] for row in rows or []}


def _rows(found):
	"""Core of 2023 puts what it found into the response, later core returns it."""
	if isinstance(found, dict):
		return found.get("results") or found.get("values") or []
	return found or []

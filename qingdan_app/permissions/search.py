"""Searching for a document to link: core would skip our rule when it is asked to ignore user permissions."""

import frappe

from qingdan_app.workflows.requests import lists


@frappe.whitelist()
@frappe.validate_and_sanitize_search_inputs
def search_visible(
	doctype: str, txt: str, searchfield: str, start: int, page_len: int, filters: dict | list | str | None
) -> list[list]:
	"""Rows `[name, *search fields]` of visible documents that hold `txt`; asks the permission to read by `get_list`.

	None for whoever may read none: core answers a refusal from here by a page of the website, and fails over that.
	"""
	meta = frappe.get_meta(doctype)
	fields = list(dict.fromkeys(["name", *meta.get_search_fields()]))
	searched = dict.fromkeys([*fields, meta.get_title_field()])
	try:
		found = lists.listed(
			doctype,
			filters=frappe.parse_json(filters) or {},
			or_filters=[[doctype, field, "like", f"%{txt}%"] for field in searched] if txt else None,
			fields=fields,
			limit_start=start,
			limit_page_length=page_len,
			as_list=True,
		)
	except frappe.PermissionError:
		frappe.clear_messages()
		return []
	return [list(row) for row in found]

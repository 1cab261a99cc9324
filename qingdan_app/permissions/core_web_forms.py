"""Core's Web Form writes past all rights: a form of the website over a DocType of ours takes what its user may write in Desk.

Each endpoint takes the place of core's of the same name (hook `override_whitelisted_methods`), asks, and hands on.
"""

from typing import Any

import frappe
from frappe import _

from qingdan_app.ours import is_ours
from qingdan_app.overridden import answer
from qingdan_app.permissions.exceptions import NotYoursToSee

WEB_FORM = "frappe.website.doctype.web_form.web_form"


@frappe.whitelist(allow_guest=True)
def accept(web_form: str, data: str) -> Any:
	"""`accept`, of a new document that the user may create, or of one that they may change."""
	name = (frappe.parse_json(data) or {}).get("name")
	_check_form(web_form, "write" if name else "create", name)
	return answer(f"{WEB_FORM}.accept", web_form=web_form, data=data)


@frappe.whitelist()
def delete(web_form_name: str, docname: str | int) -> None:
	"""`delete`, of a document that the user may delete."""
	_check_form(web_form_name, "delete", docname)
	return answer(f"{WEB_FORM}.delete", web_form_name=web_form_name, docname=docname)


@frappe.whitelist()
def delete_multiple(web_form_name: str, docnames: str) -> None:
	"""`delete_multiple`, of documents that the user may all delete."""
	for name in frappe.parse_json(docnames):
		_check_form(web_form_name, "delete", name)
	return answer(f"{WEB_FORM}.delete_multiple", web_form_name=web_form_name, docnames=docnames)


def _check_form(web_form: str, right: str, name: Any) -> None:
	"""Raise NotYoursToSee where the form is over a DocType of ours and the user lacks this right to the document."""
	doctype = frappe.db.get_value("Web Form", web_form, "doc_type")
	if is_ours(doctype) and not frappe.has_permission(doctype, right, doc=name and str(name)):
		frappe.throw(
			_("A form of the website lets nobody do what they may not do in Desk: {0}.").format(_(doctype)),
			NotYoursToSee,
		)

"""Which endpoints the matrix walks: all of core's on the line at hand that may be told what to read or to write, and all of
ours; and why it leaves a few out.
"""

import ast
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

import frappe
from frappe.utils import set_request

import qingdan_app
from qingdan_app import compat
from qingdan_app.tests.security import core_source
from qingdan_app.tests.security.aims import PLANTED, Aim
from qingdan_app.tests.security.watched import called
from qingdan_app.tests.site import as_json

NOT_WALKED: dict[str, str] = {
	"frappe.client.get_js": "reads files of the bench's assets, of no document",
	"frappe.core.doctype.sms_settings.sms_settings.send_sms": "hands words to a service outside, reads none",
	"frappe.desk.doctype.form_tour.form_tour.reset_tour": "takes a tour out of what each user has seen",
	"frappe.email.doctype.email_group.email_group.add_subscribers": "writes addresses of a newsletter",
	"frappe.integrations.doctype.dropbox_settings.dropbox_settings.dropbox_auth_finish": "belongs to a service outside",
	"frappe.integrations.doctype.ldap_settings.ldap_settings.login": "belongs to a service outside",
	"frappe.integrations.frappe_providers.frappecloud_billing.api": "belongs to a service outside",
	"frappe.push_notification.auth_webhook": "belongs to a service outside",
	"frappe.push_notification.subscribe": "belongs to a service outside",
	"frappe.push_notification.unsubscribe": "belongs to a service outside",
	"frappe.utils.print_format.download_multi_pdf": "prints by get_html_and_style, which is walked, and takes seconds",
	"frappe.utils.print_format.download_multi_pdf_async": "queues download_multi_pdf for the same user",
	"frappe.utils.print_format.download_pdf": "prints by get_html_and_style, which is walked, and takes seconds",
	"frappe.utils.print_format.print_by_server": "prints by get_print, which asks as download_pdf does; needs a printer",
	"frappe.utils.weasyprint.download_pdf": "prints by a library that takes seconds, after the same question",
}
"""Endpoints that are not asked, each with the reason why nothing of ours comes or goes by it unseen."""


@cache
def doors() -> list[str]:
	"""Every endpoint that is walked."""
	return sorted({*core_source.endpoints(), *ours()} - set(NOT_WALKED))


def ours() -> set[str]:
	"""Every endpoint of this app that has an address of its own."""
	return {door for door in _open_here() if door.startswith("qingdan_app.api.")}


def open_elsewhere() -> set[str]:
	"""Endpoints of this app outside `api/`: each has to stand in the place of one of core's."""
	return set(_open_here()) - ours()


def _open_here() -> Iterator[str]:
	for module, tree in core_source.modules(Path(qingdan_app.__file__).parent).items():
		for node in tree.body:
			if isinstance(node, ast.FunctionDef) and core_source.is_open(node):
				yield f"{module}.{node.name}"


def by_rest(verb: str, path: str, aim: Aim) -> Any:
	"""A request to core's own addresses for the document aimed at, or for all of its DocType."""
	listing = {"fields": as_json(["name", aim.column]), "limit_page_length": 0, "limit": 5000}
	lists = verb == "GET" and "{name}" not in path
	words = listing if lists else CHANGED[verb](aim) if verb in CHANGED else {}
	body = {"data": as_json(words).encode(), "headers": {"Content-Type": "application/json"}}
	place = path.format(doctype=aim.doctype, name=aim.name)
	set_request(method=verb, path=place, **(body if verb in CHANGED else {}))
	frappe.local.form_dict, frappe.local.response = frappe._dict(words), frappe._dict(docs=[])
	compat.handle_rest_request()
	return frappe.local.response.get("data")


def by_method(method: str, aim: Aim) -> Any:
	"""A method of the document itself, as a form's button calls it."""
	words = {"method": method, "dt": aim.doctype, "dn": aim.name, "args": as_json({"name": f"{aim.name}-x"})}
	return called("run_doc_method", words)


CHANGED: dict[str, Callable[[Aim], dict]] = {
	"PUT": lambda aim: {aim.column: PLANTED},
	"PATCH": lambda aim: {aim.column: PLANTED},
	"POST": lambda aim: aim.document,
}
"""What each verb sends."""
ONE, ALL = "/api/resource/{doctype}/{name}", "/api/resource/{doctype}"
NEWER_ONE, NEWER_ALL = "/api/v2/document/{doctype}/{name}", "/api/v2/document/{doctype}"
ADDRESSES = (
	*(("GET", path) for path in (ONE, ALL, NEWER_ONE, f"{NEWER_ONE}/copy", NEWER_ALL)),
	("GET", "/api/v2/doctype/{doctype}/count"),
	*(("PUT", ONE), ("POST", ALL), ("DELETE", ONE)),
	*(("PATCH", NEWER_ONE), ("POST", NEWER_ALL), ("DELETE", NEWER_ONE)),
	("POST", f"{NEWER_ONE}/method/add_comment"),
)
"""Core's addresses of documents; early states of Frappe 15 have none of the newer ones and refuse them."""
METHODS = ("submit", "cancel", "discard", "rename", "add_comment", "save", "get_title")
"""Methods that every document has, of which core lets forms call some."""
PATHS: dict[str, Callable[[Aim], Any]] = {
	**{f"{verb} {path}": partial(by_rest, verb, path) for verb, path in ADDRESSES},
	**{f"method {name}": partial(by_method, name) for name in METHODS},
}
"""Ways to a document that are no endpoints of their own."""

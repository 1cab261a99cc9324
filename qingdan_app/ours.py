"""What is this app's on a site where others have theirs: by its modules, never by what it is called."""

from typing import Any

import frappe

APP = "qingdan_app"
KINDS = ("DocType", "Report", "Page")


def is_ours(doctype: Any) -> bool:
	"""Whether a DocType is one of this app's: one of a like name that somebody made in Desk is not."""
	module = frappe.db.get_value("DocType", doctype, "module", cache=True) if _is_name(doctype) else None
	return is_our_module(module)


def is_our_module(module: str | None) -> bool:
	"""Whether a Frappe module is one of this app's."""
	return frappe.scrub(module or "") in (frappe.local.app_modules.get(APP) or [])


def modules() -> list[str]:
	"""The Frappe modules of the app, one for every room that holds DocTypes."""
	return frappe.get_module_list(APP)


def names() -> list[str]:
	"""The names of the DocTypes, reports and pages of the app."""
	about = {"module": ("in", modules())}
	return sorted({name for kind in KINDS for name in frappe.get_all(kind, about, pluck="name")})


def _is_name(doctype: Any) -> bool:
	return isinstance(doctype, str) and bool(doctype)

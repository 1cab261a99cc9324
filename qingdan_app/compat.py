"""What differs between Frappe 15 and 16. Nowhere else does code ask for the version."""

from functools import cache
from importlib.util import find_spec
from inspect import getsource

import frappe
from frappe import permissions
from frappe.model.document import Document

MAJOR = int(frappe.__version__.split(".")[0])

NO_OBJECTION = True if MAJOR >= 16 else None
"""What a `has_permission` hook answers when it leaves the decision to core's own hook.

Frappe 16 takes anything but True for a refusal; Frappe 15 would take True as the last word and not ask core.
"""


FUNCTIONS_ARE_DATA = find_spec("frappe.model.qb_query") is not None
"""Whether lists take functions as data and refuse them as text: the releases of Frappe 16 do, its early states and 15 do not."""

SHARES_TRUMP_RULES = FUNCTIONS_ARE_DATA
"""Whether core's list shows a shared document whatever the list conditions of the apps say: the releases of Frappe 16 do,
its early states and 15 do not. Its form always does.
"""

READS_PLAINLY = hasattr(Document, "load_children_from_db")
"""Whether core reads a document and its tables by plain statements: 16 does, 15 asks its query builder for each."""


def everybody_at_desk() -> str:
	"""The role of whoever works in Desk; early states of Frappe 15 know none that leaves users of the website out."""
	return getattr(permissions, "SYSTEM_USER_ROLE", "All")


def asked_override(paths: list[str]) -> str:
	"""Which of the overrides of an endpoint core asks: the last app's; that of the first in early states of Frappe 15."""
	return overrides(paths)[-1]


def overrides(paths: list[str]) -> list[str]:
	"""The overrides of an endpoint in the order in which each is asked before the ones that stand to its left."""
	return list(paths) if _asks_the_last() else paths[::-1]


@cache
def _asks_the_last() -> bool:
	from frappe.handler import execute_cmd

	return hasattr(frappe, "override_whitelisted_method") or "reversed(" in getsource(execute_cmd)


def counted(column: str, name: str) -> dict[str, str] | str:
	"""The number of rows of a group, as a field of `get_list` and `get_all`."""
	return {"COUNT": column, "as": name} if FUNCTIONS_ARE_DATA else f"count({column}) as {name}"


def site_test_case() -> type:
	"""The base class of tests that need a site."""
	try:
		from frappe.tests import IntegrationTestCase
	except ImportError:
		from frappe.tests.utils import FrappeTestCase as IntegrationTestCase
	return IntegrationTestCase


def speak_to_visitors() -> None:
	"""Hook `before_request`: Frappe 15.55 asks for the language before it knows that a visitor is one, and takes English."""
	from frappe.translate import get_language

	if frappe.session.user == "Guest":
		frappe.local.lang = get_language()


def opens_realtime_room(doctype: str, name: str) -> bool:
	"""Whether core's realtime server would let the session's user into the room of one document."""
	from frappe import realtime

	check = getattr(realtime, "can_subscribe_doc", None) or realtime.has_permission
	try:
		return bool(check(doctype, name))
	except frappe.PermissionError:
		return False


def handle_rest_request() -> None:
	"""Let core's REST handler answer the request at hand, as the web server does."""
	from inspect import signature

	from frappe import api

	if signature(api.handle).parameters:
		api.handle(frappe.local.request)
	else:
		api.handle()


def literal(value: str) -> str:
	"""A text as it stands in a list condition, whatever is in it.

	Frappe 15 runs a list without values, where a doubled percent sign stays doubled; Frappe 16 runs it with values,
	where a single one is a placeholder. So a text with one is written without it.
	"""
	if "%" not in value:
		return frappe.db.escape(value, percent=False)
	return f"_utf8mb4 0x{value.encode().hex()}"


def gives_system_manager(user: Document) -> bool:
	"""Whether core makes whoever is saved System Manager where nobody else is: early states of Frappe 15 do."""
	return hasattr(user, "add_system_manager_role")


def forget_modules() -> None:
	"""Read which app has which module from the apps themselves, whatever caches and this process remember."""
	kept = ("app_modules", "module_app", "installed_app_modules")
	for store in (frappe.cache, getattr(frappe, "client_cache", None)):
		for key in kept if store else ():
			store.delete_value(key)
	frappe.local.app_modules = frappe.local.module_app = None
	frappe.setup_module_map()

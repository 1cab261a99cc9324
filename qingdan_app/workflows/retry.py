"""Making an act safe to repeat, and repeating it when the database asks for it."""

import inspect
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

import frappe
from frappe import _
from frappe.auth import UNSAFE_HTTP_METHODS

from qingdan_app import overridden, repeating, sessions
from qingdan_app.arguments import path_of_request
from qingdan_app.workflows.exceptions import ServerBusy

ATTEMPTS = repeating.ATTEMPTS


def repeat_on_deadlock(endpoint: Callable) -> Callable:
	"""Run the whole transaction of an endpoint again when the database has refused it: as a deadlock's victim, or at its commit.

	Only for the outermost function of a request: everything since its beginning is rolled back. What a request asks for by its address
	is committed here, so that a cluster refuses it while it can still be repeated, and whoever comes second hears what the first has
	done. Raises ServerBusy after ATTEMPTS tries, and at once where a lock was waited for in vain: that took a minute already.
	"""

	@wraps(endpoint)
	def repeated(*args, **kwargs):
		for attempt in range(1, ATTEMPTS + 1):
			try:
				return _done(endpoint, args, kwargs)
			except Exception as failure:
				if not _is_refused(failure):
					raise
				_begin_anew()
				if attempt == ATTEMPTS or isinstance(failure, frappe.QueryTimeoutError):
					_refuse()
				repeating.pause(attempt)

	return repeated


def repeat_each_of(argument: str, doctype: str | None = None) -> Callable[[Callable], Callable]:
	"""The same for an endpoint over many, named by that argument, which answers a row for each: all in one transaction; where the
	database refuses that, each in one of its own, and one that is refused time and again says so in its row. `doctype` is theirs
	where the request does not name it."""

	def decorate(endpoint: Callable) -> Callable:
		alone = repeat_on_deadlock(endpoint)

		@wraps(endpoint)
		def repeated(*args, **kwargs):
			if not _is_asked(endpoint):
				return alone(*args, **kwargs)
			try:
				return _done(endpoint, args, kwargs)
			except Exception as failure:
				if not _is_refused(failure):
					raise
				_begin_anew()
			given = dict(inspect.signature(endpoint).bind(*args, **kwargs).arguments)
			return [
				row
				for item in _items(given[argument])
				for row in _one(alone, {**given, argument: [item]}, item, doctype)
			]

		return repeated

	return decorate


def _done(endpoint: Callable, args: tuple, kwargs: Mapping[str, Any]) -> Any:
	"""What the endpoint answers, committed where the request asks for it."""
	answer = endpoint(*args, **kwargs)
	if _is_asked(endpoint) and frappe.db.transaction_writes:
		repeating.commit()
	return answer


def _one(endpoint: Callable, given: Mapping[str, Any], item: Any, doctype: str | None) -> list[dict]:
	try:
		return endpoint(**given)
	except ServerBusy as busy:
		frappe.clear_messages()
		named = item if isinstance(item, dict) else {"doctype": given.get("doctype", doctype), "name": item}
		return [{**named, "ok": False, "message": str(busy)}]


def _items(given: Any) -> list:
	"""What was named, each once; it was read before, so it can be."""
	found = frappe.parse_json(given) if isinstance(given, str) else given
	return [item for number, item in enumerate(found) if item not in found[:number]]


def _is_asked(endpoint: Callable) -> bool:
	"""Whether the request at hand asks for this endpoint by its address, and may write: then nothing but the answer comes after it."""
	request = getattr(frappe.local, "request", None)
	if not request or request.method not in UNSAFE_HTTP_METHODS:
		return False
	address = frappe.form_dict.get("cmd") or path_of_request().partition("/method/")[2].strip("/")
	asked = overridden.asked(address) if isinstance(address, str) else ""
	return asked == f"{endpoint.__module__}.{getattr(endpoint, '__qualname__', '')}"


def _is_refused(failure: Exception) -> bool:
	return repeating.is_refused(failure) or isinstance(failure, frappe.QueryTimeoutError)


def _begin_anew() -> None:
	"""Nothing of the transaction stands, and nothing that was read in it is known: others have written since."""
	repeating.undo()
	if getattr(frappe.local, "request", None):
		sessions.begin_request()
		frappe.db.value_cache.clear()
		frappe.local.cache, frappe.local.role_permissions = {}, {}


def _refuse() -> None:
	frappe.throw(
		_("Too many people are acting at once. Nothing was changed; try again in a moment."), ServerBusy
	)

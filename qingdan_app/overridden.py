"""Core's endpoints in whose place ours stand (hook `override_whitelisted_methods`), where other apps put theirs too.

Core asks one override alone, that of the app installed last (of the first in early states of Frappe 15). So ours hand on
to what would be asked without them, not past it to core; and where another app's is asked instead of ours, whoever looks
after the site is told (`setup/endpoints.py`).
"""

from collections.abc import Callable
from inspect import unwrap
from itertools import takewhile
from typing import Any

import frappe

from qingdan_app.compat import asked_override, overrides

HOOK = "override_whitelisted_methods"
OURS = "qingdan_app."


def answer(endpoint: str, /, **arguments: Any) -> Any:
	"""What an endpoint of core answers without ours, from the arguments that it knows."""
	return frappe.call(_beneath(endpoint), **arguments)


def answer_request(endpoint: str) -> Any:
	"""The same to the request at hand."""
	return answer(endpoint, **frappe.form_dict)


def is_answered_by_others(endpoint: str) -> bool:
	"""Whether another app's endpoint stands between ours and core's."""
	return bool(_before(endpoint))


def is_replaced(path: Any) -> bool:
	"""Whether a dotted path leads to a function in whose place one of ours stands, by whatever name it is called."""
	function = _function(path) if isinstance(path, str) and "." in path else None
	return bool(function) and function in _replaced(function.__name__)


def overruled() -> dict[str, str]:
	"""Endpoint of core → what core asks there instead of ours: another app's.

	Where core leads an old address to a new one before it asks ours, the request is refused (`core_callers.check_request`).
	"""
	found = frappe.get_hooks(HOOK, {})
	called = {endpoint: asked(endpoint) for endpoint, paths in found.items() if any(map(_is_ours, paths))}
	return {endpoint: path for endpoint, path in called.items() if not (_is_ours(path) or _is_cores(path))}


def asked(endpoint: str) -> str:
	"""What core calls for an address: what stands in its place, or the function there."""
	paths = frappe.get_hooks(HOOK, {}).get(endpoint)
	return asked_override(paths) if paths else endpoint


def _replaced(name: str) -> list[Callable | None]:
	"""The functions of core of that name in whose place ours stand."""
	found = frappe.get_hooks(HOOK, {}).items()
	return [
		_function(endpoint)
		for endpoint, paths in found
		if endpoint.endswith(f".{name}") and any(map(_is_ours, paths)) and not _is_ours(endpoint)
	]


def _function(path: str) -> Callable | None:
	"""The function at a path, without what wraps it; None where there is none on this line of Frappe."""
	try:
		found = frappe.get_attr(path)
	except frappe.AppNotInstalledError:
		frappe.clear_last_message()
		return None
	except (ImportError, AttributeError, ValueError, TypeError):
		return None
	return unwrap(found) if callable(found) and hasattr(found, "__name__") else None


def _beneath(endpoint: str) -> Callable:
	before = _before(endpoint)
	return frappe.get_attr(before[-1] if before else endpoint)


def _before(endpoint: str) -> list[str]:
	paths = overrides(frappe.get_hooks(HOOK, {}).get(endpoint, []))
	return [path for path in takewhile(lambda path: not _is_ours(path), paths) if not _is_cores(path)]


def _is_cores(path: str) -> bool:
	"""Whether core itself leads an old address to a new one."""
	return path.startswith("frappe.")


def _is_ours(path: str) -> bool:
	return path.startswith(OURS)

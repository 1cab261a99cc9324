"""Core's endpoints in whose place ours stand (hook `override_whitelisted_methods`), where other apps put theirs too.

Core asks one override alone, that of the app installed last. So ours hand on to what stood there before them, not past
it to core; and where another app's is asked instead of ours, whoever looks after the site is told (`setup/endpoints.py`).
"""

from collections.abc import Callable
from itertools import takewhile
from typing import Any

import frappe

HOOK = "override_whitelisted_methods"
OURS = "qingdan_app."


def answer(endpoint: str, /, **arguments: Any) -> Any:
	"""What an endpoint of core answers without ours, from the arguments that it knows."""
	return frappe.call(_beneath(endpoint), **arguments)


def answer_request(endpoint: str) -> Any:
	"""The same to the request at hand."""
	return answer(endpoint, **frappe.form_dict)


def overruled() -> dict[str, str]:
	"""Endpoint of core → what another app, installed later, has put in the place of ours."""
	found = frappe.get_hooks(HOOK, {}).items()
	return {
		endpoint: paths[-1]
		for endpoint, paths in found
		if any(map(_is_ours, paths)) and not _is_ours(paths[-1])
	}


def _beneath(endpoint: str) -> Callable:
	before = list(takewhile(lambda path: not _is_ours(path), frappe.get_hooks(HOOK, {}).get(endpoint, [])))
	return frappe.get_attr(before[-1] if before else endpoint)


def _is_ours(path: str) -> bool:
	return path.startswith(OURS)

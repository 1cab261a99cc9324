"""As if another app had rules of its own for a DocType."""

from contextlib import contextmanager
from unittest.mock import patch

import frappe

from qingdan_app.compat import NO_OBJECTION

HERE = "qingdan_app.tests.security.other_apps"


_spared: set[str] = set()


def nothing(user: str | None = None) -> str:
	"""Another app's list condition that hides everything."""
	return "" if user in _spared else "1=0"


def refuse(doc, ptype: str | None = None, user: str | None = None) -> bool | None:
	"""Another app's check that opens nothing."""
	return NO_OBJECTION if user in _spared else False


@contextmanager
def narrowing(doctype: str, *spared: str, documents: bool = True, first: bool = False):
	"""While it lasts, another app hides all documents of the DocType from lists, and from forms where `documents`,
	but to those whom it spares. `first` says whether its rules come before ours: core asks the last check first."""
	rules = {"permission_query_conditions": f"{HERE}.nothing"}
	if documents:
		rules["has_permission"] = f"{HERE}.refuse"
	known = frappe.get_hooks

	def with_theirs(name=None, *arguments, **more):
		found = known(name, *arguments, **more)
		if name not in rules:
			return found
		own = list(found.get(doctype, []))
		return {**found, doctype: [rules[name], *own] if first else [*own, rules[name]]}

	_spared.update(spared)
	try:
		with patch.object(frappe, "get_hooks", with_theirs):
			yield
	finally:
		_spared.clear()

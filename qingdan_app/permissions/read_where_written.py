"""A site may have core read lists and reports from a replica (`read_from_replica`). What is this app's is read where it is written.

A copy that lags shows tasks as they were, and what core remembers of it (the roles of a person) it remembers for ever; one that is down
answers nothing at all. So a request about what is ours reads from no copy, and of all others core knows the person's roles
before it turns to one. What else core remembers there cannot be cured here: `bench check-topology` says so.
"""

from collections.abc import Mapping
from typing import Any

import frappe

from qingdan_app import ours
from qingdan_app.permissions.core_callers import REPEATING
from qingdan_app.permissions.guarded import FOLLOWING, GUARDED

SETTING = "read_from_replica"
REPEAT_OUR_WORDS = frozenset({*GUARDED, *FOLLOWING, *REPEATING})


def stay() -> None:
	"""Let the request at hand read where the site is written, unless it asks for what is others' (hook `auth_hooks`)."""
	if not frappe.conf.get(SETTING):
		return
	frappe.get_roles()
	if not _asks_for_others(frappe.form_dict):
		frappe.local.conf = frappe._dict(frappe.local.conf, **{SETTING: 0})


def _asks_for_others(form: Mapping[str, Any]) -> bool:
	"""Whether it names a DocType, or a report of one, that is not ours and repeats no word of ours."""
	over = [form["doctype"]] if form.get("doctype") else []
	if form.get("report_name"):
		over.append(_doctype_of_report(form["report_name"]))
	return bool(over) and all(map(_is_others, over))


def _is_others(doctype: Any) -> bool:
	return isinstance(doctype, str) and not (doctype in REPEAT_OUR_WORDS or ours.is_ours(doctype))


def _doctype_of_report(name: Any) -> str | None:
	"""Over what a report is; None for one of ours, which may be over a DocType of core."""
	if not isinstance(name, str):
		return None
	row = frappe.db.get_value("Report", name, ["module", "ref_doctype"], as_dict=True)
	return row.ref_doctype if row and not ours.is_our_module(row.module) else None

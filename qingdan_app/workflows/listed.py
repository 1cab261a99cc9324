"""What a list shows of a DocType, as SQL, whoever has a say in it; for rules that follow another document's."""

from collections.abc import Iterable

import frappe
from frappe.core.doctype.server_script.server_script_utils import get_server_script_map
from frappe.model.db_query import DatabaseQuery
from frappe.permissions import get_role_permissions, get_user_permissions
from pypika.terms import PseudoColumn

from qingdan_app.compat import literal

NOTHING = "1=0"
EVERYTHING = ""
"""What a list condition answers; one that denies is never empty, for an empty one shows everything."""


def among(column: str, values: Iterable[str]) -> str:
	"""The condition that a column holds one of the values."""
	escaped = ", ".join(literal(value) for value in sorted(values))
	return f"{column} in ({escaped})" if escaped else NOTHING


def any_of(conditions: Iterable[str]) -> str:
	"""Conditions of which one is enough; NOTHING where there is none, EVERYTHING where one shows everything."""
	found = [condition for condition in conditions if condition != NOTHING]
	if EVERYTHING in found:
		return EVERYTHING
	return f"({' or '.join(found)})" if found else NOTHING


def shown(doctype: str, user: str, has_shares: bool = True) -> str:
	"""Which documents are the user's to read: by role, rules of all apps, user permissions, and by shares.

	Who knows that there are no shares says so: the condition is one that MariaDB finds its rows by.
	"""
	if user == "Administrator":
		return EVERYTHING
	shared = _shared(doctype, user) if has_shares else NOTHING
	if not get_role_permissions(frappe.get_meta(doctype), user=user).get("read"):
		return shared
	return any_of([DatabaseQuery(doctype, user=user).build_match_conditions(), shared])


def speaking_of(table: str, about: tuple[str, str], doctypes: Iterable[str], user: str) -> list[str]:
	"""Conditions for rows of a table that speak of a document, one for each DocType: the document is the user's to
	read. `about` names the columns that hold its DocType and its name."""
	kind, name = (f"`tab{table}`.`{column}`" for column in about)
	seen = {doctype: shown(doctype, user) for doctype in doctypes}
	return [
		f"({kind} = {literal(doctype)} and {name} in (select `name` from `tab{doctype}` where {condition or '1=1'}))"
		for doctype, condition in seen.items()
		if condition != NOTHING
	]


def holds(doctype: str, name: str | None, condition: str) -> bool | None:
	"""Whether a list condition holds for the document of that name, as it is stored; None where there is none."""
	if not name:
		return None
	condition = condition or "1=1"
	table = frappe.qb.DocType(doctype)
	found = frappe.qb.from_(table).select(PseudoColumn(f"({condition})")).where(table.name == str(name)).run()
	return bool(found[0][0]) if found else None


def others_narrow(doctype: str, user: str) -> bool:
	"""Whether more than one rule says which documents of the DocType the user sees: ours is not alone."""
	checks = frappe.get_hooks("has_permission").get(doctype, [])
	return len(list_rules(doctype)) > 1 or len(checks) > 1 or bool(get_user_permissions(user))


def list_rules(doctype: str) -> list[str]:
	"""The list conditions of all apps, and the site's own script."""
	script = get_server_script_map().get("permission_query", {}).get(doctype)
	return [*frappe.get_hooks("permission_query_conditions").get(doctype, []), *([script] if script else [])]


def has_shares(doctype: str, user: str) -> bool:
	"""Whether a document of the DocType is shared with the user, or with everyone."""
	about, whose = {"share_doctype": doctype, "read": 1}, {"user": user, "everyone": 1}
	return bool(frappe.get_all("DocShare", about, or_filters=whose, limit=1))


def _shared(doctype: str, user: str) -> str:
	return f"""`tab{doctype}`.`name` in (select `share_name` from `tabDocShare` where `share_doctype` = {literal(doctype)}
		and `read` = 1 and (`user` = {literal(user)} or `everyone` = 1))"""

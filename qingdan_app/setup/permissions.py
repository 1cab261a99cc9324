"""The rights of the city's roles on the DocTypes of the approval engine. Created once; what an administrator changed stays."""

from collections.abc import Mapping

import frappe
from frappe.permissions import setup_custom_perms

from qingdan_app.compat import everybody_at_desk
from qingdan_app.setup.rights import OF_SIGNERS, RIGHTS

ROW = "Custom DocPerm"


def create_missing() -> None:
	"""Give the roles their rights where the DocType stands as the engine ships it.

	Once a DocType has rights of the site's own, its list of rights is the administrator's: a role that is missing
	there was taken away.
	"""
	for doctype, rights in RIGHTS.items():
		_give_once(doctype, {role.value: allowed for role, allowed in rights.items()})


def open_to_signers() -> None:
	"""Let whoever works in Desk list their own turns, on a site of other apps too; the same way, and once."""
	for doctype, allowed in OF_SIGNERS.items():
		_give_once(doctype, {everybody_at_desk(): allowed})


def remove() -> None:
	"""Take the site's own rights on these DocTypes away, with what an administrator made of them."""
	for doctype in (*RIGHTS, *OF_SIGNERS):
		frappe.db.delete(ROW, {"parent": doctype})


def _give_once(doctype: str, rights: Mapping[str, tuple[str, ...]]) -> None:
	if frappe.db.exists(ROW, {"parent": doctype}):
		return
	setup_custom_perms(doctype)
	for role, allowed in rights.items():
		_give(doctype, role, allowed)
	frappe.clear_cache(doctype=doctype)


def _give(doctype: str, role: str, allowed: tuple[str, ...]) -> None:
	row = frappe.new_doc(ROW)
	row.update({"parent": doctype, "parenttype": "DocType", "parentfield": "permissions", "role": role})
	row.update(dict.fromkeys(RIGHTS_OF_CORE, 0))
	row.update(dict.fromkeys(allowed, 1))
	row.insert(ignore_permissions=True)  # set-up runs as whoever installs


RIGHTS_OF_CORE = (
	"read",
	"write",
	"create",
	"delete",
	"report",
	"export",
	"import",
	"print",
	"email",
	"share",
	"select",
)
"""Rights a new row of core begins with, or may have: all of them are said here."""

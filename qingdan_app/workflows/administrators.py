"""Who administers flows and who oversees all requests: the roles are named by the apps of the site."""

import frappe

from qingdan_app.arguments import is_doctype
from qingdan_app.role_holders import holders_of

ALWAYS = "System Manager"
NOBODYS = frozenset({"Administrator", "Guest", "All"})
"""Roles of no person, or of visitors of a website too: nothing is given to these by name."""
FORMS = "Approval Forms"
"""The module of forms that administrators made."""


def administering_roles() -> frozenset[str]:
	"""Roles that publish flows and resume what is blocked (hook `approval_administrators`)."""
	return frozenset({ALWAYS, *frappe.get_hooks("approval_administrators")})


def overseeing_roles() -> frozenset[str]:
	"""Roles that see all requests: administrators, and those of the hook `approval_overseers`."""
	return administering_roles() | frozenset(frappe.get_hooks("approval_overseers"))


def publishing_roles(doctype: str) -> frozenset[str]:
	"""Roles that put flows in force for a DocType, and administer what runs under them.

	System Manager, and those named for the DocType: by apps in the hook `approval_publishers`, by the site under the same
	name in its site_config.json, `{"Leave Application": ["HR Manager"]}`. Who signs reads, so nobody else gives turns away.
	"""
	by_apps = frappe.get_hooks("approval_publishers", {}).get(doctype, [])
	by_site = (frappe.conf.get("approval_publishers") or {}).get(doctype, [])
	makers = form_making_roles() if is_made_form(doctype) or was_made_form(doctype) else ()
	return frozenset({ALWAYS, *by_apps, *by_site, *makers})


def form_making_roles() -> frozenset[str]:
	"""Roles that make forms and administer their flows: whoever administers flows, or whom the site names instead.

	A site says it as `approval_form_makers` in its site_config.json, a list of roles; an empty one leaves System Manager.
	"""
	by_site = frappe.conf.get("approval_form_makers")
	return administering_roles() if by_site is None else frozenset({ALWAYS, *by_site})


def makes_forms() -> bool:
	"""Whether the session's user makes forms."""
	return not form_making_roles().isdisjoint(frappe.get_roles())


def is_made_form(doctype: str) -> bool:
	"""Whether a DocType is a form that an administrator made: only System Manager moves another into its module."""
	if not is_doctype(doctype):
		return False
	meta = frappe.get_meta(doctype)
	return (meta.module, meta.custom) == (FORMS, 1)


def was_made_form(doctype: str) -> bool:
	"""Whether a DocType that was deleted since was such a form: core keeps what it deletes."""
	about = {"deleted_doctype": "DocType", "deleted_name": doctype}
	if is_doctype(doctype) or not frappe.db.exists("Deleted Document", about):
		return False
	kept = frappe.get_last_doc("Deleted Document", about).data
	was = frappe.parse_json(kept or "{}")
	return (was.get("module"), was.get("custom")) == (FORMS, 1)


def administers_any(user: str | None = None) -> bool:
	"""Whether there may be a DocType whose flows the user administers."""
	by_apps, by_site = (
		frappe.get_hooks("approval_publishers", {}),
		frappe.conf.get("approval_publishers") or {},
	)
	named = (role for roles in (*by_apps.values(), *by_site.values()) for role in roles)
	return not {*administering_roles(), *form_making_roles(), *named}.isdisjoint(frappe.get_roles(user))


def administers(user: str | None = None, doctype: str | None = None) -> bool:
	"""Whether the user may terminate, jump and resume what is blocked: at all, or of documents of one DocType."""
	roles = publishing_roles(doctype) if doctype else administering_roles()
	return not roles.isdisjoint(frappe.get_roles(user))


def oversees(user: str | None = None) -> bool:
	"""Whether the user sees all requests."""
	return not overseeing_roles().isdisjoint(frappe.get_roles(user))


def people() -> list[str]:
	"""The enabled users who administer flows; Administrator where there is nobody else."""
	return holders_of(*administering_roles(), at_desk=True) or ["Administrator"]

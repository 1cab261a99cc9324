"""The app's roles say whose they are: a site may have a “Unit Head” of its own.

A role that other apps, their documents or their pages use as well stays theirs: its people get ours beside it, and what is
ours is moved over.
"""

import frappe

ROLES = ("Unit Liaison", "Unit Head", "Leader Office", "Supervision Office", "List Administrator")
OURS = ("like", "Qingdan %")
OTHERS = ("not like", "Qingdan %")
OF_A_DOCTYPE = ("DocPerm", "Custom DocPerm")
PEOPLE = ("User", "Role Profile")
"""Who holds a role, and what gives it."""
OF_A_WORKFLOW = (("Workflow Transition", "allowed"), ("Workflow Document State", "allow_edit"))


def execute():
	for old in ROLES:
		new = f"Qingdan {old}"
		if not frappe.db.exists("Role", old) or frappe.db.exists("Role", new):
			continue
		if _others_use(old):
			_part(old, new)
		else:
			frappe.rename_doc("Role", old, new, force=True, show_alert=False)
	frappe.clear_cache()


def _others_use(role: str) -> bool:
	"""Whether a DocType, a Workflow, or a page, report or workspace that is not ours names the role."""
	if any(frappe.db.exists(kind, {"role": role, "parent": OTHERS}) for kind in OF_A_DOCTYPE):
		return True
	workflows = frappe.get_all("Workflow", {"document_type": OTHERS}, pluck="name")
	for rows, field in OF_A_WORKFLOW:
		if workflows and frappe.db.exists(rows, {field: role, "parent": ("in", workflows)}):
			return True
	shown = {"role": role, "parenttype": ("not in", PEOPLE)}
	return bool(frappe.db.exists("Has Role", {**shown, "parent": OTHERS}))


def _part(old: str, new: str) -> None:
	"""Our own role beside the site's: the same people, and everything of ours that named the old one."""
	role = frappe.copy_doc(frappe.get_doc("Role", old))
	role.role_name = new
	role.insert()
	held = {"role": old, "parenttype": ("in", PEOPLE)}
	for row in frappe.get_all("Has Role", held, ["parent", "parenttype", "parentfield"]):
		frappe.get_doc({"doctype": "Has Role", **row, "role": new}).db_insert()
	for kind in OF_A_DOCTYPE:
		frappe.db.set_value(kind, {"role": old, "parent": OURS}, "role", new, update_modified=False)
	frappe.db.set_value("Has Role", {"role": old, "parent": OURS}, "role", new, update_modified=False)
	workflows = frappe.get_all("Workflow", {"document_type": OURS}, pluck="name")
	for rows, field in OF_A_WORKFLOW if workflows else ():
		mine = {field: old, "parent": ("in", workflows)}
		frappe.db.set_value(rows, mine, field, new, update_modified=False)

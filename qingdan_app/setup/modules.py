"""A module profile for people who come for their tasks only: they see our workspaces and none of core's."""

import frappe

from qingdan_app.ours import modules

PROFILE = "清单用户"


def create_missing() -> None:
	"""Create the profile where there is none of its name; whom it is given to is the administrator's choice."""
	if frappe.db.exists("Module Profile", PROFILE):
		return
	profile = frappe.new_doc("Module Profile")
	profile.module_profile_name = PROFILE
	for module in of_other_apps():
		profile.append("block_modules", {"module": module})
	profile.insert(ignore_permissions=True)  # set-up runs as whoever installs


def of_other_apps() -> list[str]:
	"""Every module of the site but ours."""
	ours = modules()
	return frappe.get_all("Module Def", {"name": ("not in", ours)}, pluck="name", order_by="name")


def remove() -> None:
	"""Take the profile away, and from whoever has it what it hid: of a site without us they would see nothing at all."""
	users = frappe.get_all("User", {"module_profile": PROFILE}, pluck="name")
	if users:
		frappe.db.set_value("User", {"name": ("in", users)}, "module_profile", None)
		frappe.db.delete("Block Module", {"parent": ("in", users), "parenttype": "User"})
	frappe.delete_doc_if_exists("Module Profile", PROFILE, force=True)

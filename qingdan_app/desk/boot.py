"""What a session of Desk starts with."""

import frappe

from qingdan_app.workflows.flows.choosing import guards

MODULE = "Qingdan App"


def extend(bootinfo: dict) -> None:
	"""Name what approval flows guard, and the workspaces of the app that are this person's.

	Breadcrumbs lead to the first workspace of a module; without this they would lead everybody to one and the
	same, which most may not open.
	"""
	bootinfo.qingdan_approvals = guards()
	workspaces = bootinfo.get("module_wise_workspaces") or {}
	if MODULE in workspaces:
		workspaces[MODULE] = _own(workspaces[MODULE])


def _own(names: list[str]) -> list[str]:
	roles = frappe.get_roles()
	filters = {"parent": ("in", names), "parenttype": "Workspace", "role": ("in", roles)}
	permitted = frappe.get_all("Has Role", filters, pluck="parent", distinct=True)
	own = [name for name in names if name in permitted]
	order = frappe.get_all("Workspace", {"name": ("in", own)}, pluck="name", order_by="sequence_id")
	return order or own

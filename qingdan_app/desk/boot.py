"""What a session of Desk starts with."""

import frappe
from frappe import _

from qingdan_app.desk.workspaces import APPROVALS, concerning
from qingdan_app.organization import people
from qingdan_app.organization.rules.standing import Role
from qingdan_app.organization.settings import lists_in_use
from qingdan_app.ours import modules, names
from qingdan_app.tasks import reporting
from qingdan_app.tasks.rules.states import TaskState
from qingdan_app.workflows import administrators
from qingdan_app.workflows.flows.choosing import guards
from qingdan_app.workflows.moves import stated

HOME = "Qingdan App"
"""The module whose workspaces are the way in of everybody who works with lists."""


def extend(bootinfo: dict) -> None:
	"""Name what approval flows guard, whether one administers them or has tasks to acknowledge, and one's workspaces.

	Breadcrumbs lead to the first workspace of a module; without this they would lead everybody to one and the
	same, which most may not open.
	"""
	bootinfo.qingdan_approvals = guards()
	bootinfo.qingdan_administers = administrators.administers()
	bootinfo.qingdan_makes_forms = administrators.makes_forms()
	bootinfo.qingdan_urges = administrators.oversees() or bool(people.standing_of().leaders)
	bootinfo.qingdan_hands_out = people.standing_of().hands_out
	bootinfo.qingdan_acknowledges = reporting.acknowledges_any()
	bootinfo.qingdan_hands_on = bool(people.standing_of().all_units)
	bootinfo.qingdan_stated = stated.all_fields()
	bootinfo.qingdan_modules = modules()
	bootinfo.qingdan_ours = names()
	bootinfo.qingdan_start = _start()
	_call_the_app(bootinfo.get("app_data") or [])
	if pages := bootinfo.get("allowed_workspaces"):
		bootinfo.allowed_workspaces = concerning(pages)
	if sidebar := bootinfo.get("sidebar_pages"):
		sidebar["pages"] = concerning(sidebar["pages"])
	workspaces = bootinfo.get("module_wise_workspaces") or {}
	if HOME in workspaces:
		workspaces.update(dict.fromkeys(modules(), _own(workspaces[HOME]) or [APPROVALS]))


def _call_the_app(apps: list[dict]) -> None:
	"""Frappe 16 shows the apps at the side of Desk by their titles."""
	for app in apps:
		if app["app_name"] == "qingdan_app":
			app["app_title"] = _("Qingdan")


def _start() -> dict | None:
	"""Where the day of this person begins, `{route, filters}`: who reports for a unit finds what is open of its tasks."""
	roles = set(frappe.get_roles())
	of_unit = not roles.isdisjoint({Role.LIAISON.value, Role.HANDLER.value})
	standing = people.standing_of()
	if not of_unit or administrators.oversees() or not (standing.all_units or standing.handles):
		return None
	return {
		"route": "qingdan-task/view/list",
		"filters": [["Qingdan Task", "state", "!=", TaskState.COMPLETED.value]],
	}


def _own(names: list[str]) -> list[str]:
	if not lists_in_use():
		return []
	roles = frappe.get_roles()
	filters = {"parent": ("in", names), "parenttype": "Workspace", "role": ("in", roles)}
	permitted = frappe.get_all("Has Role", filters, pluck="parent", distinct=True)
	own = [name for name in names if name in permitted]
	order = frappe.get_all("Workspace", {"name": ("in", own)}, pluck="name", order_by="sequence_id")
	return order or own

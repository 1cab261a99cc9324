"""Leaving a site: what the app created beside its own DocTypes goes with it; the record is laid beside the backups."""

import json

import click
import frappe
from frappe.utils.background_jobs import get_queues
from redis.exceptions import RedisError

from qingdan_app.ours import modules
from qingdan_app.setup import accounts, boards, built_reports, english, leftovers, notifications, permissions
from qingdan_app.setup.workflows import SHIPPED
from qingdan_app.workflows.requests import sharing
from qingdan_app.workflows.seals import exporting

LOG = "Qingdan Message"
REQUEST = "Qingdan Approval Request"


def before_uninstall() -> None:
	"""Write the record to a file, then remove what lies outside our DocTypes; documents stay until Frappe drops these."""
	_keep_record()
	ours = frappe.get_all("DocType", {"module": ("in", modules())}, pluck="name")
	_remove_shares()
	built_reports.remove(ours)
	_remove_from_desk(ours)
	permissions.remove()
	english.remove()
	notifications.remove()
	accounts.restore()
	leftovers.remove(ours)
	leftovers.remove_roles(ours)
	frappe.db.delete("Logs To Clear", {"ref_doctype": LOG})  # core's clearing would stumble over it
	_remove_jobs()
	frappe.db.delete("Singles", {"doctype": ("in", ours)})


def _keep_record() -> None:
	file = exporting.in_backups()
	lines = exporting.write_record(file)
	click.echo(f"{lines} entries of the approval log and seals are kept in {file}")


def _remove_shares() -> None:
	"""Those that signers of other documents had for the time of their turn."""
	for shared in frappe.get_all(REQUEST, {"shared": ("is", "set")}, pluck="shared"):
		names = list(sharing.names_of(json.loads(shared or "{}").values()))
		if names:
			frappe.db.delete("DocShare", {"name": ("in", names)})


def _remove_from_desk(ours: list[str]) -> None:
	"""Workflows and boards: of ours, and what was made for our DocTypes."""
	of_ours = {"document_type": ("in", ours)}
	frappe.db.set_value("Workflow", of_ours, "is_active", 0)  # an active one is kept for the flows on it
	for flow in SHIPPED:
		frappe.delete_doc_if_exists("Workflow", flow.name)
	for doctype, about in (("Workflow", "document_type"), ("Kanban Board", "reference_doctype")):
		for name in frappe.get_all(doctype, {about: ("in", ours)}, pluck="name"):
			frappe.delete_doc(doctype, name, force=True)
	frappe.delete_doc_if_exists("Kanban Board", boards.BOARD)


def _remove_jobs() -> None:
	"""What the scheduler would start, what it noted about that, and what waits for a worker."""
	jobs = frappe.get_all("Scheduled Job Type", {"method": ("like", "qingdan_app.%")}, pluck="name")
	frappe.db.delete("Scheduled Job Log", {"scheduled_job_type": ("in", [*jobs, ""])})
	frappe.db.delete("Scheduled Job Type", {"name": ("in", [*jobs, ""])})
	try:
		for queue in get_queues():
			for job in queue.get_jobs():
				if _is_ours(job.kwargs or {}):
					job.delete()
	except (RedisError, OSError):
		click.echo("The queue does not answer; jobs of the app that wait there will fail once.")


def _is_ours(asked: dict) -> bool:
	method = asked.get("method")
	module = method if isinstance(method, str) else getattr(method, "__module__", "")
	return asked.get("site") == frappe.local.site and module.startswith("qingdan_app.")

"""Imports of lists, for list administrators: read the file, settle, compare, confirm."""

import frappe

from qingdan_app import arguments
from qingdan_app.importing import choosing_words, writer
from qingdan_app.workflows.retry import repeat_on_deadlock


@frappe.whitelist(methods=["POST"])
@arguments.read
def preview(name: str) -> dict:
	"""Read the file of an import run and fill its review screen: `{name, status, outcome, issues}`."""
	return _answer(writer.preview_run(_run(name)))


@frappe.whitelist(methods=["POST"])
@arguments.read
def compare(name: str) -> dict:
	"""Recompute what would be written under the decisions made so far."""
	return _answer(writer.show_comparison(_run(name)))


@frappe.whitelist(methods=["POST"])
@arguments.read
def settle_all(name: str) -> dict:
	"""Mark every issue of a run as looked at."""
	run = _run(name)
	for row in run.issues:
		row.settled = 1
	run.save()
	return _answer(run)


@frappe.whitelist(methods=["POST"])
@arguments.read
def choose(name: str, rows: list[str] | str, take: bool = True) -> dict:
	"""Take differences from the document, or leave them as they are on the site: `{name, taken}`, the keys of all taken."""
	run, keys = _run(name), frappe.parse_json(rows) if isinstance(rows, str) else rows
	return {"name": run.name, "taken": choosing_words.choose(run, keys, take)}


@frappe.whitelist(methods=["POST"])
@arguments.read
@repeat_on_deadlock
def confirm(name: str, hand_out: bool = True) -> dict:
	"""Write what the review screen shows, with the words that were taken, all or nothing.

	New tasks are handed out at once; without `hand_out` they wait until somebody has looked at its preview.
	"""
	return _answer(writer.confirm_run(_run(name), hand_out))


def _run(name: str):
	run = frappe.get_doc("Qingdan Import", name, for_update=True)
	run.check_permission("write")
	return run


def _answer(run) -> dict:
	open_issues = len([row for row in run.issues if not row.settled])
	return {"name": run.name, "status": run.status, "outcome": run.outcome, "open_issues": open_issues}

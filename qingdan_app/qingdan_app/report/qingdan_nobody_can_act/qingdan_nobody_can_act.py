"""无人可办: requests in which somebody would have to act who cannot. There should be none."""

import frappe
from frappe import _
from frappe.utils import get_fullname

from qingdan_app.desk import report_columns
from qingdan_app.workflows.engine.flow.state import OUTCOME
from qingdan_app.workflows.flows.world import is_available
from qingdan_app.workflows.requests import columns, stranded, without_document

FIELDS = (
	"name",
	"reference_doctype",
	"reference_name",
	"subject_title",
	"status",
	"step",
	"initiator",
	"started_at",
)


def execute(filters: dict | None = None) -> tuple[list[dict], list[dict]]:
	return report_columns.aligned(_columns()), _stranded()


def _stranded() -> list[dict]:
	"""Requests that are blocked or where a turn lies with somebody who is disabled or has gone, and documents that wait without one.

	Turns of a post go on by themselves; what lies here was given by name, and has to be handed over.
	"""
	running = frappe.get_list(
		"Qingdan Approval Request",
		{"status": ("!=", "Ended")},
		list(FIELDS),
		order_by="started_at",
		limit_page_length=0,
	)
	holders, gone = _holders(), _gone(running)
	found = [(row, _("Its document is gone: end the request")) for row in running if row.name in gone]
	left = [row for row in running if row.name not in gone]
	found += [(row, why) for row in left if (why := _why(row, holders.get(row.name, [])))]
	found += [(row, _("No approval runs on it: send it in")) for row in stranded.documents()]
	return [
		{
			**row,
			"document_type": _(row.reference_doctype),
			"initiator": get_fullname(row.initiator),
			"why": why,
		}
		for row, why in found
	]


def _gone(running: list[dict]) -> set[str]:
	"""The requests whose document was deleted past every rule."""
	names: dict[str, list[str]] = {}
	for row in running:
		names.setdefault(row.reference_doctype, []).append(row.reference_name)
	there = {
		(doctype, str(name))
		for doctype, wanted in names.items()
		if not without_document.is_type_gone(doctype)
		for name in frappe.get_all(doctype, {"name": ("in", wanted)}, pluck="name")
	}
	return {row.name for row in running if (row.reference_doctype, str(row.reference_name)) not in there}


def _why(row: dict, holders: list[dict]) -> str:
	if row.status == "Blocked" and row.step == OUTCOME:
		return _("What was decided could not be carried out")
	if row.status == "Blocked":
		return _missing(row)
	if not any(holder.standing == "Open" for holder in holders):
		return _("Nobody has an open turn")
	gone = [holder.assignee for holder in holders if not is_available(holder.assignee)]
	return _("Disabled or without Desk: {0}").format("、".join(map(get_fullname, gone))) if gone else ""


def _missing(row: dict) -> str:
	visit = columns.state_of(
		frappe.db.get_value("Qingdan Approval Request", row.name, ["engine_state"], as_dict=True)
	).visit
	if visit and visit.missing:
		return _("Nobody can answer for {0}").format("、".join(map(get_fullname, visit.missing)))
	return _("Nobody was found for the step")


def _holders() -> dict[str, list[dict]]:
	"""Request → who has a turn on it that is not closed."""
	live = {"standing": ("!=", "Closed")}
	rows = frappe.get_all("Qingdan Approval Assignment", live, ["request", "assignee", "standing"])
	found: dict[str, list[dict]] = {}
	for row in rows:
		found.setdefault(row.request, []).append(row)
	return found


def _columns() -> list[dict]:
	return [
		{"fieldname": "why", "label": _("Why"), "fieldtype": "Data", "width": 220},
		*report_columns.of_document(subject_width=320),
		{"fieldname": "step", "label": _("Step"), "fieldtype": "Data", "width": 120},
		{"fieldname": "initiator", "label": _("Initiator"), "fieldtype": "Data", "width": 120},
		{"fieldname": "started_at", "label": _("Started At"), "fieldtype": "Datetime", "width": 150},
	]

"""无人可办: requests that wait for nobody who could act. There should be none."""

import frappe
from frappe import _
from frappe.utils import get_fullname

from qingdan_app.desk import report_columns
from qingdan_app.workflows.engine.flow.state import OUTCOME
from qingdan_app.workflows.requests import stranded

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
	return _columns(), _stranded()


def _stranded() -> list[dict]:
	"""Requests that have not ended and where no enabled user has an open turn, and documents that wait without one."""
	running = frappe.get_list(
		"Qingdan Approval Request",
		{"status": ("!=", "Ended")},
		list(FIELDS),
		order_by="started_at",
		limit_page_length=0,
	)
	holders = _holders()
	found = [(row, why) for row in running if (why := _why(row, holders.get(row.name, [])))]
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


def _why(row: dict, holders: list[dict]) -> str:
	if row.status == "Blocked" and row.step == OUTCOME:
		return _("What was decided could not be carried out")
	if row.status == "Blocked":
		return _("Nobody was found for the step")
	if any(holder.enabled for holder in holders):
		return ""
	names = "、".join(get_fullname(holder.assignee) for holder in holders)
	return _("Disabled: {0}").format(names) if names else _("Nobody has an open turn")


def _holders() -> dict[str, list[dict]]:
	"""Request → who has an open turn on it, and whether they are enabled."""
	turn, user = frappe.qb.DocType("Qingdan Approval Assignment"), frappe.qb.DocType("User")
	rows = (
		frappe.qb.from_(turn)
		.left_join(user)
		.on(user.name == turn.assignee)
		.select(turn.request, turn.assignee, user.enabled)
		.where(turn.standing == "Open")
	).run(as_dict=True)
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

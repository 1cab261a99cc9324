"""How the approvals of many documents stand, for a list of them: one question for a page."""

from collections.abc import Sequence

import frappe

from qingdan_app.workflows.flows import choosing
from qingdan_app.workflows.requests import marks

REQUEST = "Qingdan Approval Request"


def are_marked(doctype: str | None) -> bool:
	"""Whether a flow decides on the submission of such documents: core's list says no more than draft and submitted."""
	return bool(doctype) and any(row.guard == "Submission" for row in choosing.guarded(doctype))


def of(doctype: str, names: Sequence[str]) -> dict[str, dict]:
	"""Name → `{text, colour}` of the document's last request; documents that were never sent in are left out."""
	rows = frappe.get_all(
		REQUEST,
		{"reference_doctype": doctype, "reference_name": ("in", [*names, ""])},
		["reference_name", "status", "outcome", "step"],
		order_by="started_at, creation",
	)
	return {row.reference_name: marks.of_request(row) for row in rows}

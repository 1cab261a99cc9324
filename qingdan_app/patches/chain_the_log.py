"""Chain entries of the approval log that were written before entries were chained."""

import frappe

from qingdan_app.workflows.engine.trail import link
from qingdan_app.workflows.log import chains, trail

LOG = "Qingdan Approval Log"


def execute() -> None:
	for number, (doctype, name) in enumerate(_documents()):
		_chain(doctype, name)
		if number % 500 == 499:
			frappe.db.commit()


def _documents() -> list[tuple[str, str]]:
	return frappe.db.sql(
		"select distinct reference_doctype, reference_name from `tabQingdan Approval Log` where ifnull(digest, '') = ''"
	)


def _chain(doctype: str, name: str) -> None:
	about = {"reference_doctype": doctype, "reference_name": name}
	kept, digest, sequence = chains.of(doctype, name), "", 0
	for row in frappe.get_all(LOG, about, ["*"], order_by="acted_at, creation, name"):
		entry = link(trail.chain_of(row), sequence + 1, trail.content_of(row), digest)
		values = {"sequence": entry.sequence, "previous": entry.previous, "digest": entry.digest}
		frappe.db.set_value(LOG, row.name, values, update_modified=False)
		sequence, digest = entry.sequence, entry.digest
	waiting = frappe.db.get_value("Qingdan Approval Request", {**about, "status": ("!=", "Ended")})
	chains.grow(kept, sequence, digest, waiting or "")

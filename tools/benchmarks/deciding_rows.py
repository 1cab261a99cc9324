"""Documents of two plain DocTypes that wait for one signer: one under an approval flow, one under core's Workflow."""

from collections.abc import Callable

import frappe
from frappe.model.workflow import apply_workflow

from qingdan_app.tasks.bulk import insert_rows
from qingdan_app.workflows.flows import publishing

from . import acts_rows, city, inside

OURS = "Benchmark Approval"
FLOW_KEY = "benchmark"
REQUEST, TURN = "Qingdan Approval Request", "Qingdan Approval Assignment"
SIGNER = {"fieldname": "signer", "fieldtype": "Link", "options": "User", "label": "Signer"}


def prepare(clients: int, **clock: object) -> None:
	"""People, both DocTypes with the same core Workflow, and a flow with one signer on ours."""
	acts_rows.people(clients)
	acts_rows.head()
	fields = [*acts_rows.copied_fields(), SIGNER]
	city.plain_doctype(OURS, fields, ["Qingdan Unit Liaison", "Qingdan Leader Office"])
	frappe.db.sql_ddl(f"truncate table `tab{OURS}`")
	acts_rows.core_workflow(OURS)
	who = {"resolver": "field", "parameter": SIGNER["fieldname"]}
	publish([{"step_key": "office", "title": "审定", **who, **clock}])


def publish(steps: list[dict], key: str = FLOW_KEY) -> None:
	"""A flow on our plain DocType with these steps, as an administrator saves and publishes it."""
	flow = frappe.new_doc("Qingdan Approval Flow")
	flow.update({"flow_key": key, "title": "审批", "document_type": OURS, "priority": len(steps)})
	flow.update({"guarded_state": acts_rows.IN_REVIEW, "approved_action": acts_rows.APPROVE})
	for step in steps:
		flow.append("steps", step)
	publishing.publish(flow.insert())
	frappe.db.commit()


def ours(client: int, first: int, count: int, signer: Callable[[int], str] | None = None) -> list[str]:
	"""Documents that wait for one signer, sent in by core's own button; answers the names of their requests.

	`signer` says by the place of a document who signs it; otherwise somebody of the client's office does.
	"""
	rows = acts_rows.plain_rows(client, first, count)
	people = [signer(place) if signer else city.clerk(client) for place in range(count)]
	insert_rows(OURS, [{**row, "signer": who} for row, who in zip(rows, people, strict=True)])
	frappe.set_user(city.liaison(client))
	for row in rows:
		apply_workflow(frappe.get_doc(OURS, row["name"]), acts_rows.SEND)
	frappe.set_user("Administrator")
	frappe.db.commit()
	inside.drop_jobs()
	about = {"reference_name": ("in", [row["name"] for row in rows])}
	found = frappe.get_all(REQUEST, about, ["reference_name", "name"], limit_page_length=0)
	requests = {row.reference_name: row.name for row in found}
	return [requests[row["name"]] for row in rows]


def documents_of(requests: list[str]) -> list[str]:
	"""The names of the documents that requests are about, in the same order."""
	found = frappe.get_all(
		REQUEST, {"name": ("in", requests)}, ["name", "reference_name"], limit_page_length=0
	)
	named = {row.name: row.reference_name for row in found}
	return [named[request] for request in requests]


def cores(client: int, first: int, count: int) -> list[str]:
	"""The same number of documents that wait for core's own decision; answers their names."""
	rows = [{**row, "state": acts_rows.IN_REVIEW} for row in acts_rows.plain_rows(client, first, count)]
	insert_rows(acts_rows.PLAIN, rows)
	frappe.db.commit()
	return [row["name"] for row in rows]


def undecided(requests: list[str]) -> list[str]:
	"""Those whose document is not completed by exactly one decision that the log tells of once."""
	found = frappe.db.sql(
		f"""select r.name, d.state, r.outcome,
			(select count(*) from `tab{TURN}` t where t.request = r.name and t.decision = 'Approved') as turns,
			(select count(*) from `tabQingdan Approval Log` l where l.request = r.name and l.act = 'approve') as told
		from `tab{REQUEST}` r join `tab{OURS}` d on d.name = r.reference_name where r.name in %s""",
		(requests,),
		as_dict=True,
	)
	wanted = (acts_rows.COMPLETED, "Approved", 1, 1)
	wrong = [row.name for row in found if (row.state, row.outcome, row.turns, row.told) != wanted]
	return [*wrong, *sorted(set(requests) - {row.name for row in found})]

"""Tasks that are on their way, and as many documents of a plain DocType with a core Workflow beside them."""

import frappe
from frappe.utils import add_days, getdate

from qingdan_app.tasks.bulk import insert_rows
from qingdan_app.tasks.invariants import title_of
from qingdan_app.tasks.rules.order import due_order

from . import city

PLAIN = "Benchmark Request"
MOVING, IN_REVIEW, COMPLETED = "推进中", "待审核", "已完成"
SEND, APPROVE = "送审", "办结"
UNITS = 40
LEADERS = 8
SEATS = 2
COPIED = (
	"title",
	"text",
	"state",
	"percent",
	"due_date",
	"deadline_kind",
	"deadline_raw",
	"leader",
	"lead_unit",
	"units",
)


def people(clients: int) -> None:
	"""A unit, its liaison and a leader with an office of two for every client."""
	city.build(UNITS, max(LEADERS, clients), list(range(1, clients + 1)), SEATS)


def tasks(client: int, first: int, count: int) -> list[str]:
	"""Tasks led by the client's unit under the client's leader, started; answers their names."""
	rows = [_task(client, number) for number in range(first, first + count)]
	insert_rows("Qingdan Task", rows)
	frappe.db.commit()
	return [row["name"] for row in rows]


def plain_documents(client: int, first: int, count: int) -> list[str]:
	"""The same rows as documents of the plain DocType."""
	rows = plain_rows(client, first, count)
	insert_rows(PLAIN, rows)
	frappe.db.commit()
	return [row["name"] for row in rows]


def plain_rows(client: int, first: int, count: int) -> list[dict]:
	"""What a plain document holds of a task."""
	tasks = [_task(client, number) for number in range(first, first + count)]
	return [{"name": f"P-{task['name']}", **{key: task[key] for key in COPIED}} for task in tasks]


def head() -> None:
	"""The list and the key work the tasks stand under, and the plain DocType with its core Workflow."""
	values = {
		"doctype": "Qingdan List",
		"code": city.LIST,
		"title": "重点工作责任分解清单",
		"number": 1,
		"year": 2098,
	}
	frappe.get_doc(values).insert()
	frappe.get_doc(
		{"doctype": "Qingdan Key Work", "list": city.LIST, "serial": 1, "text": "重点工作"}
	).insert()
	city.plain_doctype(PLAIN, copied_fields(), ["Qingdan Unit Liaison", "Qingdan Leader Office"])
	frappe.db.sql_ddl(f"truncate table `tab{PLAIN}`")
	core_workflow(PLAIN)
	frappe.db.commit()
	frappe.clear_cache()


def _task(client: int, number: int) -> dict:
	due = add_days(getdate(), 200)
	lead = {"leader": city.leader(client), "lead_unit": city.unit(client)}
	copies = {"due_order": due_order(due), "state": MOVING, "list": city.LIST, **lead}
	units = [{"unit": city.unit(client), "duty": "Lead", "raw": "", **copies}]
	others = [1 + (client - 1 + offset + number % 19) % UNITS for offset in (1, 20)]
	units += [{"unit": city.unit(other), "duty": "Cooperating", "raw": "", **copies} for other in others]
	text = f"推动重点项目{number}建设，完成年度投资计划，按月报送进展，协调解决征地拆迁与资金保障问题。"
	return {
		"name": f"{city.LIST}-1-{client:02d}{number:05d}",
		"list": city.LIST,
		"key_work": f"{city.LIST}-1",
		"number": client * 100_000 + number,
		"title": title_of(text),
		"text": text,
		"state": MOVING,
		"percent": 0,
		"due_date": due,
		"due_order": due_order(due),
		"deadline_kind": "Date",
		"deadline_raw": "12月底前",
		"leader": city.leader(client),
		"lead_unit": city.unit(client),
		"units": units,
	}


def copied_fields() -> list[dict]:
	"""The fields of a task that plain documents have as well."""
	keep = ("fieldname", "fieldtype", "label", "options", "in_list_view", "search_index", "length")
	fields = [frappe.get_meta("Qingdan Task").get_field(name) for name in COPIED]
	return [{key: field.get(key) for key in keep if field.get(key)} for field in fields]


def core_workflow(doctype: str) -> None:
	"""Send for review and approve, as anybody sets it up in Desk."""
	name = f"{doctype} Flow"
	if frappe.db.exists("Workflow", name):
		return
	flow = frappe.new_doc("Workflow")
	flow.update({"workflow_name": name, "document_type": doctype, "workflow_state_field": "state"})
	flow.update({"is_active": 1, "send_email_alert": 0})
	for state, role in (
		(MOVING, "Qingdan Unit Liaison"),
		(IN_REVIEW, "Qingdan Leader Office"),
		(COMPLETED, "Qingdan Leader Office"),
	):
		flow.append("states", {"state": state, "doc_status": "0", "allow_edit": role})
	for edge in (
		(MOVING, SEND, IN_REVIEW, "Qingdan Unit Liaison"),
		(IN_REVIEW, APPROVE, COMPLETED, "Qingdan Leader Office"),
	):
		flow.append("transitions", dict(zip(("state", "action", "next_state", "allowed"), edge, strict=True)))
	flow.insert()

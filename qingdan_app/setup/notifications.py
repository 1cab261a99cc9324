"""Frappe's Notification names whoever stands for a document as a receiver; some are shipped as examples, switched off."""

import frappe
from frappe.custom.doctype.custom_field.custom_field import create_custom_field

from qingdan_app.notifying.duties import DUTIES
from qingdan_app.notifying.notification_class import RECEIVER

ROW, NOTIFICATION = "Notification Recipient", "Notification"
LABELS = {
	"label": "Receiver by Duty",
	"description": "Whoever stands for the document by this duty when it is sent, told through Qingdan Message.",
}
FIELD = {
	"fieldname": RECEIVER,
	"fieldtype": "Select",
	"options": "\n".join(["", *DUTIES]),
	"insert_after": "receiver_by_role",
	"in_list_view": 1,
	**LABELS,
}
EXAMPLES: tuple[dict, ...] = (
	{
		"name": "示例：到期前三天告诉承办人和联络员",
		"document_type": "Qingdan Task",
		"event": "Days Before",
		"date_changed": "due_date",
		"days_in_advance": 3,
		"condition": "doc.state in ('待启动', '推进中')",
		"subject": "三天后到期：{{ doc.title }}",
		"message": "请在 {{ doc.due_date }} 前办结并填报。",
		"duties": ("Handlers", "Liaisons of the Lead Unit"),
	},
	{
		"name": "示例：报告里写了问题就告诉领导办公室",
		"document_type": "Qingdan Progress Report",
		"event": "Value Change",
		"value_changed": "state",
		"condition": "doc.problems and doc.state == '已提交'",
		"subject": "{{ doc.unit }} 报告了存在问题：{{ doc.task_title }}",
		"message": "{{ doc.problems }}",
		"duties": ("Leader's Office",),
	},
	{
		"name": "示例：红色督办单同时告诉单位负责人和领导办公室",
		"document_type": "Qingdan Supervision Notice",
		"event": "New",
		"condition": "doc.level == 'Red'",
		"subject": "红色督办单：{{ doc.unit }}",
		"message": "{{ doc.demand }}",
		"duties": ("Heads of the Lead Unit", "Leader's Office"),
	},
)
"""They are sent by nobody until an administrator switches them on."""
CHANNEL = "System Notification"
"""What core asks for; whom a row names by duty hears on the channels of the outbox."""


def create_missing() -> None:
	"""The field, and the examples where no Notification is about a document of theirs."""
	_add_field()
	about = {"document_type": ("in", [example["document_type"] for example in EXAMPLES])}
	if not frappe.db.exists(NOTIFICATION, about):
		for example in EXAMPLES:
			_create(example)


def remove() -> None:
	"""Take the field away again."""
	frappe.delete_doc_if_exists("Custom Field", f"{ROW}-{RECEIVER}")


def _add_field() -> None:
	"""The table is changed only where it lacks the column: that commits, and the field comes back whenever the app does."""
	frappe.flags.in_create_custom_fields = True
	try:
		create_custom_field(ROW, FIELD, ignore_validate=True)
	finally:
		frappe.flags.in_create_custom_fields = False
	frappe.clear_cache(doctype=ROW)
	if not frappe.db.has_column(ROW, RECEIVER):
		frappe.db.updatedb(ROW)


def _create(example: dict) -> None:
	values = {key: value for key, value in example.items() if key not in ("name", "duties")}
	made = frappe.new_doc(NOTIFICATION, name=example["name"], enabled=0, channel=CHANNEL, **values)
	for duty in example["duties"]:
		made.append("recipients", {RECEIVER: duty})
	made.flags.name_set = True
	made.insert(ignore_permissions=True)  # set-up runs as whoever installs

"""Tasks from before their targets were read: each has the rows that its text says."""

import frappe

from qingdan_app.tasks import set_targets
from qingdan_app.tasks.bulk import insert_children

TARGET = "Qingdan Task Target"


def execute() -> None:
	known = set(frappe.get_all(TARGET, {"parenttype": "Qingdan Task"}, pluck="parent", distinct=True))
	for list_ in frappe.get_all("Qingdan List", fields=["name", "year"]):
		tasks = frappe.get_all("Qingdan Task", {"list": list_.name}, ["name", "text", "due_date"])
		rows = [
			{"name": task.name, "targets": set_targets.rows_in(task.text, task.due_date, list_.year)}
			for task in tasks
			if task.name not in known
		]
		insert_children("Qingdan Task", "targets", rows)

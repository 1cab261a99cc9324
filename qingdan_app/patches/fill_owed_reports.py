"""What units owe of reports stands in columns: computed once for tasks that are under way."""

import frappe
from frappe.utils import getdate

from qingdan_app.tasks import owed_columns

BATCH = 5_000


def execute() -> None:
	under_way = {
		"state": "推进中",
		"drafted": 0,
		"course": ("is", "not set"),
		"report_wake": ("is", "not set"),
	}
	names = frappe.get_all("Qingdan Task", under_way, pluck="name", order_by="name")
	for begins in range(0, len(names), BATCH):
		owed_columns.compute(names[begins : begins + BATCH], getdate())
		frappe.db.commit()

"""How often tasks recur that were there before periods had a row each; their first period is the present one."""

import frappe
from frappe.utils import add_days, getdate

from qingdan_app.tasks.periods import of_words


def execute() -> None:
	lacking = {"deadline_kind": "Recurring", "cycle": ("is", "not set")}
	for name, raw in frappe.get_all("Qingdan Task", lacking, ["name", "deadline_raw"], as_list=True):
		values = {**of_words(raw), "instances_until": add_days(getdate(), -1)}
		frappe.db.set_value("Qingdan Task", name, values, update_modified=False)

"""Reminders: whom rules would remind before they are saved."""

import frappe
from frappe.utils import getdate

from qingdan_app import arguments, shapes
from qingdan_app.reminders import stored_rules, who_would_be_reminded

ROW = dict.fromkeys(stored_rules.COLUMNS, shapes.text)


@frappe.whitelist(methods=["GET", "POST"])
@arguments.read
def get_preview(rules: list[dict] | str, rule_set: str = "") -> dict:
	"""Whom rules that are not saved would remind today: `{lists, items, more, number, people}`.

	`rules` are rows of a Qingdan Reminder Rule Set, `rule_set` its name where it is stored: the lists that go by it are looked at. `number` says how many
	people, of `items`; `people` are the first of them, `[{user, full_name, items, first}]`, with lines of what they would read.
	"""
	frappe.new_doc(stored_rules.RULE_SET).check_permission("write")
	lists = stored_rules.lists_by(rule_set) if rule_set else []
	rows = shapes.rows(ROW)("rules", frappe.parse_json(rules) if isinstance(rules, str) else rules)
	return {"lists": lists, **who_would_be_reminded.preview(rows, lists, getdate())}

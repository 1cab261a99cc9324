"""Lights: what rules would change before they are saved."""

import frappe
from frappe.utils import getdate

from qingdan_app import arguments, shapes
from qingdan_app.lights import rule_sets, what_would_change

ROW = dict.fromkeys(rule_sets.COLUMNS, shapes.text)


@frappe.whitelist(methods=["GET", "POST"])
@arguments.read
def get_preview(rules: list[dict] | str, rule_set: str = "") -> dict:
	"""Which tasks would show another colour by rules that are not saved: `{lists, looked_at, more, counts, changed, tasks}`.

	`rules` are rows of a Qingdan Light Rule Set, `rule_set` its name where it is stored: the lists that go by it are looked at. `counts` is
	`[{light, text, colour, before, after}]`, `tasks` the first of those that change, `[{name, title, before, after, reason}]`.
	"""
	frappe.new_doc(rule_sets.RULE_SET).check_permission("write")
	lists = rule_sets.lists_by(rule_set) if rule_set else []
	rows = shapes.rows(ROW)("rules", frappe.parse_json(rules) if isinstance(rules, str) else rules)
	return {"lists": lists, **what_would_change.preview(rows, lists, getdate())}

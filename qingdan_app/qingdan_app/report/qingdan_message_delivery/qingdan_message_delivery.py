"""消息送达情况: how many messages stand how, by channel, by kind or by receiver, of those that the reader oversees."""

from collections import defaultdict

import frappe
from frappe import _
from frappe.utils import add_days, get_fullname

from qingdan_app.compat import counted
from qingdan_app.desk import report_columns
from qingdan_app.messaging.rules.kinds import State

MESSAGE = "Qingdan Message"
GROUPS = ("channel", "kind", "receiver")
COLOURS: dict[State, str] = {
	State.DELIVERED: "#30a66d",
	State.QUEUED: "#2490ef",
	State.SENDING: "#7cb9f5",
	State.FAILED: "#e24c4c",
	State.MUTED: "#b8c2cc",
	State.GATHERED: "#d5dbe0",
}


def execute(filters: dict | None = None) -> tuple:
	filters = frappe._dict(filters or {})
	group = report_columns.grouped_by(filters, GROUPS)
	rows = _rows(group, filters)
	return report_columns.aligned(_columns(group)), rows, None, _chart(rows)


def _rows(group: str, filters: dict) -> list[dict]:
	rows: dict[str, dict] = defaultdict(lambda: dict.fromkeys((*map(_field, State), "total"), 0))
	for name, state, number in _counts(group, filters):
		rows[name or ""][state.lower()] += number
		rows[name or ""]["total"] += number
	shown = get_fullname if group == "receiver" else _
	found = [{"group": shown(name) if name else "", "named": name, **row} for name, row in rows.items()]
	return sorted(found, key=lambda row: (-row["failed"], -row["total"]))


def _counts(group: str, filters: dict) -> list[tuple]:
	wanted: list[list] = []
	if filters.from_date:
		wanted.append(["creation", ">=", filters.from_date])
	if filters.to_date:
		wanted.append(["creation", "<", add_days(filters.to_date, 1)])
	fields = [group, "state", counted("name", "number")]
	grouped = {"group_by": f"`tab{MESSAGE}`.`{group}`, `tab{MESSAGE}`.`state`", "order_by": None}
	asked = {"filters": wanted, "fields": fields, **grouped}
	return frappe.get_list(MESSAGE, as_list=True, limit_page_length=0, **asked)


def _columns(group: str) -> list[dict]:
	label = {"channel": _("Channel"), "kind": _("Kind"), "receiver": _("Receiver")}[group]
	states = [
		{"fieldname": _field(state), "label": _(state.value), "fieldtype": "Int", "width": 100}
		for state in COLOURS
	]
	return [
		{"fieldname": "group", "label": label, "fieldtype": "Data", "width": 220},
		{"fieldname": "total", "label": _("Total"), "fieldtype": "Int", "width": 90},
		*states,
	]


def _chart(rows: list[dict]) -> dict | None:
	named = {_field(state): _(state.value) for state in COLOURS}
	return report_columns.stacked(rows, named, COLOURS.values())


def _field(state: State) -> str:
	return state.value.lower()

"""单位排名: units by what they came to in a run, the best first. People stand in none of it."""

import frappe
from frappe import _

from qingdan_app.desk import report_columns
from qingdan_app.scores import running


def execute(filters: dict | None = None) -> tuple:
	run = frappe._dict(filters or {}).run or _last_run()
	rows = [_row(row) for row in running.ranking(run)] if run else []
	totals = [(row["unit"], row["total"]) for row in rows]
	chart = report_columns.bar_chart(totals, _("Total Score"), "#2490ef")
	return report_columns.aligned(_columns()), rows, None, chart


def _last_run() -> str | None:
	runs = frappe.get_list(
		running.RUN, {"simulated": 0}, pluck="name", order_by="to_day desc, name desc", limit=1
	)
	return runs[0] if runs else None


def _row(row: dict) -> dict:
	changed = row["first_total"] != row["total"] or row["first_rank"] != row["rank"]
	before = {name: row[name] if changed else None for name in ("first_total", "first_rank")}
	return {**row, "score": row["name"], **before}


def _columns() -> list[dict]:
	return [
		_number("rank", _("Rank of the Unit"), "Int"),
		report_columns.link("unit", _("Unit"), "Qingdan Unit", 220),
		_number("total", _("Total Score")),
		_number("base", _("Base Points")),
		_number("plus", _("Points Added")),
		_number("minus", _("Points Taken Away")),
		_number("share", _("Points From Leaders")),
		_number("first_total", _("Total Before Appeals")),
		_number("first_rank", _("Rank Before Appeals"), "Int"),
		report_columns.link("score", _("Events Behind It"), running.SCORE, 140),
	]


def _number(fieldname: str, label: str, kind: str = "Float") -> dict:
	exact = {"precision": 2} if kind == "Float" else {}
	return {"fieldname": fieldname, "label": label, "fieldtype": kind, "width": 110, **exact}

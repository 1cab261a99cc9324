"""督办单统计: how many supervision notices each unit was given, of which level, and what became of them."""

import json
from collections import defaultdict
from collections.abc import Mapping

import frappe
from frappe import _

from qingdan_app.desk import report_columns
from qingdan_app.notices.rules.notice_clock import Level
from qingdan_app.notices.rules.notice_states import OPEN, NoticeState

NOTICE = "Qingdan Supervision Notice"
FIELDS = ("unit", "level", "state", "late_since", "was_late_since")


def execute(filters: dict | None = None) -> tuple:
	rows = _rows(frappe._dict(filters or {}))
	return report_columns.aligned(_columns()), rows


def _rows(filters: Mapping) -> list[dict]:
	"""By unit, those with the most notices first; what a reader does not see is not counted."""
	by_unit: dict[str, list] = defaultdict(list)
	since = _issued(filters)
	for row in frappe.get_list(NOTICE, _wanted(since), list(FIELDS), limit_page_length=0):
		by_unit[row.unit].append(row)
	rows = [{"unit": unit, **_counted(found), "opens": _opens(since)} for unit, found in by_unit.items()]
	return sorted(rows, key=lambda row: (-row["total"], row["unit"]))


def _counted(rows: list) -> dict[str, int]:
	return {name: sum(map(holds, rows)) for name, holds in FIGURES.items()}


FIGURES = {
	"total": lambda row: True,
	**{level.name.lower(): lambda row, level=level: row.level == level.value for level in Level},
	"open": lambda row: row.state in OPEN,
	"late": lambda row: bool(row.late_since),
	"was_late": lambda row: bool(row.was_late_since),
	"settled": lambda row: row.state == NoticeState.SETTLED.value,
	"called_off": lambda row: row.state == NoticeState.CANCELLED.value,
}
FILTERS = {
	"total": {"state": ["!=", NoticeState.DRAFT.value]},
	**{
		level.name.lower(): {"level": level.value, "state": ["!=", NoticeState.DRAFT.value]}
		for level in Level
	},
	"open": {"state": ["in", ",".join(OPEN)]},
	"late": {"late_since": ["is", "set"]},
	"was_late": {"was_late_since": ["is", "set"]},
	"settled": {"state": NoticeState.SETTLED.value},
	"called_off": {"state": NoticeState.CANCELLED.value},
}
"""What each figure counts, and what a list is asked for to show it."""


def _wanted(since: list) -> dict:
	issued = {"issued_at": since} if since else {}
	return {"state": ("!=", NoticeState.DRAFT.value), **issued}


def _issued(filters: Mapping) -> list:
	first, last = filters.get("from_date"), filters.get("until_date")
	if not first and not last:
		return []
	return ["between", [str(first or "2000-01-01"), str(last or "2999-12-31")]]


def _opens(since: list) -> dict[str, dict]:
	issued = {"issued_at": json.dumps(since)} if since else {}
	return {
		name: {
			**{
				field: value if isinstance(value, str) else json.dumps(value)
				for field, value in wanted.items()
			},
			**issued,
		}
		for name, wanted in FILTERS.items()
	}


def _columns() -> list[dict]:
	labels = {
		"total": _("Supervision Notices"),
		"blue": _("Blue"),
		"yellow": _("Yellow"),
		"red": _("Red"),
		"open": _("Not Settled"),
		"late": _("Late"),
		"was_late": _("Was Late"),
		"settled": _(NoticeState.SETTLED.value),
		"called_off": _("Called Off"),
	}
	figures = [
		{"fieldname": name, "label": label, "fieldtype": "Int", "width": 100}
		for name, label in labels.items()
	]
	return [report_columns.link("unit", _("Addressed Unit"), "Qingdan Unit", 220), *figures]

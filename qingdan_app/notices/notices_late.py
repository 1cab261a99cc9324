"""What time does to what a unit has to answer: where the day has passed without an answer it is late from then on."""

from collections.abc import Iterable
from datetime import date

import frappe
from frappe.query_builder import CustomFunction
from frappe.query_builder.functions import Coalesce

from qingdan_app.notices.notice_requirements import NOTICE
from qingdan_app.notices.rules.notice_states import WITH_UNIT


def stamp_late(today: date) -> None:
	"""Write the late stamp on each notice that became late by `today`, as `rules.notice_clock.lateness` says of one that is
	answered today."""
	stamp(NOTICE, WITH_UNIT, today)


def stamp(doctype: str, states: Iterable[str], today: date) -> None:
	"""The same of any DocType with these fields, in the states in which an answer is owed. One statement over its index, safe to run
	twice; that it was late is never forgotten."""
	row = frappe.qb.DocType(doctype)
	since = CustomFunction("adddate", ["day", "days"])(row.due_date, 1)
	late = frappe.qb.update(row).set(row.late_since, since)
	late = late.set(row.was_late_since, Coalesce(row.was_late_since, since))
	late.where(row.state.isin([*states]) & (row.due_date < today) & row.late_since.isnull()).run()

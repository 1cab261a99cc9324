"""What others did about the tasks of a unit: extensions, urging, refusals that were settled, ratings, praise and criticism. Reads only."""

from collections.abc import Iterator

import frappe
from frappe.utils import getdate

from qingdan_app.scores.rules.score_events import Event, EventKind
from qingdan_app.scores.schemes import points
from qingdan_app.scores.span import Span
from qingdan_app.scores.who_answered import WhoAnswered, month_of

EXTENDED = """select `change`.`name`, `row`.`task`, `change`.`decided_at` as `day` from `tabQingdan Change Request` `change`
	join `tabQingdan Change Task` `row` on `row`.`parent` = `change`.`name`
	join `tabQingdan Task` `task` on `task`.`name` = `row`.`task`
	where `task`.`list` = %(list)s and `change`.`kind` = 'Extension' and `change`.`state` = '已同意变更'
		and `change`.`decided_at` >= %(first)s and `change`.`decided_at` < %(after)s"""
URGED = """select `log`.`name`, `log`.`reference_name` as `task`, `log`.`acted_at` as `day` from `tabQingdan Task` `task`
	join `tabQingdan Approval Log` `log` on `log`.`reference_doctype` = 'Qingdan Task' and `log`.`reference_name` = `task`.`name`
	where `task`.`list` = %(list)s and `log`.`act` = 'urge' and `log`.`from_state` in ('待启动', '推进中')
		and `log`.`acted_at` >= %(first)s and `log`.`acted_at` < %(after)s"""
NOT_UPHELD = """select `refusal`.`name`, `refusal`.`task`, `refusal`.`unit`, `refusal`.`settled_at` as `day` from `tabQingdan Refusal` `refusal`
	join `tabQingdan Task` `task` on `task`.`name` = `refusal`.`task`
	where `task`.`list` = %(list)s and `refusal`.`state` = '维持交办'
		and `refusal`.`settled_at` >= %(first)s and `refusal`.`settled_at` < %(after)s"""
SAID = """select `name`, `kind`, `unit`, `day`, `task`, `leader`, `points`, `out_of` from `tabQingdan Assessment`
	where `list` = %(list)s and `day` between %(first)s and %(last)s"""
KIND_OF = {"Rating": EventKind.RATED, "Praise": EventKind.PRAISED, "Criticism": EventKind.CRITICIZED}


def extended(span: Span, who: WhoAnswered) -> Iterator[Event]:
	"""Each task that was given more time, for whoever led it."""
	for row in frappe.db.sql(EXTENDED, span.values, as_dict=True):
		yield from _of_leads(EventKind.EXTENDED, row, ("Qingdan Change Request", row.name), who)


def urged(span: Span, who: WhoAnswered) -> Iterator[Event]:
	"""Each urge on a task that waited for its unit, for whoever led it; while it is in review others are urged."""
	for row in frappe.db.sql(URGED, span.values, as_dict=True):
		yield from _of_leads(EventKind.URGED, row, ("Qingdan Approval Log", row.name), who)


def refusals_not_upheld(span: Span, who: WhoAnswered) -> Iterator[Event]:
	"""Each refusal of a duty after which the task stayed with the unit."""
	for row in frappe.db.sql(NOT_UPHELD, span.values, as_dict=True):
		about = {"task": row.task, "period": month_of(row.day)}
		yield who.event(
			EventKind.REFUSAL_NOT_UPHELD, row.unit, row.day, ("Qingdan Refusal", row.name), **about
		)


def said(span: Span, who: WhoAnswered) -> Iterator[Event]:
	"""Ratings, praise and criticism."""
	for row in frappe.db.sql(SAID, span.values, as_dict=True):
		about = {"task": row.task or "", "period": month_of(row.day), "rater": row.leader or ""}
		if row.kind == "Rating":
			about["rated"] = points(row.points / row.out_of if row.out_of else 0, 6)
		for unit in who.bodies(row.unit):
			yield who.event(KIND_OF[row.kind], unit, row.day, ("Qingdan Assessment", row.name), **about)


def _of_leads(
	kind: EventKind, row: frappe._dict, behind: tuple[str, str], who: WhoAnswered
) -> Iterator[Event]:
	about = {"task": row.task, "period": month_of(row.day)}
	for unit in who.leads_on(row.task, getdate(row.day)):
		yield who.event(kind, unit, row.day, behind, **about)

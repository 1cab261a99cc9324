"""How far a list, or a key work of it, is: one statement over its tasks that the reader sees. Reads only.

What a form shows is remembered until a task of the list changes, for readers whose tasks are known by these tasks alone; then the
lead unit of that task is counted anew, and the others are not (`sums_kept`). For whoever sees all, the night has counted the lists.

What is completed counts as whole; what rests, has ended or is not handed out yet is told apart and counts for nothing. In
a list that is weighted a task weighs within its key work, and the key work within the list; elsewhere all weigh the same.
"""

from collections.abc import Collection
from datetime import date

import frappe
from frappe.model.document import Document

from qingdan_app.organization.people import standing_of
from qingdan_app.tasks import figures_shown, sums_kept, totals
from qingdan_app.tasks.rules import stage
from qingdan_app.tasks.rules.course import WITH_ITS_LIST, Course
from qingdan_app.tasks.rules.rolling_up import ADDED, LIGHTS, added, figures, who_is_behind
from qingdan_app.tasks.rules.schedule import UNSCHEDULED
from qingdan_app.tasks.rules.states import TaskState
from qingdan_app.tasks.sources import TASK, lasting_sources_of, sources_of
from qingdan_app.workflows import listed

SCOPES = {"Qingdan List": "list", "Qingdan Key Work": "key_work"}
GROUPS = ("lead_unit", "key_work", "leader")
MOST_LISTS = 50
"""So many lists are told of together, the latest ones."""

START = """coalesce(`tabQingdan Task`.`starts_on`, if(length(`tabQingdan Task`.`matter`) > 0 and ifnull(length(`tabQingdan Task`.`carried_from`), 0) = 0,
		date(`tabQingdan Task`.`creation`), makedate(%(year)s, 1)))"""
"""`tasks.pacing.start_of`, as SQL."""
RUNS = "ifnull(length(`tabQingdan Task`.`course`), 0) = 0"
COUNTS = f"(({RUNS} or `tabQingdan Task`.`course` in %(with_its_list)s) and `tabQingdan Task`.`drafted` = 0)"
"""What was archived or carried over with its list counts as it stood then, and owes nothing."""
APART = f"""if({RUNS} or `tabQingdan Task`.`course` in %(with_its_list)s, if(`tabQingdan Task`.`drafted` = 1, 1, 0),
		if(`tabQingdan Task`.`course` = %(suspended)s, 2, 3))"""
TOLD_APART = ("", "drafted", "suspended", "ended")
"""What is told apart from the tasks that count."""
PACED = f"""(`tabQingdan Task`.`due_date` is not null and {START} is not null
		and ifnull(`tabQingdan Task`.`deadline_kind`, '') not in %(unscheduled)s)"""
LINEAR = f"""if(`tabQingdan Task`.`due_date` <= %(today)s, 100, if({START} > %(today)s, 0,
		round(100e0 * (datediff(%(today)s, {START}) / (1e0 * datediff(`tabQingdan Task`.`due_date`, {START}))), 1)))"""
STEPPED = f"""round(100e0 / (`named`.`days` + 1) * (`named`.`passed` + datediff(%(today)s, ifnull(`named`.`before`, {START}))
		/ (1e0 * datediff(ifnull(`named`.`after`, `tabQingdan Task`.`due_date`), ifnull(`named`.`before`, {START})))), 1)"""
"""`tasks.rules.schedule.expected_percent` of a PACED task, as SQL: without days that it names, and with them."""
NAMED = f"""select `row`.`parent`, count(distinct `row`.`date`) as `days`,
			count(distinct if(`row`.`date` <= %(today)s, `row`.`date`, null)) as `passed`,
			max(if(`row`.`date` <= %(today)s, `row`.`date`, null)) as `before`, min(if(`row`.`date` > %(today)s, `row`.`date`, null)) as `after`
		from {{tasks}} join `tabQingdan Task Milestone` `row` on `row`.`parent` = `tabQingdan Task`.`name`
		where {{scope}} and {COUNTS} and {PACED} and `tabQingdan Task`.`due_date` > %(today)s and {START} <= %(today)s
			and ifnull(left(`row`.`instance`, 1), '') != %(stage)s and `row`.`date` > {START} and `row`.`date` < `tabQingdan Task`.`due_date`
		group by `row`.`parent` limit 1000000"""
"""The days within the work that a task on its way names: how many, how many have passed, and the two around today. The
limit has MariaDB gather them once, and not anew for each task."""
ON_NAMED = f"""`named` on `named`.`parent` = if(`tabQingdan Task`.`due_date` > %(today)s and {START} <= %(today)s, `tabQingdan Task`.`name`, null)"""
"""Looked for where the task is on its way: few name any, and looking takes longest."""
EXPECTED = f"if(`named`.`days` is null, {LINEAR}, {STEPPED})"
JOINED = f"left join ({NAMED}) {ON_NAMED}"
OWING = f"`tabQingdan Task`.`state` in %(open)s and {RUNS} and {PACED}"
SOME = """(select `name` from `tabQingdan Task` where {scope} limit 1000000) `seen`
		straight_join `tabQingdan Task` on `tabQingdan Task`.`name` = `seen`.`name`"""
"""The tasks that a reader sees, where these are not all, found before anything is asked of them."""
FROM = "from {tasks} {joined} where {scope}"
EACH = f"""select `tabQingdan Task`.`{{group}}` as `group`, {APART} as `apart`, {{weight}} as `weight`, 0e0 + `tabQingdan Task`.`percent` as `percent`,
		field(binary `tabQingdan Task`.`state`, %(waiting)s, %(moving)s, %(in_review)s, %(completed)s) as `stands`, {RUNS} as `runs`,
		`tabQingdan Task`.`late_since` is not null as `late`, `tabQingdan Task`.`light`, if({PACED}, {EXPECTED}, null) as `expected`
	{FROM} limit 1000000"""
"""What is added up, worked out once for each task: in the sums themselves it would be at each place where it is named."""
DONE = "if(`stands` = 4, 100, `percent`)"
OWES = "`stands` < 3 and `runs` and `expected` is not null"
LIT = ", ".join(f"count(if(`light` = '{light}', 1, null)) as `{figure}`" for figure, light in LIGHTS.items())
ALL = f"""select `group`, `apart`, count(*) as `tasks`{{weights}}, sum(`weight` * {DONE}) as `done`,
		count(`expected`) as `paced`, sum(if(`expected` is null, 0, `weight` * {DONE})) as `paced_done`, ifnull(sum(`weight` * `expected`), 0) as `expected`,
		count(if({OWES} and `expected` - `percent` >= 0.05, 1, null)) as `behind`, sum(if({OWES}, greatest(`expected` - `percent`, 0), 0)) as `points`,
		count(if(`runs` and `late` and `stands` != 4, 1, null)) as `late`, count(if(`stands` = 1, 1, null)) as `waiting`,
		count(if(`stands` = 2, 1, null)) as `moving`, count(if(`stands` = 3, 1, null)) as `in_review`, count(if(`stands` = 4, 1, null)) as `completed`, {LIT}
	from ({EACH}) `each` group by `group` collate utf8mb4_bin, `apart`"""
"""Names are compared byte by byte: as people sort them it takes twice as long. Numbers are counted: summing up takes longer."""
BEHIND = f"""select `tabQingdan Task`.`name`, `tabQingdan Task`.`title`, `tabQingdan Task`.`lead_unit`, `tabQingdan Task`.`leader`,
		`tabQingdan Task`.`due_date`, `tabQingdan Task`.`percent`, {EXPECTED} as `expected`
	{FROM} and {COUNTS} and {OWING} and {EXPECTED} - `tabQingdan Task`.`percent` >= 0.05
		and (%(unit)s is null or `tabQingdan Task`.`lead_unit` = %(unit)s) and (%(leader)s is null or `tabQingdan Task`.`leader` = %(leader)s)
	order by `expected` - `tabQingdan Task`.`percent` desc, `tabQingdan Task`.`name`"""
SERIAL = "cast(substring({}, char_length(%(list)s) + 2) as unsigned)"
"""The number that the name of a key work has within its list: what is joined by numbers is joined in a third of the time."""
WEIGHED = f"""left join (select `whole`.`serial`, 1e0 * `item`.`weight` / `whole`.`weight` as `share` from (
			select {SERIAL.format("`key_work`")} as `serial`, sum(`weight`) as `weight` from {{of_items}}
			where {{items}} and {COUNTS} group by `serial` having `weight` > 0 limit 1000000) `whole`
			join `tabQingdan Key Work` `item` on {SERIAL.format("`item`.`name`")} = `whole`.`serial`
			where `item`.`list` = %(list)s limit 1000000) `shares`
		on `shares`.`serial` = {SERIAL.format("`tabQingdan Task`.`key_work`")}"""
"""What a key work weighs, shared among its tasks by their weights."""
OF_UNITS = """(`tabQingdan Task`.`lead_unit` in %(units)s or ('' in %(units)s and ifnull(`tabQingdan Task`.`lead_unit`, '') = ''))"""
ITEMS_OF_UNITS = """`tabQingdan Task`.`key_work` in (select `task`.`key_work` from `tabQingdan Task` `task`
	where `task`.`list` = %(list)s and (`task`.`lead_unit` in %(units)s or ('' in %(units)s and ifnull(`task`.`lead_unit`, '') = '')))"""
"""Some lead units alone; the shares of their key works need all tasks of these."""
WEIGHTS = ", sum(`weight`) as `weight`, sum(if(`expected` is null, 0, `weight`)) as `paced_weight`"
WEIGHT = "ifnull(`shares`.`share` * `tabQingdan Task`.`weight`, 0)"


def roll_up_of(doc: Document, today: date) -> dict:
	"""What `rules.rolling_up.figures` says of a list or key work, with `{shown, weighted, partial, units}`, for the session's user.

	`shown` is how a form offers the figures; `units` are those that are behind, each with its figures, worst first; `partial` says that the reader sees some of the tasks.
	"""
	seen = _seen()
	told = _told(doc, today, seen)
	return {
		**told,
		"shown": figures_shown.shown(told),
		"weighted": _is_weighted(doc),
		"partial": seen != listed.EVERYTHING,
	}


def count_ahead(today: date) -> None:
	"""What whoever sees all is told of the lists in hand is counted before anybody asks."""
	for name in frappe.get_all("Qingdan List", {"archived_at": ("is", "not set")}, pluck="name"):
		roll_up_of(frappe.get_doc("Qingdan List", name), today)


def _told(doc: Document, today: date, seen: str) -> dict:
	if not _lasts(seen):
		return _said(grouped(doc, "lead_unit", today))
	of_list = _list_of(doc)
	asked = (doc.doctype, doc.name, str(today), bool(of_list.weighted), of_list.year, seen)
	return totals.told_of_list(of_list.name, asked, lambda: _said(_kept(doc, today, asked)))


def _kept(doc: Document, today: date, asked: tuple) -> list[dict]:
	"""The sums of a list by lead unit, of which those are counted that have changed; a key work is short enough to be counted."""

	def count(units: Collection[str] | None) -> sums_kept.Sums:
		rows = grouped(doc, "lead_unit", today, units)
		return {row["group"] or "": {name: float(row[name]) for name in ADDED} for row in rows}

	if doc.doctype != "Qingdan List":
		return grouped(doc, "lead_unit", today)
	found = sums_kept.of_list(doc.name, asked, count)
	return [{"group": unit or None, **sums} for unit, sums in found.items()]


def _said(rows: Collection[dict]) -> dict:
	behind = who_is_behind({"group": row["group"], **figures(added([row]))} for row in rows)
	return {**figures(added(rows)), "units": behind}


def _lasts(seen: str) -> bool:
	"""Whether nothing but tasks says which of them the reader sees: no share, turn or rule of another app, no superior's look."""
	if seen == listed.EVERYTHING:
		return True
	user = frappe.session.user
	if listed.others_narrow(TASK, user) or listed.has_shares(TASK, user):
		return False
	return sources_of(standing_of(user)) == lasting_sources_of(standing_of(user))


def grouped(doc: Document, group: str, today: date, units: Collection[str] | None = None) -> list[dict]:
	"""What is added up over the tasks of a list or key work, by lead unit, key work or leader; of some lead units alone (`""`: of none), or of all."""
	found: dict[str | None, dict] = {}
	for row in _rows(doc, ALL, group, today, _seen(), JOINED, units):
		sums = found.setdefault(row.group, {**dict.fromkeys(ADDED, 0.0), "group": row.group})
		lit = {figure: sums[figure] + row.pop(figure) for figure in LIGHTS}
		if apart := TOLD_APART[row.pop("apart")]:
			sums[apart] += row.tasks
		else:
			sums.update({"weight": row.tasks, "paced_weight": row.paced, **row})
		sums.update(lit)
	return list(found.values())


def behind_of(doc: Document, today: date, unit: str | None = None, leader: str | None = None) -> list[dict]:
	"""The tasks that are behind their schedule, of one lead unit or leader, or of all, farthest behind first:
	`[{name, title, lead_unit, leader, due_date, percent, expected}]`."""
	whose = {"unit": unit or None, "leader": leader or None}
	return _rows(doc, BEHIND, "lead_unit", today, _seen(), JOINED, **whose)


def _rows(
	doc: Document,
	statement: str,
	group: str,
	today: date,
	seen: str,
	joined: str,
	units: Collection[str] | None = None,
	**values,
) -> list[dict]:
	"""What a statement finds among the tasks of a list or key work, of all lead units or of some, that the reader sees."""
	if group not in GROUPS:
		raise ValueError(group)
	scope = f"`tabQingdan Task`.`{SCOPES[doc.doctype]}` = %(name)s"
	scopes = {"tasks": scope, "of_items": scope}
	if units is not None:
		scopes = {"tasks": f"{scope} and {OF_UNITS}", "of_items": f"{scope} and {ITEMS_OF_UNITS}"}
		values["units"] = tuple(units)
	condition = f" and ({seen})".replace("%", "%%") if seen != listed.EVERYTHING else ""
	asked = {"scope": scopes["tasks"] + condition, "items": scopes["of_items"] + condition}
	asked |= dict.fromkeys(scopes, f"`tab{TASK}`")
	if condition:
		some = {name: SOME.format(scope=f"{of}{condition}") for name, of in scopes.items()}
		asked = {"scope": "1=1", "items": "1=1", **some}
	weight, weights, more = (WEIGHT, WEIGHTS, WEIGHED) if _is_weighted(doc) else ("1", "", "")
	asked |= {"joined": f"{joined} {more}".format(**asked), "weights": weights}
	complete = statement.format(group=group, weight=weight, **asked)
	return frappe.db.sql(complete, {**_values(doc, today), **values}, as_dict=True)


def _is_weighted(doc: Document) -> bool:
	return bool(_list_of(doc).weighted)


def _list_of(doc: Document) -> Document:
	return doc if doc.doctype == "Qingdan List" else frappe.get_cached_doc("Qingdan List", doc.list)


def _seen() -> str:
	user = frappe.session.user
	return listed.shown(TASK, user, listed.has_shares(TASK, user))


def _values(doc: Document, today: date) -> dict:
	return {
		"name": doc.name,
		"list": _list_of(doc).name,
		"year": _list_of(doc).year,
		"today": today,
		"unscheduled": tuple(sorted(UNSCHEDULED)),
		"open": (TaskState.WAITING.value, TaskState.MOVING.value),
		"stage": stage.MARK,
		"with_its_list": tuple(sorted(WITH_ITS_LIST)),
		"suspended": Course.SUSPENDED.value,
		**figures_shown.STATES,
	}

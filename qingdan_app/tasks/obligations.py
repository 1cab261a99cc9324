"""Which rules of reporting hold for a task, and what is owed by them. Reads only."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import islice

import frappe
from frappe.utils import cint, getdate

from qingdan_app.organization import settings
from qingdan_app.tasks.rules import obligation
from qingdan_app.tasks.rules.course import rested_on, rests_of
from qingdan_app.tasks.rules.obligation import Counted, Holiday, InForce, Owed, ReportingRule
from qingdan_app.tasks.rules.period import Cycle, period_named
from qingdan_app.working_time.site_calendar import site_calendar

RULE, ROW = "Qingdan Reporting Rule", "Qingdan Reporting Rule In Force"
EVER = date(1900, 1, 1)
WITHOUT = InForce(EVER, ReportingRule())
"""Where nobody says otherwise: each unit, each month, by its last day."""
MILESTONE = "Milestone"
Rules = list[InForce]


def rules_of(tasks: Iterable[Mapping]) -> dict[str, Rules]:
	"""Task → the rules in force for it, given rows with `name` and `list`, or documents, which may not be stored yet: its own from their first
	day on, before it those of its list."""
	by_name = {task.get("name"): task for task in tasks}
	unsaid = [name for name, task in by_name.items() if task.get("reporting_rules") is None]
	stored = _stored(dict.fromkeys([*unsaid, *filter(None, (task.get("list") for task in by_name.values()))]))
	of_lists = {of: [WITHOUT, *stored[of]] for of in {task.get("list") for task in by_name.values()}}
	own = {
		name: _in_force(task.get("reporting_rules") or []) or stored[name] for name, task in by_name.items()
	}
	return {
		name: _joined(of_lists[task.get("list")], own[name]) if own[name] else of_lists[task.get("list")]
		for name, task in by_name.items()
	}


def of(task: Mapping) -> Rules:
	"""The rules in force for one task."""
	return rules_of([task])[task.get("name")]


def of_task(name: str) -> Rules:
	"""The same for one that is known by its name."""
	return of({"name": name, "list": frappe.db.get_value("Qingdan Task", name, "list")})


def present(rules: Rules, today: date) -> Owed | None:
	"""The period that is running; None where none is asked for."""
	return obligation.running(asked_since(today, rules, today), today)


def asked_since(start: date, rules: Rules, today: date) -> list[Owed]:
	"""What is reported on from the period of `start` to what comes after the present one, the earliest first."""
	until = date.fromordinal(today.toordinal() + obligation.AHEAD)
	return list(obligation.asked(rules, start, until, works, months_back(), today))


def start_of(task: Mapping, today: date) -> date:
	"""From when on a task is reported: nothing before its work began."""
	return getdate(task.get("started_at")) if task.get("started_at") else today


def open_of(task: Mapping, rules: Rules, filed: Iterable[str], today: date) -> list[Owed]:
	"""What can be filed on a task today and is not `filed`, the latest first; nothing before its work began."""
	found = asked_since(start_of(task, today), rules, today)
	return obligation.missed_or_open(found, frozenset(filed), rests_of(task.get("rests")), today)


def due_between(tasks: Iterable[Mapping], first: date, last: date) -> dict[str, list[Owed]]:
	"""Task → what fell due on it within these days, since its work began, the earliest first; worked out once for tasks that began alike by the same rules."""
	tasks, today, known = list(tasks), getdate(), {}
	rules, earliest = rules_of(tasks), date.fromordinal(first.toordinal() - obligation.AHEAD)
	found = {}
	for task in tasks:
		name, start = task.get("name"), max(start_of(task, today), earliest)
		if (alike := (id(rules[name]), start)) not in known:
			asked = obligation.asked(rules[name], start, last, works, months_back())
			known[alike] = [each for each in asked if first <= each.due <= last]
		found[name] = known[alike]
	return found


def owed_between(tasks: Mapping[str, Mapping], first: date, last: date) -> dict[tuple[str, str], Owed]:
	"""Task and period → what fell due within these days while the task was under way, given with its name, list, start, end and rests."""
	due = due_between(tasks.values(), first, last)
	return {
		(name, each.name): each
		for name, task in tasks.items()
		for each in due[name]
		if _ran_until(task, each)
	}


def _ran_until(task: Mapping, owed: Owed) -> bool:
	"""Whether a task was under way until a report on it was due: neither completed by then, nor suspended or ended."""
	ends = (task.get(column) for column in ("completed_at", "course_since"))
	return all(not day or getdate(day) > owed.due for day in ends) and not rested_on(
		rests_of(task.get("rests")), owed.due
	)


def problem_of(rules: Rules, period: str, today: date) -> str | None:
	"""Code of what is wrong with the period of a report (`rules.obligation.problem`), or None."""
	return obligation.problem(period, rules, today, works, months_back())


def owed_named(rules: Rules, period: str) -> Owed | None:
	"""The window of a period by its name; None where the rules ask for none that is called so."""
	found = period_named(period)
	rule = found and obligation.rule_on(rules, found.ends)
	return obligation.owed_of(rule, found, works, months_back()) if rule and rule.cycle else None


def owing(units: Iterable[Mapping], owed: Owed) -> list[str]:
	"""Of the rows of units of a task those that owe a report for a period."""
	return [row.get("unit") for row in units if not owed.lead_alone or row.get("duty") == "Lead"]


def running(tasks: Iterable[Mapping], units: Mapping[str, list], today: date) -> dict[str, Owed]:
	"""Task → its period that is running, of those whose rows of units owe a report for it."""
	tasks = list(tasks)
	found = {}
	for name, rules in rules_of(tasks).items():
		owed = present(rules, today)
		if owed and owing(units[name], owed):
			found[name] = owed
	return found


def next_of(doc: Mapping, today: date, number: int = 4) -> list[dict]:
	"""What a rule asks for next: `[{period, opens, due, closes}]`; none where it asks for milestones alone."""
	until = date.fromordinal(today.toordinal() + number * obligation.AHEAD)
	rules = [InForce(EVER, rule_from(doc))]
	found = islice(obligation.asked(rules, today, until, works, months_back()), number)
	return [
		{"period": each.name, "opens": each.opens, "due": each.due, "closes": each.closes} for each in found
	]


def is_in_force(rule: str) -> bool:
	"""Whether a list or a task is reported by a rule, or was."""
	return bool(frappe.db.exists(ROW, {"rule": rule, "since": ("<=", getdate())}))


def works(day: date) -> bool:
	return site_calendar().works_on(day)


def months_back() -> int:
	return settings.months_back() or obligation.MONTHS_BACK


def rule_named(name: str) -> ReportingRule:
	"""A stored rule as the rules read it."""
	return rule_from(frappe.get_cached_doc(RULE, name))


def rule_from(doc: Mapping) -> ReportingRule:
	return ReportingRule(
		cycle=None if doc.get("cycle") == MILESTONE else Cycle(doc.get("cycle")),
		day=cint(doc.get("day")),
		counted=Counted(doc.get("counted") or Counted.FROM_START),
		working_days=bool(cint(doc.get("working_days"))),
		holiday=Holiday.STAYS
		if cint(doc.get("working_days"))
		else Holiday(doc.get("holiday") or Holiday.STAYS),
		opens_before=cint(doc.get("opens_before")),
		closes_after=cint(doc.get("closes_after")),
		lead_alone=doc.get("owed_by") == "The Lead Unit Alone",
	)


def _stored(names: Iterable[str]) -> dict[str, Rules]:
	"""List or task → its rules, in one statement."""
	found = defaultdict(list)
	for row in frappe.db.sql(STORED, {"names": [*names] or [""]}, as_dict=True):
		found[row.parent] += _in_force([row])
	return found


STORED = """select `parent`, `since`, `rule` from `tabQingdan Reporting Rule In Force`
	where `parent` in %(names)s order by `parent`, `since`"""


def _in_force(rows: Iterable[Mapping]) -> Rules:
	named = (row for row in rows if row.get("since") and row.get("rule"))
	return [InForce(getdate(row.get("since")), rule_named(row.get("rule"))) for row in named]


def _joined(of_list: Rules, own: Rules) -> Rules:
	"""A task's own rules in the place of its list's from the first of them on."""
	first = min((each.since for each in own), default=date.max)
	return [*(each for each in of_list if each.since < first), *own]

"""The milestones of a task as it is saved: what a report ticks, who confirms it, and what of it is derived."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from frappe import _
from frappe.model.document import Document
from frappe.utils import get_fullname, getdate

from qingdan_app.tasks import marks, periods, stages
from qingdan_app.tasks.rules import milestones as rules
from qingdan_app.tasks.rules.course import AT_REST, rests_of
from qingdan_app.tasks.rules.due import DueMark, Says
from qingdan_app.workflows.moves import guard

DERIVED = frozenset({"milestone_due", "milestone_late_since"})
"""Fields of a task that follow from its rows: the next milestone, and since when one is late."""


def settle(task: Document, today: date) -> None:
	"""Keep the stamps of rows from everybody but the flow, judge each, and write what the task says of them.

	A row that came in the place of another, by a change or from a list issued anew, goes on with its stamps.
	"""
	before = task.get_doc_before_save()
	periods.settle(task, today)
	stages.settle(task, today)
	_keep_stamps(task, {row.name: row for row in before.milestones} if before else {})
	found = steps_of(task)
	for row in found:
		row.update(rules.judged(_plain(row), task.course in AT_REST, today, rests_of(task.rests)))
	left = [] if task.course in AT_REST else rules.still_open(found)
	late = [row.late_since for row in left if row.late_since]
	task.milestone_due = rules.last_day_of(left[0]) if left else None
	task.milestone_late_since = min(map(getdate, late), default=None)


def steps_of(task: Document) -> list[Document]:
	"""The rows of a task that are reported one by one."""
	for row in task.milestones:
		row.date = getdate(row.date) if row.date else None
	return rules.steps(task.milestones, task.deadline_kind, task.due_date and getdate(task.due_date))


def open_steps(task: Document) -> list[Document]:
	"""Those that nobody has reported yet, the earliest first."""
	return rules.still_open(steps_of(task))


def offered(task: Document, today: date) -> list[dict]:
	"""What a report can tick: `[{key, text, mark}]`, the earliest first."""
	return [
		{
			"key": rules.key_of(row),
			"text": f"{row.date} {periods.words_of(row)}".strip(),
			"mark": _mark(task, row, today),
		}
		for row in open_steps(task)
	]


def shown(task: Document, today: date) -> list[dict]:
	"""The milestones for a form: `[{date, label, key, open, mark, reported_on, confirmed}]`; the last has the task's own mark."""
	steps = {row.name for row in steps_of(task)}
	return [
		{
			"date": row.date,
			"label": periods.words_of(row),
			"instance": row.instance,
			"key": rules.key_of(row),
			"open": row.name in steps and not row.reported_on,
			"mark": _mark(task, row, today) if row.name in steps or row.reported_on else None,
			"reported_on": row.reported_on,
			"confirmed": get_fullname(row.confirmed_by) if row.confirmed_by else "",
		}
		for row in _worth_showing(task)
	]


def ticked(task: Document, report: Document, day: date) -> dict:
	"""The values that a filed report writes into its task: the milestones that it names, or all that are left with a completion."""
	lines = rules.named(report.milestones)
	everything = report.kind == "Completion"
	stamps = {"reported_on": day, "report": report.name}
	return _written(
		task, stamps, lambda row: not row.reported_on and (everything or rules.is_named(row, lines))
	)


def unticked(task: Document, report: str) -> dict:
	"""The values of a task whose report was taken back or sent back: what it had ticked is open again."""
	return _written(task, rules.UNTICKED, lambda row: row.report == report)


def confirmed(task: Document, report: str, who: str, now: datetime) -> dict:
	"""The values of a task of which a report was adopted: somebody has confirmed what it had ticked."""
	stamps = {"confirmed_by": who, "confirmed_at": now}
	return _written(task, stamps, lambda row: row.report == report and not row.confirmed_by)


def reopened(task: Document) -> dict:
	"""The values of a task that goes on after its completion: what binds it is open again, and the rest stays reached."""
	steps = {row.name for row in steps_of(task)}
	return _written(task, rules.UNTICKED, lambda row: row.name not in steps and row.reported_on)


def _worth_showing(task: Document) -> list[Document]:
	"""All rows; of the periods of what recurs the last, and those that are still open."""
	last = [row for row in task.milestones if row.instance][-periods.SHOWN :]
	return [row for row in task.milestones if not row.instance or not row.reported_on or row in last]


def _written(task: Document, stamps: Mapping, which: Callable[[Document], object]) -> dict:
	"""All rows, those that are meant with the stamps; nothing where none is meant."""
	if not any(map(which, task.milestones)):
		return {}
	return {"milestones": [{**row.as_dict(), **(stamps if which(row) else {})} for row in task.milestones]}


def _keep_stamps(task: Document, stored: Mapping[str, Document]) -> None:
	by_flow = guard.is_permitted(task)
	kept = {row.name for row in task.milestones}
	gone = [_plain(row) for name, row in stored.items() if name not in kept]
	for row in task.milestones:
		if row.name in stored and by_flow:
			continue
		known = stored.get(row.name) or _in_place_of(row, gone)
		row.update({name: known.get(name) if known else None for name in rules.STAMPS})


def _in_place_of(row: Document, gone: list[Mapping]) -> Mapping | None:
	known = rules.carried(_plain(row), gone)
	if known:
		gone.remove(known)
	return known


def _plain(row: Mapping) -> dict:
	"""A row with its days as days, whatever they were stored or sent as."""
	days = ("date", "reported_on", "late_since", "was_late_since", "judged_from")
	words = {name: row.get(name) for name in ("label", *rules.STAMPS)}
	return {**words, **{name: getdate(row.get(name)) if row.get(name) else None for name in days}}


def _mark(task: Document, row: Document, today: date) -> dict[str, str]:
	"""How one milestone stands: self-reported and confirmed are two things, and late is said beside both."""
	if not row.reported_on:
		recurs = task.deadline_kind == rules.RECURRING
		return marks.of_milestone(rules.last_day_of(row), row.late_since, today, recurs)
	late = marks.shown(DueMark(Says.COMPLETED_LATE, row.late_days, "orange"))["text"] if row.late_days else ""
	said = _("Confirmed") if row.confirmed_by else _("Reported, not confirmed yet")
	colour = "orange" if late else "green" if row.confirmed_by else "blue"
	return {"text": " · ".join(filter(None, (said, late))), "colour": colour}

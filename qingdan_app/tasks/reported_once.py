"""The writer of reports that stand at several tasks of one matter: filed at one of them, a report is there at the others too.

What stands at another task is a report of that task, seen, kept and counted by its rules; `stands_from` names the one that was
filed. What opens one opens all (withdrawn, returned), whoever is next corrects any of them, and that one stands at the others then.
Each task goes its own way: its leader's office completes it, and its lead unit adopts what is reported on it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import frappe
from frappe.model.document import Document
from frappe.utils import create_batch, getdate

from qingdan_app.organization import people
from qingdan_app.tasks import filing, follow, invariants, obligations, ticking
from qingdan_app.tasks.asked_where import MATTERS
from qingdan_app.tasks.follow import REPORT
from qingdan_app.tasks.reporters import FILED
from qingdan_app.tasks.rules import target_rows
from qingdan_app.tasks.rules.course import AT_REST, CLOSED
from qingdan_app.tasks.rules.milestones import named, unknown
from qingdan_app.tasks.rules.states import ReportState, TaskState
from qingdan_app.workflows.moves import guard, performing
from qingdan_app.workflows.moves.attempts import by_itself
from qingdan_app.workflows.moves.held import Held
from qingdan_app.workflows.moves.loop import Cause, Done, FollowUp, run
from qingdan_app.workflows.moves.performing import MoveTo, Perform
from qingdan_app.workflows.moves.subjects import Move

TASK, STAND = "Qingdan Task", "stand"
COPIED = (
	"percent",
	"percent_reason",
	"done",
	"figures",
	"problems",
	"next_steps",
	"submitted_by",
	"submitted_at",
)
"""What a report says, whichever of the tasks it stands at."""
TAKEN_BACK = {"withdraw": ReportState.DRAFT.value, "return": ReportState.RETURNED.value}
OTHERS = "select `name` from `tabQingdan Task` where `same_matter` = %(matter)s and `name` != %(task)s order by `name`"
SOURCES = """select `report`.`name`, `report`.`task`, `report`.`unit`, `report`.`kind`, `report`.`period` from `tabQingdan Progress Report` `report`
	left join `tabQingdan Progress Report` `source` on `source`.`name` = `report`.`stands_from` and `source`.`task` in %(tasks)s
	where `report`.`task` in %(tasks)s and `report`.`kind` in ('Period', 'Milestone') and `report`.`state` in %(filed)s
		and `source`.`name` is null order by `report`.`period_ends`, `report`.`submitted_at`, `report`.`name`"""
STANDING = """select `task`, `unit`, `kind`, ifnull(`period`, ifnull(`stands_from`, '')) from `tabQingdan Progress Report`
	where `task` in %(tasks)s and `kind` in ('Period', 'Milestone') and `state` in %(filed)s"""
FAMILY = """select `report`.`name` from `tabQingdan Progress Report` `report`
	join `tabQingdan Task` `task` on `task`.`name` = `report`.`task` and `task`.`same_matter` = %(matter)s
	where (`report`.`name` = %(root)s or `report`.`stands_from` = %(root)s) and `report`.`name` != %(name)s
		and `report`.`state` = %(filed)s order by `report`.`name`"""
AT_ONCE = 50


def is_written(report: Document) -> bool:
	"""Whether a report is being written here, and not by its unit: what it says was checked where it was filed."""
	return bool(report.get("stands_from")) and guard.is_permitted(report)


def after(report: Document, task: Document, move: Move) -> list[FollowUp]:
	"""What follows from a move of a report for the other tasks of its matter; nothing where it stands in none."""
	if not task.get("same_matter"):
		return []
	if move.act == "file":
		others = frappe.db.sql(OTHERS, {"matter": task.same_matter, "task": task.name}, pluck=True)
		return [Stand(other, report.name) for other in others]
	if report.kind == "Completion" or move.act not in (*TAKEN_BACK, "adopt"):
		return []
	return [Along(name, move.act, move.opinion) for name in _family(report, task)]


def brought_to(task: Document, move: Move) -> Iterable[FollowUp]:
	"""What is reported on the other tasks of its matter stands at a task as well, from when it is under way."""
	if move.to_state != TaskState.MOVING.value or not task.get("same_matter"):
		return []
	return [each for each in everything_of(_members(task.same_matter)) if each.task == task.name]


def everything_of(tasks: Sequence[str]) -> list[FollowUp]:
	"""All that was reported on tasks of one matter and does not stand at the others yet, the earliest first."""
	about = {"tasks": [*tasks, ""], "filed": FILED}
	standing = {tuple(row) for row in frappe.db.sql(STANDING, about)}
	return [
		Stand(task, source.name)
		for source in frappe.db.sql(SOURCES, about, as_dict=True)
		for task in tasks
		if task != source.task
		and (task, source.unit, source.kind, source.period or source.name) not in standing
	]


def stand_everywhere(held: Held, tasks: Sequence[str]) -> None:
	"""Have all of it stand at all of these tasks, however much it is: an act has an end."""
	for some in create_batch(everything_of(tasks), AT_ONCE):
		run(held, *some)


def catch_up() -> None:
	"""Each night: what was reported while a task rested or had another unit stands there from now on. Each matter by itself."""
	for matter in frappe.db.sql(MATTERS, pluck=True):
		with by_itself(f"Reports of the same matter {matter}"):
			stand_everywhere(Held(), _members(matter))


@dataclass(frozen=True)
class Stand(FollowUp):
	"""A report that was filed on one task stands at another as well, where that one asks for it."""

	task: str
	report: str

	def carry_out(self, held: Held, cause: Cause) -> Done:
		source, task = held.read(REPORT, self.report), held.read(TASK, self.task)
		if source.state not in FILED or not _asks_for(task, source):
			return Done()
		report = _report_at(held, task, source)
		if report is None:
			return Done()
		values = {**_words(task, source), "stands_from": source.name, **_due(task, source)}
		return Done([MoveTo(REPORT, report.name, STAND, ReportState.FILED.value, values=values)])


@dataclass(frozen=True)
class Along(FollowUp):
	"""What was done with a report is done with it where it stands as well, if that can be, and may be."""

	report: str
	act: str
	opinion: str = ""

	def carry_out(self, held: Held, cause: Cause) -> Done:
		subject = held.subject(REPORT, self.report)
		if subject.state != ReportState.FILED.value:
			return Done()
		if self.act not in TAKEN_BACK:
			own = {each["act"] for each in performing.choices(subject.doc)}
			return Done([Perform(REPORT, self.report, self.act, self.opinion)] if self.act in own else ())
		task = held.read(TASK, subject.doc.task)
		if filing.standing_on(subject.doc, task.state, task.course or "", self.act):
			return Done()
		return Done([MoveTo(REPORT, self.report, self.act, TAKEN_BACK[self.act], self.opinion)])


def _members(matter: str) -> list[str]:
	return frappe.db.sql(OTHERS, {"matter": matter, "task": ""}, pluck=True)


def _family(report: Document, task: Document) -> list[str]:
	"""The same report at the other tasks, as it is filed there."""
	root = report.get("stands_from") or report.name
	about = {"matter": task.same_matter, "root": root, "name": report.name, "filed": ReportState.FILED.value}
	return frappe.db.sql(FAMILY, about, pluck=True)


def _asks_for(task: Document, source: Document) -> bool:
	"""Whether a task is open for a report of that unit, kind and period."""
	rests = AT_REST if source.kind == "Completion" else CLOSED
	if task.state != TaskState.MOVING.value or task.drafted or task.course in rests:
		return False
	if people.stands_for(frozenset({source.unit})).isdisjoint(row.unit for row in task.units):
		return False
	if source.kind == "Period":
		return any(each.name == source.period for each in _asked(task))
	leads = follow.speaks_for(source.unit, task.lead_unit)
	return leads and (source.kind == "Completion" or bool(_lines(task, source)))


def _asked(task: Document) -> Iterator[obligations.Owed]:
	today = getdate()
	return iter(obligations.asked_since(obligations.start_of(task, today), obligations.of(task), today))


def _report_at(held: Held, task: Document, source: Document) -> Document | None:
	"""The report of that unit at a task: begun anew, or open again and taken up; None where it has been filed, and where somebody has begun
	one that never was: its words and files are nobody's to file but theirs."""
	known = frappe.db.get_value(
		REPORT, {"task": task.name, "stands_from": source.name}, "name", for_update=True
	)
	report = frappe.new_doc(REPORT)
	report.update({"task": task.name, "unit": source.unit, "kind": source.kind, "period": source.period})
	known = known or filing.set_key(report)
	if known:
		stored = held.read(REPORT, known)
		return stored if invariants.open_for_change(stored) and stored.submitted_by else None
	invariants.number_report(report, task)
	report.stands_from = source.name
	held.keep(report)
	return report


def _words(task: Document, source: Document) -> dict:
	targets = {target_rows.key_of(row) for row in task.targets}
	figures = [row for row in source.target_figures if target_rows.key_of(row) in targets]
	return {
		**{name: source.get(name) for name in COPIED},
		"milestones": "\n".join(_lines(task, source)),
		"target_figures": [{name: row.get(name) for name in ("metric", "quote", "value")} for row in figures],
		"evidence": [
			{name: row.get(name) for name in ("file", "caption", "sha256")} for row in source.evidence
		],
		**dict.fromkeys(("decided_by", "decided_at", "opinion")),
	}


def _due(task: Document, source: Document) -> dict:
	owed = (
		next((each for each in _asked(task) if each.name == source.period), None) if source.period else None
	)
	return {"period_ends": owed.period.ends, "due_on": owed.due} if owed else {}


def _lines(task: Document, source: Document) -> list[str]:
	"""The milestones that a report ticks and that are open here too."""
	lines = named(source.milestones)
	if not lines or not follow.speaks_for(source.unit, task.lead_unit):
		return []
	wrong = set(unknown(lines, ticking.open_steps(task)))
	return [line for line in lines if line not in wrong]

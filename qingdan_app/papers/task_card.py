"""The card of a task: what it asks, of whom, by when, how it stands, and its history with reports and opinions."""

from collections.abc import Iterator
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt, formatdate, get_fullname, getdate

from qingdan_app.papers.report_sheet import FOLDER, kind_in_words, words_of_report
from qingdan_app.tasks import marks, pacing, review_days, set_targets, stages, ticking
from qingdan_app.tasks.timeline import timeline_of
from qingdan_app.workflows.papers.fields import as_typed, cell, in_lines
from qingdan_app.workflows.papers.rendering import moment, render
from qingdan_app.workflows.papers.sheet import readable


def qingdan_task_card(doc: Any) -> str:
	"""The card of a task as HTML: what its print format calls. Raises frappe.PermissionError."""
	return render(f"{FOLDER}/task_card.html", of_task(readable("Qingdan Task", doc.name)))


def of_task(task: Document) -> dict:
	"""What stands on the card: `{title, kind, heading, number, standing, fields, targets, milestones, history}`."""
	return {
		"title": _("Task Card"),
		"kind": as_typed(frappe.db.get_value("Qingdan List", task.list, "title", cache=True)),
		"heading": "",
		"number": task.name,
		"standing": _(task.state),
		"fields": list(in_lines(each for each in _fields(task) if each["value"])),
		"targets": _targets(task),
		"milestones": _milestones(task),
		"history": [_entry(entry) for entry in timeline_of(task)],
	}


def _fields(task: Document) -> Iterator[dict]:
	post = frappe.db.get_value("Qingdan Leader", task.leader, "post", cache=True) if task.leader else ""
	cooperating = [row.unit for row in task.units if row.duty != "Lead"]
	yield cell(_("Task"), as_typed(task.text), wide=True)
	yield cell(_("Target"), as_typed(task.target), wide=True)
	yield cell(_("Key Work"), as_typed(task.key_work_text), wide=True)
	yield cell(_("Further Words of the Document"), as_typed(task.further), wide=True)
	yield cell(_("Lead Unit"), task.lead_unit or "")
	yield cell(_("Leader"), " ".join(filter(None, [task.leader, post])))
	yield cell(_("Cooperating Units"), "、".join(cooperating), wide=True)
	yield cell(_("Deadline as Written"), as_typed(task.deadline_raw))
	yield cell(_("Deadline Said at Import"), as_typed(task.deadline_said))
	yield cell(_("Due Date"), _day(task.due_date))
	yield from _without_a_day(task)
	yield from _stage(task)
	yield cell(_("State"), _state(task))
	yield cell(_("Percent Complete"), _percent(task))
	yield from _stamps(task)


def _without_a_day(task: Document) -> Iterator[dict]:
	"""By when a task without a due date is looked at again, on what it depends, and what was said last."""
	review = review_days.shown(task, getdate())
	if not review:
		return
	last = review["last"] or {"on": None, "result": "", "words": ""}
	said = [_day(last["on"]), last["result"], as_typed(last["words"])]
	yield cell(
		_("Next Review"), " ".join(filter(None, [_day(review["day"]), (review["mark"] or {}).get("text")]))
	)
	yield cell(_("What It Depends On"), as_typed(review["condition"]))
	yield cell(_("Watched By"), review["watch"])
	yield cell(_("Review Result"), " ".join(filter(None, said)), wide=True)


def _stage(task: Document) -> Iterator[dict]:
	"""What a task of several years owes this year."""
	if stage := stages.shown(task):
		said = [as_typed(stage["text"]), _day(stage["due"]) if stage["goal"] else ""]
		yield cell(stage["label"], " ".join(filter(None, said)), wide=True)


def _percent(task: Document) -> str:
	schedule = pacing.schedule_of(task, getdate()) or {}
	said = [f"{flt(task.percent):g}%", schedule.get("text"), schedule.get("late_text")]
	return " · ".join(filter(None, said))


def _stamps(task: Document) -> Iterator[dict]:
	said = {
		"acknowledged": _("Acknowledged"),
		"started": _("Started"),
		"submitted": _("Sent to Review"),
		"completed": _("Completed"),
	}
	for name, words in said.items():
		who, at = task.get(f"{name}_by"), task.get(f"{name}_at")
		yield cell(words, " ".join(filter(None, [who and get_fullname(who), moment(at)])))


def _day(date: Any) -> str:
	return formatdate(date, "yyyy-MM-dd") if date else ""


def _state(task: Document) -> str:
	mark = marks.as_it_stands(task, getdate())
	late = mark["text"] if mark else ""
	return "，".join(filter(None, [_(task.state), late]))


def _targets(task: Document) -> dict | None:
	rows = [
		[as_typed(row["metric"]), as_typed(_target_in_words(row)), _day(row["due"]), _reached(row)]
		for row in set_targets.shown(task, getdate())["rows"]
	]
	columns = [_("What Is Measured"), _("Target"), _("Target Due"), _("Figure Reached")]
	return {"label": _("Numeric Targets"), "columns": columns, "rows": rows} if rows else None


def _reached(row: dict) -> str:
	percent = f"{row['percent']:g}%" if row["percent"] is not None else ""
	return " · ".join(filter(None, [row["reached"], percent, row["late_text"]]))


def _target_in_words(row: dict) -> str:
	each = _("for each: {0}").format(row["per"]) if row["per"] else ""
	return " · ".join(filter(None, [row["words"], row["every"], each]))


def _milestones(task: Document) -> dict | None:
	rows = [
		[
			_day(row["date"]),
			as_typed(row["label"]),
			_day(row["reported_on"]),
			(row["mark"] or {}).get("text", ""),
		]
		for row in ticking.shown(task, getdate())
	]
	columns = [_("Date"), _("Milestone Text"), _("Reported On"), _("Standing of the Milestone")]
	return {"label": _("Milestones"), "columns": columns, "rows": rows} if len(rows) > 1 else None


def _entry(entry: dict) -> dict:
	report = entry["report"]
	return {
		"at": entry["at"],
		"label": entry["label"],
		"person": entry["person"],
		"behalf": entry["for"],
		"unit": entry["unit"],
		"opinion": as_typed(entry["opinion"]),
		"month": kind_in_words(report) if report and report["kind"] != "Completion" else "",
		"percent": f"{flt(entry['percent']):g}%" if entry["percent"] is not None else "",
		"words": words_of_report(report) if report else [],
		"revised": [
			{"label": each["label"], "was": as_typed(each["was"]), "now": as_typed(each["now"])}
			for each in entry["revised"]
		],
	}

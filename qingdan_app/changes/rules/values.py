"""What a granted request writes into a task, as values of its fields."""

from collections.abc import Mapping
from datetime import date

from qingdan_app.changes.rules.kinds import COURSE_OF, Asked, Kind
from qingdan_app.tasks.rules.course import Course, with_rest

PLAIN = {
	"new_text": "text",
	"new_target": "target",
	"new_deadline_raw": "deadline_raw",
	"new_leader": "leader",
}
"""Field of the request → field of the task."""
LEAD, COOPERATING = "Lead", "Cooperating"


def values_for(asked: Asked, task: Mapping, today: date) -> dict:
	"""The fields to write; `task` has `name`, `due_date`, `first_due_date`, `extensions`, `units` and `milestones`."""
	if asked.kind is Kind.REVISION:
		return _revised(asked, task, today)
	return {**_plain(asked), **_dates(asked, task), **_units(asked, task), **_course(asked, task, today)}


def _plain(asked: Asked) -> dict:
	return {field: asked.get(name) for name, field in PLAIN.items() if asked.get(name)}


def _dates(asked: Asked, task: Mapping) -> dict:
	"""The new last day; where the milestones ended on the old one, the last of them moves with it."""
	new, old = asked.new_due_date, task.get("due_date")
	if not new:
		return {}
	found: dict = {"due_date": new}
	if asked.get("milestones"):
		found.update(milestones=_as_rows(asked.get("milestones")), deadline_kind="Milestones")
	elif not old:
		found["deadline_kind"] = "Date"
	elif any(row.get("date") == old for row in task.get("milestones") or ()):
		found["milestones"] = [
			{**row, "date": new if row.get("date") == old else row.get("date")}
			for row in _as_rows(task["milestones"])
		]
	if asked.kind is Kind.CORRECTION or not old or new <= old:
		return found
	first = task.get("first_due_date") or old
	return {**found, "first_due_date": first, "extensions": (task.get("extensions") or 0) + 1}


def _units(asked: Asked, task: Mapping) -> dict:
	rows = task.get("units") or ()
	leads = [row.get("unit") for row in rows if row.get("duty") == LEAD]
	others = [row.get("unit") for row in rows if row.get("duty") != LEAD]
	if not asked.asks_for_units:
		return {}
	lead = asked.get("new_lead_unit") or next(iter(leads), None)
	wanted = () if asked.get("no_cooperating") else asked.get("cooperating") or others
	raw = {row.get("unit"): row.get("raw") for row in rows}
	duties = {lead: LEAD} if lead else {}
	duties |= {unit: COOPERATING for unit in wanted if unit != lead}
	found = [{"unit": unit, "duty": duty, "raw": raw.get(unit)} for unit, duty in duties.items()]
	return {"units": found}


def _course(asked: Asked, task: Mapping, today: date) -> dict:
	if asked.kind not in COURSE_OF:
		return {}
	course = COURSE_OF[asked.kind]
	since = None if course is Course.RUNNING else today
	rests = with_rest(task.get("rests"), task.get("course_since"), today)
	found = {"course": course.value, "course_since": since, "merged_into": asked.get("merged_into")}
	return {**found, "rests": rests} if rests else found


def _revised(asked: Asked, task: Mapping, today: date) -> dict:
	"""What the list issued anew says of this task; one that it has no longer ends."""
	revision = asked.get("revision") or {}
	if task.get("name") in revision.get("dropped", ()):
		return {"course": Course.ENDED.value, "course_since": today}
	return dict(revision.get("tasks", {}).get(task.get("name"), {}))


def _as_rows(rows: list) -> list[dict]:
	return [{name: row.get(name) for name in ("date", "label", "precision", "instance")} for row in rows]

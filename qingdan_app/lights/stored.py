"""A task and its light as they are stored: columns into what the rules look at, a light into columns and back."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import frappe
from frappe.utils import cint, flt, getdate

from qingdan_app.lights.rules.facts import Seen
from qingdan_app.lights.rules.light import Colour, Light, Memory
from qingdan_app.lights.rules.stand import Stands
from qingdan_app.tasks import marks
from qingdan_app.tasks.rules.course import rests_of
from qingdan_app.tasks.rules.stage import is_stage
from qingdan_app.tasks.task_subject import LIGHT

TASK, MILESTONE = "Qingdan Task", "Qingdan Task Milestone"
SHOWN = LIGHT
NOTHING: dict[str, Any] = dict.fromkeys(SHOWN)
"""The columns of a task that shows no light."""
SEEN = (
	"state",
	"course",
	"drafted",
	"deadline_kind",
	"due_date",
	"judged_from",
	"late_since",
	"milestone_due",
	"milestone_late_since",
	"percent",
	"last_report_at",
	"started_at",
	"rests",
	"reports_missing",
	"returned_reports",
	"problem_reported",
	"extensions",
)
"""Columns that the rules look at."""


def seen_of(task: Mapping, starts: date | None, milestones: Iterable[Mapping]) -> Seen:
	"""What the rules look at, of a task's document or row; `milestones` are its rows of them."""
	days = (getdate(row.get("date")) for row in milestones if row.get("date") and not is_stage(row))
	return Seen(
		state=task.get("state") or "",
		course=task.get("course") or "",
		drafted=bool(cint(task.get("drafted"))),
		kind=task.get("deadline_kind"),
		due=marks.last_day_of(task),
		late_since=_day(task.get("late_since")),
		milestone_due=_day(task.get("milestone_due")),
		milestone_late_since=_day(task.get("milestone_late_since")),
		milestones=tuple(days),
		starts=starts,
		percent=flt(task.get("percent")),
		heard=_day(task.get("last_report_at") or task.get("started_at")),
		rests=tuple(rests_of(task.get("rests"))) if task.get("rests") else (),
		missing=cint(task.get("reports_missing")),
		returned=cint(task.get("returned_reports")),
		problem=bool(cint(task.get("problem_reported"))),
		extensions=cint(task.get("extensions")),
	)


def light_of(task: Mapping) -> Light | None:
	"""The light that a task's columns hold; None where it shows none."""
	if not task.get("light"):
		return None
	basis = frappe.parse_json(task.get("light_basis")) if task.get("light_basis") else {}
	memories = tuple(
		Memory(rule, Colour(colour), _day(until)) for rule, colour, until in basis.get("memories", ())
	)
	return Light(
		Colour(task.get("light")),
		basis.get("rule", ""),
		bool(basis.get("remembered")),
		_day(task.get("light_since")),
		memories,
		tuple(basis.get("holding", ())),
	)


def columns_of(stands: Stands) -> dict[str, Any]:
	"""The columns that hold how a task stands."""
	if not stands.light:
		return dict(NOTHING)
	light = stands.light
	basis = _basis(light)
	return dict(zip(SHOWN, (light.colour.value, light.since, basis, stands.wake), strict=True))


def _basis(light: Light) -> str | None:
	"""A green that follows from nothing, as most are, needs none."""
	if not light.rule and not light.memories and not light.holding:
		return None
	memories = [
		[each.rule, each.colour.value, str(each.until) if each.until else None] for each in light.memories
	]
	return frappe.as_json(
		{"rule": light.rule, "remembered": light.remembered, "memories": memories, "holding": light.holding},
		indent=None,
	)


def _day(value: Any) -> date | None:
	return getdate(value) if value else None

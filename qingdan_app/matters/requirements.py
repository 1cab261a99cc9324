"""What holds for a matter however it is written, and what it needs to become a task."""

from collections.abc import Iterator
from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate

from qingdan_app.matters.exceptions import ApprovalNeeded, MatterIncomplete, MatterIsTaken, TooManyLevels
from qingdan_app.matters.rules.due import Due, due_of
from qingdan_app.matters.rules.matter_states import MatterState
from qingdan_app.working_time import site_calendar

KIND, AREA = "Qingdan Matter Kind", "Qingdan Subject Area"
LEVELS = 3


def is_open(matter: Document) -> bool:
	"""Whether its words may still be changed."""
	return (matter.state or MatterState.DRAFT.value) == MatterState.DRAFT.value


def refuse_change_when_taken(matter: Document) -> None:
	"""Raise MatterIsTaken where what was sent for approval, or has been decided, is written anew."""
	before = matter.get_doc_before_save()
	if before and not is_open(before):
		frappe.throw(
			_("{0} is {1} and keeps its words. Withdraw it first, or change its task.").format(
				frappe.bold(matter.name), _(before.state)
			),
			MatterIsTaken,
		)


def refuse_deletion_of_taken(matter: Document) -> None:
	"""Raise MatterIsTaken: what was ever sent for approval is on record, and so is what it was about."""
	if not is_open(matter) or matter.task:
		frappe.throw(
			_("{0} is {1} and is kept.").format(frappe.bold(matter.name), _(matter.state)), MatterIsTaken
		)


def arrange_units(matter: Document) -> None:
	"""A unit stands in a matter once: the one that leads does not cooperate, and nobody does so twice."""
	seen = {matter.lead_unit}
	rows = [row for row in matter.cooperating if not (row.unit in seen or seen.add(row.unit))]
	matter.set("cooperating", rows)


def needs_approval(matter: Document) -> bool:
	"""Whether matters of its kind are approved before they are taken on, whoever does it."""
	return bool(cint(frappe.get_cached_value(KIND, matter.kind, "needs_approval")))


def refuse_without_approval(matter: Document) -> None:
	"""Raise ApprovalNeeded for a matter of a kind that is approved first."""
	if needs_approval(matter):
		frappe.throw(
			_("Matters of the kind {0} are approved before they are taken on. Send it for approval.").format(
				frappe.bold(matter.kind)
			),
			ApprovalNeeded,
		)


def deadline_of(matter: Document, today: date) -> Due:
	"""By when it is due if it is taken on today."""
	days = cint(frappe.get_cached_value(KIND, matter.kind, "days"))
	chosen = getdate(matter.due_date) if matter.due_date else None
	return due_of(matter.deadline_raw or "", chosen, days, today, site_calendar.day_after)


def check_complete(matter: Document) -> None:
	"""Raise MatterIncomplete for what a task needs and the matter does not say yet."""
	missing = list(_missing(matter))
	if missing:
		frappe.throw(
			_("{0} cannot be taken on yet: {1}.").format(frappe.bold(matter.title), "；".join(missing)),
			MatterIncomplete,
		)


def _missing(matter: Document) -> Iterator[str]:
	if not matter.lead_unit:
		yield _("it names no lead unit")
	for unit in filter(None, [matter.lead_unit, *(row.unit for row in matter.cooperating)]):
		if frappe.db.get_value("Qingdan Unit", unit, "disabled"):
			yield _("{0} is no longer in use").format(unit)
	if not deadline_of(matter, getdate()).kind:
		yield _("its deadline cannot be read, and its kind names no limit")


def check_levels(area: Document) -> None:
	"""Raise TooManyLevels where a subject area lies within itself, or its branch is deeper than three levels."""
	above = len(_above(area.name, area.parent_area))
	if above + _below(area.name) > LEVELS - 1:
		frappe.throw(_("Subject areas have three levels at most."), TooManyLevels)


def _above(area: str, parent: str | None) -> list[str]:
	found: list[str] = []
	while parent:
		if parent in (area, *found):
			frappe.throw(_("{0} lies within itself.").format(frappe.bold(area)), TooManyLevels)
		found.append(parent)
		parent = frappe.db.get_value(AREA, parent, "parent_area")
	return found


def _below(area: str) -> int:
	"""How many levels lie below an area."""
	level, areas = 0, frappe.get_all(AREA, {"parent_area": area}, pluck="name")
	while areas and level < LEVELS:
		level += 1
		areas = frappe.get_all(AREA, {"parent_area": ("in", areas)}, pluck="name")
	return level

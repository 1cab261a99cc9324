"""Many matters at once: pasted words cut into proposals, and those that a person confirmed written and taken on."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import format_date, getdate

from qingdan_app import shapes
from qingdan_app.column_words.known import vocabulary
from qingdan_app.handing_out import handing
from qingdan_app.matters import requirements
from qingdan_app.matters.exceptions import MatterIncomplete
from qingdan_app.matters.rules.due import due_of
from qingdan_app.matters.rules.matter_states import KEEPERS
from qingdan_app.matters.rules.proposed import Cut, Doubt, Known, Proposed, cut
from qingdan_app.organization import people, unit_names
from qingdan_app.workflows.moves import performing
from qingdan_app.working_time import site_calendar

MATTER = "Qingdan Matter"
SHARED = ("kind", "document_number", "document_date", "urgency", "area")
"""What all matters out of one source have in common."""
OWN = ("content", "lead_unit", "leader", "deadline_raw", "due_date")
SOURCE = {**dict.fromkeys(SHARED, shapes.text), "document_date": shapes.day}
ROW = {**dict.fromkeys(OWN, shapes.text), "due_date": shapes.day, "cooperating": shapes.texts}
"""What a caller says of a source, and of each matter out of it."""
MOST = 200


class TakenOn(NamedTuple):
	"""What became of a matter."""

	matter: str
	title: str
	state: str
	task: str | None


def check_may_begin() -> None:
	"""Raise PermissionError for whoever writes no matters."""
	if not frappe.has_permission(MATTER, "create"):
		frappe.throw(
			_(
				"The supervision office and list administrators take on matters, leaders' offices propose them."
			),
			frappe.PermissionError,
		)


def cut_text(text: str) -> Cut:
	"""Cut pasted words with the names that the site knows."""
	leaders = frappe.get_all("Qingdan Leader", pluck="name", order_by="name")
	return cut(text, Known(unit_names.units_by_name(in_use_only=True), leaders, vocabulary()))


def take_on(source: Mapping, rows: Sequence[Mapping], hand_out: bool = True) -> list[TakenOn]:
	"""Write matters out of one source and take each on, or send it for approval where it takes that; all of them or none.

	Their tasks are handed out together, so that each person is told once; or they stay drafted for a look at the preview.
	Raises MatterIncomplete, and what the flow refuses, with the row it is about.
	"""
	if not rows or len(rows) > MOST:
		frappe.throw(_("Take on between one and {0} matters at once.").format(MOST), MatterIncomplete)
	names = unit_names.units_by_name(in_use_only=True)
	taken = [_take_on(_matter(source, row, names)) for row in rows]
	if hand_out:
		handing.hand_out(each.task for each in taken if each.task)
	return taken


def _matter(source: Mapping, row: Mapping, names: Mapping[str, str]) -> Document:
	doc = frappe.new_doc(MATTER)
	doc.update({field: source.get(field) or None for field in SHARED})
	doc.update({field: row.get(field) or None for field in OWN})
	for unit in row.get("cooperating") or ():
		doc.append("cooperating", {"unit": names.get(unit, unit)})
	return doc.insert()


def _take_on(doc: Document) -> TakenOn:
	doc.flags.handed_out_together = True
	done = performing.perform_on(doc, act_for(doc))
	return TakenOn(done.name, done.title, done.state, done.task)


def act_for(doc: Document) -> str:
	"""What the session's user does to take a matter on: the act itself, or asking for it."""
	may = people.standing_of().roles.intersection(role.value for role in KEEPERS)
	return "take_on" if may and not requirements.needs_approval(doc) else "propose"


def shown(found: Cut) -> dict:
	"""A cut text as a form gets it: `{matters: [{line, content, lead_unit, cooperating, leader, deadline_raw, due_date,
	doubts}], passed_over: [{line, text}]}`."""
	return {
		"matters": [_shown(each) for each in found.proposed],
		"passed_over": [{"line": piece.line, "text": piece.text} for piece in found.passed_over],
	}


def _shown(each: Proposed) -> dict:
	due = due_of(each.deadline, None, 0, getdate(), site_calendar.day_after).final
	doubts = [_doubt(doubt, each) for doubt in each.doubts]
	if due and due < getdate():
		doubts.append(_("{0} has passed already.").format(format_date(due)))
	return {
		"line": each.line,
		"content": each.content,
		"lead_unit": each.lead,
		"cooperating": list(each.cooperating),
		"leader": each.leader,
		"deadline_raw": each.deadline,
		"due_date": due,
		"doubts": doubts,
	}


def _doubt(doubt: Doubt, each: Proposed) -> str:
	words = {
		Doubt.UNIT_UNKNOWN: _("The site knows no unit of this name: {0}").format("、".join(each.unknown)),
		Doubt.LEAD_GUESSED: _("The first unit named was taken to lead."),
		Doubt.LEAD_MISSING: _("Nobody is named to lead."),
	}
	return words[doubt]

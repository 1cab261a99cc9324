"""Who stands for a document: the people whom a Notification of Frappe's may name as receivers, looked up when it is sent."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import frappe
from frappe.model.document import Document

from qingdan_app.organization import people
from qingdan_app.organization.rules.standing import HANDLER, Role
from qingdan_app.role_holders import holders_of
from qingdan_app.tasks.in_hands import OPEN
from qingdan_app.tasks.sources import PART

TASK, UNIT, LEADER = "Qingdan Task", "Qingdan Unit", "Qingdan Leader"
LEAD = ("lead_unit", "unit")
"""The fields that name the unit which has to act, wherever a document has one."""
REFERENCE = ("reference_doctype", "reference_name")


@dataclass(frozen=True)
class Concerned:
	"""Whom a document concerns: the units that have to act, those beside them, the leaders, the tasks."""

	lead: frozenset[str] = frozenset()
	beside: frozenset[str] = frozenset()
	leaders: frozenset[str] = frozenset()
	tasks: frozenset[str] = frozenset()


DUTIES: dict[str, Callable[[Concerned], Iterable[str]]] = {
	"Liaisons of the Lead Unit": lambda found: people.contacts_of(found.lead, ("Liaison",)),
	"Heads of the Lead Unit": lambda found: people.contacts_of(found.lead, ("Head",)),
	"Liaisons of the Cooperating Units": lambda found: people.contacts_of(found.beside, ("Liaison",)),
	"Heads of the Cooperating Units": lambda found: people.contacts_of(found.beside, ("Head",)),
	"Handlers": lambda found: _handlers(found),
	"Leader's Office": lambda found: _offices(found),
	"Supervision Office": lambda found: holders_of(Role.SUPERVISION.value),
}
"""By the words of the field `qingdan_receiver`."""


def people_of(doc: Document, duties: Iterable[str]) -> list[str]:
	"""The users who stand for a document by one of these duties today, each once; none where the document concerns nobody."""
	found = concerned(doc)
	if found == Concerned():
		return []
	return sorted({user for duty in duties if duty in DUTIES for user in DUTIES[duty](found)})


def concerned(doc: Document) -> Concerned:
	"""Read off the document itself, else off the tasks it is about; a request is about its document."""
	if doc.meta.has_field(REFERENCE[1]) and doc.doctype != TASK:
		about = [doc.get(field) for field in REFERENCE]
		return concerned(frappe.get_doc(*about)) if all(about) and frappe.db.exists(*about) else Concerned()
	tasks = frozenset(_tasks(doc))
	rows = frappe.get_all(TASK, {"name": ("in", [*tasks, ""])}, ["lead_unit", "leader"])
	own = {doc.get(field) for field in LEAD if _links(doc, field, UNIT)} - {None, ""}
	lead = frozenset(own or {row.lead_unit for row in rows if row.lead_unit})
	leaders = {doc.get("leader")} if _links(doc, "leader", LEADER) else set()
	leaders = (leaders - {None, ""}) or {row.leader for row in rows if row.leader}
	return Concerned(lead, frozenset(_beside(tasks)) - lead, frozenset(leaders), tasks)


def _tasks(doc: Document) -> Iterator[str]:
	if doc.doctype == TASK:
		yield doc.name
	elif _links(doc, "task", TASK):
		yield from filter(None, [doc.get("task")])
	else:
		yield from (row.task for row in doc.get("tasks") or () if row.get("task"))


def _links(doc: Document, fieldname: str, doctype: str) -> bool:
	field = doc.meta.get_field(fieldname)
	return bool(field) and field.fieldtype == "Link" and field.options == doctype


def _beside(tasks: Iterable[str]) -> list[str]:
	about = {"parenttype": TASK, "parent": ("in", [*tasks, ""])}
	return frappe.get_all("Qingdan Task Unit", about, pluck="unit")


def _handlers(found: Concerned) -> set[str]:
	"""Those who have something of it in their hands, and belong to one of its units still."""
	about = {"task": ("in", [*found.tasks, ""]), "state": OPEN}
	return set(frappe.get_all(PART, about, pluck="handler")) & set(
		people.contacts_of(found.lead | found.beside, (HANDLER,))
	)


def _offices(found: Concerned) -> set[str]:
	return {user for users in people.offices_of(found.leaders).values() for user in users}

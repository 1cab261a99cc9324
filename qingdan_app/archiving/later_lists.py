"""The list into which tasks are carried over: one that is there, or the year's own list of what runs on; and its items."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate

from qingdan_app.archiving.exceptions import CannotBeCarriedOver
from qingdan_app.archiving.rules.carried import Place, places
from qingdan_app.organization import people
from qingdan_app.organization.rules.answering import last_successor
from qingdan_app.tasks import archived
from qingdan_app.tasks.of_a_list import KEY_WORK, LIST, TASK
from qingdan_app.workflows.moves import guard

SETTINGS = (
	"cooperating_sign",
	"acknowledge_hours",
	"superiors_see",
	"weighted",
	"review_cycle",
	"fix_days",
)
"""What a list is told about its tasks, and its successor goes on with."""
CODE, TITLE = "{0}-Z", "{0}年结转事项"
"""The list of what a year takes over from earlier ones, where no other is named; `2022-Z-1-01` is a task of it."""


class Later(NamedTuple):
	"""The list into which tasks go, and the year of the one that they come from."""

	code: str
	title: str
	is_new: bool
	from_year: int
	after: str

	def name_of(self, place: Place) -> str:
		"""The number that a task will have."""
		return f"{self.code}-{place.serial}-{place.number:02d}"

	def item_for(self, task: Document, place: Place) -> str:
		"""The item of the list, made with the first of its tasks. The list is locked: nobody else makes one."""
		if place.is_new:
			_new_item(self.code, place.serial, frappe.get_doc(KEY_WORK, task.key_work))
		return f"{self.code}-{place.serial}"


def later_list(list_: str, target: str | None) -> Later:
	"""The list of that code; without one the own list of the year that follows. Raises CannotBeCarriedOver for one that is not later."""
	year = cint(frappe.db.get_value(LIST, list_, "year")) or getdate().year
	code = target or CODE.format(year + 1)
	row = frappe.db.get_value(LIST, code, ["title", "year"], as_dict=True)
	if target and (not row or target == list_ or cint(row.year) < year):
		frappe.throw(
			_("{0} is no later list than {1}.").format(frappe.bold(target), list_), CannotBeCarriedOver
		)
	return Later(code, row.title if row else TITLE.format(year + 1), not row, year, list_)


def prepare(later: Later) -> Later:
	"""Make the list where it is not there yet, and lock it: its items are numbered under the lock. Raises ListArchived."""
	if later.is_new:
		year = later.from_year + 1
		words = {"code": later.code, "title": later.title, "year": year, "period": f"{year}年"}
		settings = frappe.db.get_value(LIST, later.after, SETTINGS, as_dict=True)
		made = frappe.get_doc({"doctype": LIST, **words, **settings})
		made.set("reporting_rules", rules_kept(frappe.get_doc(LIST, later.after)))
		made.insert(
			ignore_permissions=True, ignore_if_duplicate=True
		)  # supervision writes no lists; two at once
	frappe.db.get_value(LIST, later.code, "name", for_update=True)
	archived.refuse(later.code)
	return later


def rules_kept(doc: Document) -> list[dict]:
	"""The rules by which a list, or a task, is reported, each since its day: what goes on is reported as before."""
	return [{"since": row.since, "rule": row.rule} for row in doc.reporting_rules]


def places_in(later: Later, rows: Iterable[Mapping], locked: bool = False) -> list[Place]:
	"""Where tasks stand in the list, in their order; `locked` after what somebody else has brought in meanwhile."""
	items = _of_list(KEY_WORK, later.code, ("serial", "carried_from", "name"), locked)
	known = {row.carried_from: row.serial for row in items if row.carried_from}
	last = max((row.serial for row in items), default=0)
	serials = {row.name: row.serial for row in items}
	numbers: dict[int, int] = {}
	for row in _of_list(TASK, later.code, ("key_work", "number"), locked):
		serial = serials[row.key_work]
		numbers[serial] = max(numbers.get(serial, 0), cint(row.number))
	return places([row["key_work"] for row in rows], known, last, numbers)


def _of_list(doctype: str, code: str, fields: Iterable[str], locked: bool) -> list[Mapping]:
	table = frappe.qb.DocType(doctype)
	query = frappe.qb.from_(table).select(*fields).where(table.list == code)
	return (query.for_update() if locked else query).run(as_dict=True)


def _new_item(code: str, serial: int, earlier: Document) -> None:
	"""The same words in the later list; who leads is who answers today."""
	item = frappe.new_doc(KEY_WORK)
	same = (
		"text",
		"leader",
		"starred",
		"tags",
		"units_raw",
		"lead_rule",
		"province_lead",
		"section_heading",
		"weight",
	)
	item.update({name: earlier.get(name) for name in same})
	lead = earlier.lead_unit and last_successor(earlier.lead_unit, people.successors())
	item.update({"list": code, "serial": serial, "lead_unit": lead, "carried_from": earlier.name})
	with guard.permit(item):
		item.insert(ignore_permissions=True)  # supervision writes no key works

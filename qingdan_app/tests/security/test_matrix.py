"""Everybody × every DocType with a rule × every endpoint: nobody gets a word or leaves a trace too much.

What an endpoint answers is searched for words of documents that the person may not see, and the tables are compared
row by row for what it wrote; both by the truth of `truth.py`. Names count where they were not sent along.

A run asks each endpoint as each of those who are kept from most for a third of the DocTypes, so that every two of the
three meet; with `QINGDAN_MATRIX=whole` everybody from whom anything is kept asks each endpoint for each DocType.
"""

import os
from collections.abc import Iterable, Iterator
from functools import partial

import frappe
from frappe.model.document import Document

from qingdan_app.permissions import replaced
from qingdan_app.permissions.guarded import RULED, SEARCH
from qingdan_app.tests.security import core_source, core_verdicts, matrix_doors
from qingdan_app.tests.security.aims import Aim
from qingdan_app.tests.security.marked import MarkedTestCase
from qingdan_app.tests.security.matrix_rows import may_be_written
from qingdan_app.tests.security.matrix_words import known_words, words_for
from qingdan_app.tests.security.watched import Asked, Change
from qingdan_app.tests.site import as_json

WHOLE = os.environ.get("QINGDAN_MATRIX") == "whole"
SHARE = 1 if WHOLE else 3
PEOPLE = (
	"cooperating unit",
	"outsider asked",
	"copied person",
	"other unit",
	"person without a part",
	"person without a role",
)
"""Who is kept from most; the others are held against the truth where they read, run reports and save."""
OTHERS = (
	"liaison",
	"head",
	"leader's office",
	"leader",
	"supervision",
	"list administrator",
	"added signer",
	"other leader's office",
	"guest",
)
"""Who asks every endpoint as well in the whole matrix; a System Manager may ask core's for anything."""
WALKERS = PEOPLE + (OTHERS if WHOLE else ())
REQUEST = "Qingdan Approval Request"
REQUESTS = "qingdan_app.api.approvals."
"""Where requests are read with what was said on them."""
SAVING = ("frappe.client.set_value", "frappe.client.bulk_update")
OTHERWISE = ("frappe.client.save", "frappe.client.delete", "frappe.desk.form.save.savedocs")
"""Ways to save one column of a document, and others that whoever may not touch it does not get by either."""


class TestMatrix(MarkedTestCase):
	def setUp(self):
		super().setUp()
		self.people, self.words = self.world.people, self.world.words
		self.watch.remember()

	def test_what_opens_and_what_is_listed_is_the_truth(self):
		for label, who in self.people.items():
			for doctype in RULED:
				expected = self.world.truths[label].names(doctype) & set(self.words[doctype])
				with self.subTest(who=label, doctype=doctype):
					self.assertEqual(self.opened(who, doctype), expected)
					self.assertEqual(self.listed(who, doctype), expected)

	def test_no_endpoint_tells_or_writes_too_much(self):
		self.assertNothing(wrong for label in WALKERS for wrong in self.walked(label))

	def test_every_endpoint_of_this_app_is_walked_or_stands_in_the_place_of_one_of_cores(self):
		self.assertEqual(matrix_doors.open_elsewhere() - set(replaced.REPLACED.values()) - {SEARCH}, set())
		for door in matrix_doors.ours():
			self.assertEqual(set(core_source.arguments(door)) - known_words(), set(), door)

	def test_rights_and_lists_are_written_by_their_administrators_alone(self):
		rows = {"Has Role": {"parenttype": "User"}, "Property Setter": {}, "Qingdan Approval Seal": {}}
		for table, row in rows.items():
			self.assertEqual(self.writers(table, row), {"administrator"}, table)
		for table, row in {"Qingdan Unit": {}, "Qingdan Unit Member": {"parenttype": "Qingdan Unit"}}.items():
			self.assertEqual(self.writers(table, row), {"list administrator", "administrator"}, table)
		self.assertEqual(self.writers("Has Role", {"parenttype": "Report"}), set(self.people))

	def test_every_method_that_forms_may_call_on_any_document_is_walked(self):
		open_ones = {name for name, method in vars(Document).items() if is_open(method)}
		self.assertEqual(open_ones - set(matrix_doors.METHODS), set())

	def test_what_is_not_walked_is_known(self):
		judged = {address for address, _verdict in core_verdicts.judged()} | set(replaced.REPLACED)
		self.assertEqual(set(matrix_doors.NOT_WALKED) - judged, set())

	def test_a_report_tells_of_documents_that_its_reader_sees(self):
		wrong = []
		for label in self.people:
			with self.watch.watching(self.people[label]):
				for report in reports():
					for door in ("frappe.desk.query_report.run", "frappe.desk.query_report.export_query"):
						words = {"report_name": report.name, "file_format_type": "CSV", "filters": "{}"}
						wrong += self.judged(label, f"{door} of {report.name}", self.watch.ask(door, **words))
		self.assertNothing(wrong)

	def test_who_may_save_a_document_does_and_nobody_else(self):
		for label in self.people:
			with self.watch.watching(self.people[label]):
				for doctype, marked in self.words.items():
					for number, name in enumerate(marked):
						with self.subTest(who=label, doctype=doctype, name=name):
							self.assertSaves(label, self.world.to_save(doctype, name), not number)

	def test_who_has_the_turn_decides_by_our_door_and_nobody_else(self):
		request = frappe.db.get_value(REQUEST, {"reference_name": self.world.around.second.name})
		words = {"request": request, "verb": "approve", "opinion": "同意"}
		for label, who in self.people.items():
			with self.watch.watching(who):
				asked = self.watch.ask(f"{REQUESTS}act", **words)
			written = any(change[:2] == (REQUEST, request) for change in asked.changes)
			self.assertEqual(written, label == "added signer", (label, asked.answer))

	def assertNothing(self, wrong: Iterable[str]) -> None:
		self.assertEqual("\n".join(wrong), "")

	def assertSaves(self, label: str, aim: Aim, by_all_doors: bool) -> None:
		truth, row = self.world.truths[label], self.world.tables.row(aim.doctype, aim.name)
		doors = (
			[*SAVING, *(() if truth.touches(aim.doctype, row) else OTHERWISE)] if by_all_doors else SAVING[:1]
		)
		for door in doors:
			asked = self.watch.ask(door, **words_for(door, aim))
			self.assertEqual(self.is_saved(aim, asked), truth.saves(aim.doctype, row), (door, asked.answer))

	def is_saved(self, aim: Aim, asked: Asked) -> bool:
		return any(change[:2] == (aim.doctype, aim.name) for change in asked.changes)

	def writers(self, table: str, row: dict) -> set[str]:
		"""Who may bring about a change of a row like this."""
		change = Change(table, "x", row, frozenset({"name"}))
		return {label for label in self.people if may_be_written(self.world.truths[label], change)}

	def walked(self, label: str) -> Iterator[str]:
		"""What is wrong with what a person is told and may write, endpoint by endpoint."""
		asked_before: set[str] = set()
		with self.watch.watching(self.people[label]):
			for number, aim in enumerate(self.world.aims(label, WHOLE)):
				for door in self.share(number + WALKERS.index(label)):
					words = words_for(door, aim)
					key = door + as_json(words)
					if key not in asked_before:
						asked_before.add(key)
						yield from self.judged(label, door, self.watch.ask(door, **words), aim)
				for path, way in matrix_doors.PATHS.items():
					yield from self.judged(label, path, self.watch.run(partial(way, aim)), aim)

	def share(self, number: int) -> list[str]:
		return [door for place, door in enumerate(matrix_doors.doors()) if (place + number) % SHARE == 0]

	def judged(self, label: str, door: str, asked: Asked, aim: Aim | None = None) -> Iterator[str]:
		told = self.world.truths[label].told_with_a_request() if door.startswith(REQUESTS) else ()
		for doctype, hidden in self.world.hidden(label).items():
			for name, word in hidden.items():
				if name in told:
					continue
				if word in asked.answer or (aim and aim.names(doctype, name) and name in asked.answer):
					yield f"{label}: {door} tells {name} of {doctype}"
		for change in asked.changes:
			if not may_be_written(self.world.truths[label], change, asked.changes):
				yield f"{label}: {door} of {aim and aim.doctype} writes {change.table} {change.name}"

	def opened(self, who: str, doctype: str) -> set[str]:
		with self.as_user(who):
			return {name for name in self.words[doctype] if frappe.has_permission(doctype, "read", name)}

	def listed(self, who: str, doctype: str) -> set[str]:
		words = {"doctype": doctype, "fields": ["name"], "limit_page_length": 0}
		words["filters"] = as_json({"name": ["in", list(self.words[doctype])]})
		try:
			return {row["name"] for row in self.call("frappe.client.get_list", who, **words)}
		except (frappe.PermissionError, frappe.ValidationError):
			return set()


def is_open(method: object) -> bool:
	"""Whether core calls a method for whoever names it."""
	try:
		return getattr(method, "__func__", method) in frappe.whitelisted
	except TypeError:
		return False  # what cannot be hashed is no function


def reports() -> list:
	modules = frappe.get_module_list("qingdan_app")
	return frappe.get_all("Report", {"module": ("in", modules)}, ["name", "ref_doctype"])

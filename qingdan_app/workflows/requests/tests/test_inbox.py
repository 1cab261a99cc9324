"""The inbox of any DocType: in the order of its documents' deadlines, searched, filtered, decided in bulk."""

from datetime import timedelta
from typing import ClassVar

import frappe
from frappe.utils import add_days, getdate

from qingdan_app.api import approvals as api
from qingdan_app.tests.statements import noted
from qingdan_app.workflows.exceptions import WrongItems
from qingdan_app.workflows.moves.subjects import ApprovalSubject
from qingdan_app.workflows.requests import inbox
from qingdan_app.workflows.requests.beside import Wanted
from qingdan_app.workflows.tests import purchases
from qingdan_app.workflows.tests.base import ApprovalTestCase, attached
from qingdan_app.workflows.tests.purchases import PURCHASE, step


class DatedSubject(ApprovalSubject):
	"""A DocType of another app that says which field its deadline is, and what it belongs to."""

	deadline_field = "needed_on"
	scope_fields: ClassVar = {"Unit": "unit"}


DATED = f"{__name__}.DatedSubject"


class InboxCase(ApprovalTestCase):
	def setUp(self):
		super().setUp()
		attaching = attached(PURCHASE, DATED)
		attaching.__enter__()
		self.addCleanup(attaching.__exit__, None, None, None)
		self.flow = purchases.flow(step("one", self.one), step("two", self.two))

	def waiting(self, subject: str, **fields):
		doc = purchases.purchase(self.buyer, subject=subject, **fields)
		return self.send(doc)

	def titles(self, **wanted) -> list[str]:
		page = inbox.page(self.one, "todo", 0, 50, Wanted(**wanted))
		self.assertEqual(page["total"], len(page["rows"]))
		return [row["subject_title"] for row in page["rows"]]


class TestOrder(InboxCase):
	def test_what_waits_is_ordered_by_the_documents_deadline_and_follows_it(self):
		today = getdate()
		self.waiting("none")
		later = self.waiting("later", needed_on=add_days(today, 20))
		self.waiting("sooner", needed_on=add_days(today, 10))
		self.assertEqual(self.titles(), ["sooner", "later", "none"])

		frappe.db.set_value(PURCHASE, later.reference_name, "needed_on", add_days(today, 1))

		self.assertEqual(self.titles(), ["later", "sooner", "none"])
		self.assertEqual(inbox.next_after(self.one, None)["name"], later.reference_name)

	def test_a_page_takes_as_many_statements_for_one_line_as_for_many(self):
		self.waiting("first", unit="甲局")
		inbox.page(self.one, "todo", 0, 50)  # what is looked up once in a process is no part of a page
		with noted() as few:
			inbox.page(self.one, "todo", 0, 50)
		for number in range(5):
			self.waiting(f"more {number}", unit="乙局", needed_on=getdate())
		with noted() as many:
			inbox.page(self.one, "todo", 0, 50)
		self.assertEqual(len(few), len(many))
		self.assertLessEqual(len(many), 3)


class TestLines(InboxCase):
	def test_a_line_says_deadline_lateness_and_who_had_it_before(self):
		run = self.waiting("desks", needed_on=add_days(getdate(), -3), unit="甲局")
		self.do(run, "approve", self.one)

		(row,) = inbox.page(self.two, "todo", 0, 5)["rows"]

		self.assertEqual(row["line"]["deadline"], getdate() - timedelta(days=3))
		self.assertEqual(row["line"]["mark"], {"text": "3 days late", "colour": "red"})
		self.assertEqual(
			row["before"],
			{"name": frappe.utils.get_fullname(self.one), "text": "Approved", "colour": "green"},
		)
		self.assertEqual(row["initiator_name"], frappe.utils.get_fullname(self.buyer))

	def test_a_document_that_is_gone_leaves_its_line_without_words(self):
		run = self.waiting("desks")
		frappe.db.delete(PURCHASE, {"name": run.reference_name})

		(row,) = inbox.page(self.one, "todo", 0, 5)["rows"]

		self.assertEqual((row["subject_title"], row["line"]), ("desks", None))


class TestFilters(InboxCase):
	def setUp(self):
		super().setUp()
		self.waiting("红色桌子", unit="甲局", needed_on=add_days(getdate(), -1))
		self.waiting("蓝色椅子", unit="乙局", needed_on=add_days(getdate(), 9))

	def test_lines_are_found_by_title_by_unit_and_by_lateness(self):
		self.assertEqual(self.titles(text="椅子"), ["蓝色椅子"])
		self.assertEqual(self.titles(text="甲局"), ["红色桌子"])
		self.assertEqual(self.titles(text="甲局 椅子"), [])
		self.assertEqual(self.titles(late=True), ["红色桌子"])
		self.assertEqual(self.titles(scopes={"Unit": "乙局"}), ["蓝色椅子"])
		self.assertEqual(self.titles(doctype="ToDo"), [])
		self.assertEqual(self.titles(text="100%"), [])

	def test_what_is_offered_is_what_waits(self):
		with self.as_user(self.one):
			offered = {
				each["name"]: [row["value"] for row in each["options"]] for each in api.get_inbox_filters()
			}
		self.assertEqual(sorted(offered["Unit"]), ["乙局", "甲局"])
		self.assertNotIn("step", offered)

	def test_filters_are_named_or_refused(self):
		with self.as_user(self.one):
			self.assertEqual(api.get_inbox(filters='{"Unit": "甲局", "late": 1}')["total"], 1)
			self.assertEqual(api.get_inbox(filters="{}")["total"], 2)
			for odd in ('{"assignee": "x"}', '{"text": {"a": 1}}'):
				self.assertRefused(WrongItems, api.get_inbox, filters=odd)


class TestInBulk(InboxCase):
	def test_many_are_returned_at_once_each_to_where_its_step_leads(self):
		runs = [self.waiting("first"), self.waiting("second")]
		asked = [{"request": run.name, "turn": self.turn_of(run, self.one).turn} for run in runs]

		with self.as_user(self.one):
			found = api.act_on_many(asked, "return", "请补充依据")
			refused = api.act_on_many(asked, "return", "请补充依据")

		self.assertEqual([each["ok"] for each in found], [True, True])
		self.assertEqual([each["ok"] for each in refused], [False, False])
		self.assertEqual([self.open_for(run) for run in runs], [[self.buyer], [self.buyer]])

	def test_a_return_needs_words_for_many_as_for_one(self):
		run = self.waiting("first")
		asked = [{"request": run.name, "turn": self.turn_of(run, self.one).turn}]

		with self.as_user(self.one):
			(found,) = api.act_on_many(asked, "return", "")

		self.assertFalse(found["ok"])
		self.assertEqual(self.open_for(run), [self.one])


class TestGone(InboxCase):
	def test_where_nothing_waits_nothing_is_missed(self):
		self.assertEqual(inbox.page(self.one, "todo", 0, 5)["rows"], [])

	def test_what_waits_for_a_document_that_is_gone_says_so_and_is_not_decided(self):
		gone, there = self.waiting("gone"), self.waiting("there")
		frappe.db.delete(PURCHASE, {"name": gone.reference_name})

		rows = {row["subject_title"]: row for row in inbox.page(self.one, "todo", 0, 5)["rows"]}

		self.assertEqual(
			[(rows[title]["decides"], rows[title]["mark"]) for title in ("gone", "there")],
			[(False, {"text": "Its document is gone", "colour": "gray"}), (True, None)],
		)
		self.assertTrue(there)

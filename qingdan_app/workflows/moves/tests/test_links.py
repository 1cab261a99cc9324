"""Core's check of links is left out only where it could neither find nor fetch anything."""

from unittest.mock import patch

import frappe

from qingdan_app.workflows.moves import as_core, links
from qingdan_app.workflows.tests import expenses, purchases
from qingdan_app.workflows.tests.base import ApprovalTestCase
from qingdan_app.workflows.tests.purchases import PURCHASE


class TestLinks(ApprovalTestCase):
	def setUp(self):
		super().setUp()
		name = purchases.purchase(self.buyer, items=[{"buyer": self.one}, {"buyer": self.two}]).name
		self.doc = frappe.get_doc(PURCHASE, name)
		self.found = as_core.as_found(self.doc)

	def test_links_that_are_as_they_were_do_not_matter(self):
		self.doc.amount = 5

		self.assertFalse(links.matter(self.doc, self.found))

	def test_a_changed_link_a_new_row_and_a_row_of_another_table_do(self):
		self.doc.items[1].buyer = self.three
		self.assertTrue(links.matter(self.doc, self.found))

		self.doc.items[1].buyer = self.two
		self.doc.append("items", {"buyer": self.one})
		self.assertTrue(links.matter(self.doc, self.found))

	def test_a_link_to_what_can_be_cancelled_meanwhile_does(self):
		real = frappe.get_meta

		def submittable(doctype, cached=True):
			return frappe._dict(is_submittable=1) if doctype == "User" else real(doctype, cached)

		with patch.object(links.frappe, "get_meta", submittable):
			self.assertTrue(links.matter(self.doc, self.found))

	def test_a_link_that_fetches_does(self):
		expenses.make_doctypes()
		doc = expenses.claim(self.buyer)

		self.assertTrue(links.matter(doc, as_core.as_found(doc)))

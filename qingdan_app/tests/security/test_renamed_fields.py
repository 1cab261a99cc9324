"""Newer lines of Frappe rename the column of a custom field before they ask a hook: ours asks first."""

from unittest.mock import patch

import frappe

from qingdan_app.permissions import core_documents
from qingdan_app.workflows.exceptions import UnderApproval
from qingdan_app.workflows.tests import purchases
from qingdan_app.workflows.tests.base import ApprovalTestCase
from qingdan_app.workflows.tests.purchases import PURCHASE, step


class TestRenamedFields(ApprovalTestCase):
	def setUp(self):
		super().setUp()
		purchases.flow(step("一", self.one), conditions=[("unit", "=", "x")])

	def rename(self, fieldname: str, who: str) -> bool:
		"""Whether core is asked to rename a custom field of purchases."""
		words = {"doctype": "Custom Field", "dt": PURCHASE, "fieldname": fieldname, "fieldtype": "Data"}
		field, known = frappe.get_doc(words), frappe.get_doc

		def get_doc(*about, **more):
			return field if about[0] == "Custom Field" else known(*about, **more)

		with (
			patch.object(frappe, "get_doc", get_doc),
			patch.object(core_documents, "answer") as core,
			self.as_user(who),
		):
			core_documents.rename_fieldname("a custom field", "office")
		return core.called

	def test_a_field_that_a_flow_names_is_not_renamed(self):
		self.assertRefused(UnderApproval, self.rename, "unit", self.admin)

	def test_others_are(self):
		self.assertTrue(self.rename("needed_on", self.admin))
		self.assertRefused(frappe.PermissionError, self.rename, "needed_on", self.buyer)

"""What a form offers to delete goes when it is deleted, and what it does not offer is kept: nothing is offered that is refused."""

import frappe

from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City

FLOW = "Qingdan Approval Flow"


class TestKeptDocuments(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()

	def offers(self, doctype: str, name: str, user: str) -> bool:
		"""Whether the form of a document offers to delete it."""
		answer = self.call("frappe.desk.form.load.getdoc", user, doctype=doctype, name=name)
		return not (answer["docs"][0].get("__onload") or {}).get("kept")

	def goes(self, doctype: str, name: str, user: str) -> bool:
		frappe.db.savepoint("before_deletion")
		try:
			with self.as_user(user):
				frappe.delete_doc(doctype, name)
		except (frappe.ValidationError, frappe.PermissionError):
			return False
		finally:
			frappe.db.rollback(save_point="before_deletion")
		return True

	def assertHonest(self, doctype: str, name: str, user: str, goes: bool) -> None:
		with self.subTest(doctype, name=name):
			self.assertEqual((self.offers(doctype, name, user), self.goes(doctype, name, user)), (goes, goes))

	def test_a_task_is_offered_for_deletion_until_something_has_happened_to_it(self):
		administrator, task = self.city.administrator, self.city.task
		self.assertHonest(task.doctype, task.name, administrator, goes=True)
		for doctype, name in (("Qingdan List", task.list), ("Qingdan Key Work", task.key_work)):
			self.assertHonest(doctype, name, administrator, goes=False)
		self.city.started()
		self.assertHonest(task.doctype, task.name, administrator, goes=False)

	def test_a_report_is_offered_for_deletion_until_it_is_filed(self):
		self.city.started()
		draft = self.city.draft()
		self.assertHonest(draft.doctype, draft.name, self.city.liaison, goes=True)
		factories.acted(draft, ("file", self.city.liaison))
		self.assertHonest(draft.doctype, draft.name, self.city.liaison, goes=False)

	def test_a_flow_is_offered_for_deletion_while_it_is_a_draft(self):
		published = frappe.get_all(FLOW, {"status": "Published"}, pluck="name")[0]
		self.assertHonest(FLOW, published, self.city.administrator, goes=False)
		administrator = self.city.administrator
		draft = self.call("qingdan_app.api.flows.make_next_version", administrator, name=published)
		self.assertHonest(FLOW, draft["name"], administrator, goes=True)

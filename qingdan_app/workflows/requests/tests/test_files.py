"""What lies in the files of a document belongs to what is decided on, under whatever address it lies."""

import frappe

from qingdan_app.tests import users
from qingdan_app.tests.site import new_request
from qingdan_app.workflows.exceptions import SubjectChanged
from qingdan_app.workflows.log import causes
from qingdan_app.workflows.requests import views
from qingdan_app.workflows.seals import sealing
from qingdan_app.workflows.tests import purchases
from qingdan_app.workflows.tests.base import ApprovalTestCase
from qingdan_app.workflows.tests.purchases import PURCHASE, step


class TestFiles(ApprovalTestCase):
	def setUp(self):
		super().setUp()
		purchases.flow(step("一", self.one), step("二", self.two))
		self.doc = purchases.purchase(self.buyer)
		self.file = self.attached(b"price 100")
		self.run_ = self.send(self.doc)

	def attached(self, content: bytes, name: str = "", to: bool = True):
		about = {"attached_to_doctype": PURCHASE, "attached_to_name": self.doc.name} if to else {}
		words = {"file_name": name or f"{users.unique('contract')}.txt", "is_private": 1, "content": content}
		with self.as_user(self.buyer):
			return frappe.get_doc({"doctype": "File", **words, **about}).insert()

	def exchanged(self, to: bool = True):
		"""Another file under the address of the one that is attached."""
		with self.as_user(self.buyer):
			frappe.delete_doc("File", self.file.name)
		new_request()
		other = self.attached(users.unique("price").encode(), self.file.file_name, to)
		self.assertEqual(other.file_url, self.file.file_url)

	def seen(self, who: str) -> str:
		with self.as_user(who):
			return views.of_request(self.run_.name, frappe.utils.now_datetime())["seen"]

	def test_a_file_that_was_exchanged_is_not_decided_on_unseen(self):
		for to in (True, False):
			with self.subTest(attached=to):
				frappe.db.savepoint("exchange")
				opened = self.seen(self.one)
				self.exchanged(to)

				self.assertRefused(SubjectChanged, self.do, self.run_, "approve", self.one)
				self.assertRefused(SubjectChanged, self.do, self.run_, "approve", self.one, snapshot=opened)
				self.do(self.run_, "approve", self.one, snapshot=self.seen(self.one))
				self.assertEqual(self.open_for(self.run_), [self.two])
				frappe.db.rollback(save_point="exchange")
				self.file = self.attached(users.unique("price").encode())

	def test_nor_is_one_that_was_added_between_two_decisions_and_signers_are_told(self):
		self.do(self.run_, "approve", self.one)
		told = self.told_since(lambda: self.attached(b"terms"))

		self.assertEqual(told, [(self.two, "Turn")])
		last = causes.trail_of(PURCHASE, self.doc.name)[-1]
		self.assertEqual((last["act"], last["actor"]), ("edited", self.buyer))
		self.assertRefused(SubjectChanged, self.do, self.run_, "approve", self.two)
		self.do(self.run_, "approve", self.two, snapshot=self.seen(self.two))
		self.assertIsNone(sealing.verify_one(PURCHASE, self.doc.name))

	def test_one_that_is_overwritten_where_it_lies(self):
		with self.as_user(self.buyer):
			file = frappe.get_doc("File", self.file.name)
			file.save_file(content=b"price 99999", overwrite=True)
			file.save()
		self.assertRefused(SubjectChanged, self.do, self.run_, "approve", self.one)

	def test_a_file_of_another_document_changes_nothing(self):
		other = purchases.purchase(self.buyer)
		mine, self.doc = self.doc, other
		self.attached(b"other")
		self.doc = mine
		with self.as_user(self.buyer):
			frappe.get_doc("File", self.file.name).save()

		self.do(self.run_, "approve", self.one)

"""A file that an approval was given on stays what it was, and one that lies in its place is found."""

import os
from pathlib import Path

import frappe

from qingdan_app.tests import users
from qingdan_app.tests.site import new_request
from qingdan_app.workflows.engine.flow import Act
from qingdan_app.workflows.engine.trail import Fault
from qingdan_app.workflows.exceptions import DecidedOn
from qingdan_app.workflows.log import trail
from qingdan_app.workflows.moves import performing
from qingdan_app.workflows.requests import acting, kept_files, past
from qingdan_app.workflows.seals import sealing
from qingdan_app.workflows.tests import purchases
from qingdan_app.workflows.tests.base import ApprovalTestCase
from qingdan_app.workflows.tests.listeners import listening
from qingdan_app.workflows.tests.purchases import AGREE, DONE, DRAFT, HAND_IN, LEAVE, PURCHASE, step


class KeepsFiles(ApprovalTestCase):
	def attached(self, doc, content: bytes = b"price 100"):
		about = {"attached_to_doctype": doc.doctype, "attached_to_name": doc.name}
		words = {"file_name": f"{users.unique('contract')}.txt", "is_private": 1, "content": content}
		with self.as_user(self.buyer):
			return frappe.get_doc({"doctype": "File", **words, **about}).insert()

	def path_of(self, file) -> Path:
		return Path(frappe.get_doc("File", file.name).get_full_path())

	def overwrite(self, file) -> None:
		"""What somebody does who reaches the disk, or code past every hook."""
		path = self.path_of(file)
		before = path.read_bytes()
		self.addCleanup(path.write_bytes, before)
		path.write_bytes(b"price 88888")

	def faults(self, doc) -> list[str]:
		found = [sealing.verify_one(doc.doctype, doc.name)]
		return [each.fault for each in found if each]

	def as_buyer(self, action):
		with self.as_user(self.buyer):
			return action()


class TestSubmitted(KeepsFiles):
	def setUp(self):
		super().setUp()
		purchases.flow(step("一", self.one))
		self.doc = purchases.purchase(self.buyer)
		self.file = self.attached(self.doc)
		self.run_ = self.send(self.doc)

	def approved(self):
		self.do(self.run_, "approve", self.one)
		self.assertEqual(frappe.db.get_value(PURCHASE, self.doc.name, "docstatus"), 1)

	def test_what_was_approved_stands_in_the_log_with_what_it_held(self):
		self.approved()
		self.assertEqual(
			[
				(each["file"], each["name"], len(each["sha256"]))
				for each in kept_files.standing(PURCHASE, self.doc.name)
			],
			[(self.file.file_url, self.file.file_name, 64)],
		)
		self.assertEqual(self.faults(self.doc), [])

	def test_people_read_it_as_a_file_and_not_as_words(self):
		self.approved()
		shown = past.document_of(self.run_.name)
		self.assertEqual([each["name"] for each in shown["files"]], [self.file.file_name])
		self.assertNotIn("@", "".join(each["label"] for each in shown["words"]))

	def test_another_file_in_its_place_is_found(self):
		self.approved()
		self.overwrite(self.file)
		self.assertEqual(self.faults(self.doc), [Fault.EXCHANGED.value])

	def test_so_is_one_whose_row_is_gone(self):
		self.approved()
		frappe.db.delete("File", {"name": self.file.name})
		self.assertEqual(self.faults(self.doc), [Fault.EXCHANGED.value])

	def test_it_is_not_deleted_detached_or_moved_and_its_bytes_stay(self):
		self.approved()
		path = self.path_of(self.file)
		for what in (
			lambda: frappe.delete_doc("File", self.file.name),
			lambda: frappe.get_doc("File", self.file.name).update({"attached_to_name": None}).save(),
			lambda: frappe.get_doc("File", self.file.name).update({"is_private": 0}).save(),
			lambda: frappe.get_doc("File", self.file.name).update({"file_name": "other.txt"}).save(),
			lambda: frappe.get_doc("File", self.file.name).save_file(content=b"x", overwrite=True),
		):
			self.assertRefused(DecidedOn, self.as_buyer, what)
			self.assertEqual(path.read_bytes(), b"price 100")
		self.assertEqual(self.faults(self.doc), [])

	def test_nor_is_it_written_over_by_another_row_of_the_same_address(self):
		self.approved()
		copied = frappe.copy_doc(frappe.get_doc("File", self.file.name))
		copied.update({"attached_to_doctype": None, "attached_to_name": None}).insert()
		self.assertRefused(DecidedOn, copied.save_file, content=b"x", overwrite=True)
		self.assertTrue(os.path.exists(self.path_of(self.file)))

	def test_what_was_attached_later_goes_as_it_came(self):
		self.approved()
		later = self.attached(self.doc, b"receipt")
		self.as_buyer(lambda: frappe.delete_doc("File", later.name))
		self.assertEqual(self.faults(self.doc), [])

	def test_what_follows_after_the_end_keeps_what_was_approved(self):
		purchases.flow(step("二", self.two, may_copy=1), conditions=[("amount", ">", "1")], priority=9)
		doc = purchases.purchase(self.buyer)
		file, run = self.attached(doc), self.send(doc)
		self.do(run, "copy", self.two, people=(self.four,))
		self.do(run, "approve", self.two)
		self.overwrite(file)
		with self.as_user(self.four):
			acting.act(run.name, Act("read", self.four))
		self.assertIn(Fault.EXCHANGED.value, self.faults(doc))

	def test_an_end_carried_out_again_keeps_what_was_decided_on(self):
		def refuses(doc):
			frappe.throw("later")

		with listening(PURCHASE, "on_submit", refuses):
			self.do(self.run_, "approve", self.one)
		new_request()
		self.assertRefused(DecidedOn, self.as_buyer, lambda: frappe.delete_doc("File", self.file.name))
		self.overwrite(self.file)
		with self.as_user(self.admin):
			acting.act(self.run_.name, Act("resume", self.admin, opinion="mended", administrator=True))
		self.assertIn(Fault.EXCHANGED.value, self.faults(self.doc))

	def test_a_cancelled_document_takes_its_files_along_when_it_is_deleted(self):
		self.approved()
		path = self.path_of(self.file)
		frappe.get_doc(PURCHASE, self.doc.name).cancel()
		self.assertRefused(DecidedOn, self.as_buyer, lambda: frappe.delete_doc("File", self.file.name))
		frappe.delete_doc(PURCHASE, self.doc.name)
		self.assertFalse(path.exists())
		self.assertEqual(self.faults(self.doc), [])


class TestMoved(KeepsFiles):
	def setUp(self):
		super().setUp()
		purchases.flow(step("一", self.one), doctype=LEAVE)
		self.doc = purchases.purchase(self.buyer, LEAVE)
		self.file = self.attached(self.doc)
		self.as_buyer(lambda: performing.perform(LEAVE, self.doc.name, HAND_IN))
		with self.as_user(self.one):
			performing.perform(LEAVE, self.doc.name, AGREE)
		new_request()

	def test_it_stays_while_the_document_stands_where_the_approval_moved_it(self):
		self.assertEqual(frappe.db.get_value(LEAVE, self.doc.name, "state"), DONE)
		self.assertRefused(DecidedOn, self.as_buyer, lambda: frappe.delete_doc("File", self.file.name))

	def test_it_may_go_once_the_document_is_corrected_and_the_log_says_what_it_was(self):
		frappe.db.set_value(LEAVE, self.doc.name, "state", DRAFT)
		self.as_buyer(lambda: frappe.delete_doc("File", self.file.name))
		self.assertEqual(self.faults(self.doc), [])
		rows = frappe.get_all(trail.LOG, {"reference_name": self.doc.name}, pluck="snapshot")
		self.assertTrue(any(kept_files.FILES in (row or "") for row in rows))

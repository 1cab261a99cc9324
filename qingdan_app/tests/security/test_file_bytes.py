"""Core deletes from disk what a row of File says; nobody reaches another's file that way."""

from pathlib import Path

import frappe

from qingdan_app.permissions.exceptions import FolderIsNoFile, NotYoursToSee
from qingdan_app.permissions.file_bytes import is_thumbnail
from qingdan_app.tests import factories, users
from qingdan_app.tests.security.filed_evidence import FiledEvidenceTestCase


class TestFileBytes(FiledEvidenceTestCase):
	def setUp(self):
		super().setUp()
		self.path = Path(self.file.get_full_path())
		self.bytes = self.path.read_bytes()
		self.people = (self.city.liaison, self.city.helper, self.city.supervisor, factories.user())

	def row(self, **words):
		return frappe.get_doc(
			{"doctype": "File", "file_name": users.unique("row"), "folder": "Home", **words}
		).insert()

	def assertKept(self, who: str, **words) -> None:
		"""A row made and deleted by somebody, refused or not, leaves the evidence on disk."""
		with self.subTest(who=who, **words), self.as_user(who):
			try:
				frappe.delete_doc("File", self.row(**words).name)
			except (frappe.PermissionError, frappe.ValidationError):
				frappe.clear_messages()
			self.assertEqual(self.path.read_bytes(), self.bytes)

	def test_no_row_that_points_at_a_file_takes_it_along(self):
		chosen = {"content_hash": "chosen"}
		for who in self.people:
			self.assertKept(who, is_folder=1, file_url=self.url, **chosen)
			self.assertKept(who, is_folder=1, file_url=f"x/{self.path.name}", **chosen)
			self.assertKept(who, is_folder=1, thumbnail_url=f"x/{self.path.name}")
			self.assertKept(who, file_url=f"https://x.example/{self.path.name}", **chosen)
			self.assertKept(who, file_url=self.url, is_private=1, **chosen)

	def test_nor_does_a_folder_that_is_given_an_address_later(self):
		for who in self.people:
			with self.subTest(who), self.as_user(who):
				folder = self.row(is_folder=1)
				folder.update({"file_url": f"x/{self.path.name}", "content_hash": "chosen"}).save()
				self.assertFalse(frappe.db.get_value("File", folder.name, "file_url"))
				frappe.delete_doc("File", folder.name)
				self.assertEqual(self.path.read_bytes(), self.bytes)

	def test_a_row_written_past_every_rule_takes_nothing_along_either(self):
		for words in (
			{"file_url": f"x/{self.path.name}", "content_hash": "chosen"},
			{"file_url": self.url, "content_hash": "chosen"},
			{"thumbnail_url": f"/files/a/{self.path.name}"},
		):
			row = self.row(content=users.unique("bytes").encode(), is_private=1)
			frappe.db.set_value("File", row.name, words)
			frappe.delete_doc("File", row.name)
			self.assertEqual(self.path.read_bytes(), self.bytes)

	def test_a_file_does_not_become_a_folder_for_which_nothing_is_asked(self):
		with self.as_user(self.city.liaison):
			file = frappe.get_doc("File", self.file.name)
			file.update({"is_folder": 1, "attached_to_doctype": None, "attached_to_name": None})
			self.assertRefused(FolderIsNoFile, file.save)
			folder = self.row(is_folder=1)
			self.assertRefused(FolderIsNoFile, folder.update({"is_folder": 0}).save)

	def test_one_s_own_file_goes_with_its_row(self):
		with self.as_user(self.city.liaison):
			row = self.row(content=users.unique("bytes").encode(), is_private=1)
			path = Path(row.get_full_path())
			frappe.delete_doc("File", row.name)
		self.assertFalse(path.exists())

	def test_a_thumbnail_lies_where_core_puts_one(self):
		self.assertTrue(is_thumbnail("/files/a_small.png"))
		for url in ("/files/a/b.png", "/private/files/b.png", "x/b.png", "/files/../b.png"):
			self.assertFalse(is_thumbnail(url), url)
		with self.as_user(self.city.liaison):
			words = {"content": b"x", "is_private": 1, "thumbnail_url": f"/files/a/{self.path.name}"}
			self.assertRefused(NotYoursToSee, self.row, **words)

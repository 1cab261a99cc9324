"""A private file of a document of ours is served to those who see the document, whatever rows name its address."""

from pathlib import Path

import frappe
from frappe.utils import set_request
from frappe.utils.response import download_private_file
from werkzeug.exceptions import Forbidden

from qingdan_app.permissions import addresses, file_class
from qingdan_app.permissions.exceptions import FileIsPublic, NotYoursToSee
from qingdan_app.tests import factories
from qingdan_app.tests.security.filed_evidence import FiledEvidenceTestCase
from qingdan_app.tests.site import as_json, one_transaction


class TestPrivateFiles(FiledEvidenceTestCase):
	def test_whoever_sees_the_report_is_served_and_nobody_else(self):
		for who in self.city.insiders:
			self.assertTrue(self.served(who), who)
		for who in (*self.city.outsiders, factories.user()):
			self.assertFalse(self.served(who), who)

	def test_a_row_with_somebody_elses_address_is_refused_however_it_is_written(self):
		for url in self.spellings():
			for row in ({}, {"is_private": 1}, {"is_private": 0, "file_name": "mine.txt"}):
				with self.subTest(url=url, **row), self.assertRaises(frappe.PermissionError):
					self.insert(self.city.outsider, file_url=url, **row)
		self.assertEqual(frappe.get_all("File", {"owner": self.city.outsider}), [])

	def test_a_row_that_got_in_all_the_same_opens_nothing(self):
		about = {"attached_to_doctype": "User", "attached_to_name": self.city.outsider}
		for more in ({}, about, {"is_private": 0}):
			self.slip_in(self.city.outsider, self.url, **more)
		self.assertFalse(self.served(self.city.outsider))
		self.assertTrue(self.served(self.city.office))

	def test_an_address_in_capitals_of_ones_own_does_not_open_the_one_in_small_letters(self):
		own = self.url.upper().replace("/PRIVATE/FILES/", "/private/files/")
		self.slip_in(self.city.outsider, own)
		self.assertFalse(self.served(self.city.outsider))

	def test_a_row_is_not_turned_to_another_private_file(self):
		for who in (self.city.outsider, self.city.helper):
			own = frappe.db.get_value("File", {"file_url": factories.evidence(who)})
			for url in self.spellings():
				with self.subTest(who=who, url=url), self.assertRaises(frappe.PermissionError):
					self.rest("PUT", f"File/{own}", who, file_url=url)

	def test_a_field_for_a_picture_does_not_take_somebody_elses_private_file(self):
		fresh = factories.evidence(self.city.liaison)
		for url in (self.url, fresh):
			with self.as_user(self.city.outsider):
				user = frappe.get_doc("User", self.city.outsider)
				user.user_image = url
				self.assertRefused(NotYoursToSee, user.save, ignore_permissions=True)
		self.assertFalse(frappe.db.get_value("File", {"file_url": fresh}, "attached_to_name"))

	def test_mail_takes_no_file_that_its_sender_may_not_open(self):
		words = {"recipients": "a@qingdan.example", "subject": "x", "content": "x", "send_email": 0}
		words |= {"attachments": as_json([self.file.name])}
		with self.assertRaises(frappe.PermissionError):
			self.call("frappe.core.doctype.communication.email.make", self.city.outsider, **words)
		todo = self.todo_of(self.city.outsider)
		words = {"doctype": "ToDo", "name": todo, "attachments": as_json([self.file.name])}
		with self.assertRaises(frappe.PermissionError):
			self.call("frappe.utils.file_manager.add_attachments", self.city.outsider, **words)

	def test_neither_zip_nor_unzip_nor_download_hands_it_out(self):
		doors = {
			"frappe.core.api.file.zip_files": {"files": as_json([self.file.name])},
			"frappe.core.api.file.unzip_file": {"name": self.file.name},
			"frappe.core.doctype.file.file.zip_files": {"files": as_json([self.file.name])},
			"frappe.core.doctype.file.file.unzip_file": {"name": self.file.name},
			"frappe.handler.download_file": {"file_url": self.url},
			"frappe.utils.file_manager.download_file": {"file_url": self.url},
		}
		for method, words in doors.items():
			with self.subTest(method=method), self.assertRaises(frappe.PermissionError):
				self.call(method, self.city.outsider, **words)
		answer = self.call(
			"frappe.core.api.file.zip_files", self.city.helper, files=as_json([self.file.name])
		)
		self.assertTrue(answer["filecontent"])

	def test_who_uploads_the_same_bytes_has_them_at_an_address_of_their_own(self):
		same = frappe.get_doc("File", self.file.name).get_content()
		with self.as_user(self.city.outsider):
			words = {"doctype": "File", "file_name": "same.txt", "is_private": 1, "content": same}
			own = frappe.get_doc(words).insert()
		self.assertNotEqual(own.file_url, self.url)
		self.assertTrue(self.served(self.city.outsider, own.file_url))
		self.assertFalse(self.served(self.city.outsider))

	def test_what_is_new_is_stored_once_under_its_own_name_and_goes_with_a_rollback(self):
		name = f"{frappe.generate_hash(length=12)}.txt"
		frappe.db.savepoint("before_the_file")
		with self.as_user(self.city.outsider):
			words = {"doctype": "File", "file_name": name, "is_private": 1, "content": name}
			stored = frappe.get_doc(words).insert()

		self.assertEqual((stored.file_name, stored.file_url), (name, f"/private/files/{name}"))
		kept = [path.name for path in Path(frappe.get_site_path("private", "files")).glob(f"{name[:-4]}*")]
		self.assertEqual(kept, [name])
		stored.on_rollback()
		self.assertFalse(Path(stored.get_full_path()).exists())

	def test_bytes_that_lay_there_for_another_purpose_stay_with_those_who_had_them(self):
		first = factories.evidence(self.city.outsider)
		content = frappe.get_doc("File", {"file_url": first}).get_content()
		about = {"attached_to_doctype": "Qingdan Task", "attached_to_name": self.city.task.name}
		words = {"doctype": "File", "file_name": "again.txt", "is_private": 1, "content": content}
		frappe.db.set_value("File", {"file_url": first}, "creation", "2020-01-01", update_modified=False)
		frappe.get_doc({**words, **about}).insert()
		self.assertTrue(self.served(self.city.outsider, first))

	def test_a_job_knows_the_site_by_another_name_than_a_request_and_no_row_names_it_so(self):
		for host in (
			"http://another.example",
			f"HTTPS://{frappe.local.site}:8000",
			f"http://{frappe.local.site}",
		):
			with self.subTest(host):
				with self.assertRaises(frappe.PermissionError):
					self.insert(self.city.outsider, file_url=f"{host}{self.url}", is_private=1)
				self.assertFalse(addresses.may_open(f"{host}{self.url}", self.city.outsider))

	def test_a_reader_does_not_make_it_public_by_a_row_of_their_own(self):
		own = self.insert(self.city.helper, file_url=self.url, is_private=1)
		with self.as_user(self.city.helper):
			doc = frappe.get_doc("File", own["name"])
			doc.is_private = 0
			self.assertRefused(FileIsPublic, doc.save)
		copied = self.insert(self.city.helper, file_url=self.url, is_private=0)
		self.assertTrue(copied["file_url"].startswith("/private/"))

	def test_deleting_a_row_does_not_take_the_file_of_a_report_from_disk(self):
		own = self.insert(self.city.helper, file_url=self.url, is_private=1)["name"]
		self.rest("PUT", f"File/{own}", self.city.helper, content_hash="0" * 32)
		for thumbnail in (self.url, self.url.replace("/private/files", "anything")):
			with self.assertRaises(frappe.PermissionError):
				self.rest("PUT", f"File/{own}", self.city.helper, thumbnail_url=thumbnail)
		self.rest("DELETE", f"File/{own}", self.city.helper)
		self.assertTrue(self.file.exists_on_disk())

	def test_who_uploaded_it_and_has_left_the_unit_is_served_no_more(self):
		name = frappe.db.get_value("Qingdan Contact", {"user": self.city.liaison})
		frappe.delete_doc("Qingdan Contact", name)
		self.assertFalse(self.served(self.city.liaison))

	def test_the_class_stands_on_that_of_an_app_before_ours_and_is_the_same_each_time(self):
		self.assertIs(file_class.GuardedFile, file_class.GuardedFile)
		self.assertIsInstance(self.file, file_class.FileGuard)
		self.assertTrue(issubclass(file_class._standing_on(f"{__name__}.FileOfAnotherApp"), FileOfAnotherApp))

	def spellings(self) -> list[str]:
		name = self.url.rsplit("/", 1)[1]
		return [
			self.url,
			f"/private/files/./{name}",
			f"/private/files//{name}",
			f"/private/files/%2E/{name}",
			f"{frappe.utils.get_url()}{self.url}",
		]

	def served(self, who: str, url: str | None = None) -> bool:
		with self.as_user(who):
			set_request(method="GET", path=url or self.url)
			try:
				with one_transaction():  # core commits its note of who was served what
					download_private_file(url or self.url)
			except Forbidden:
				return False
			finally:
				set_request(method="POST", path="/")
			return True

	def insert(self, who: str, **row) -> dict:
		return self.call("frappe.client.insert", who, doc=as_json({"doctype": "File", **row}))

	def slip_in(self, who: str, url: str, **more) -> None:
		row = {"doctype": "File", "name": factories.unique("f"), "file_url": url, "file_name": "x.txt"}
		doc = frappe.get_doc({**row, "owner": who, "is_private": 1, **more})
		doc.name = row["name"]
		doc.db_insert()
		frappe.db.set_value("File", doc.name, "owner", who, update_modified=False)

	def todo_of(self, who: str) -> str:
		with self.as_user(who):
			return (
				frappe.get_doc({"doctype": "ToDo", "description": "x"}).insert(ignore_permissions=True).name
			)


class FileOfAnotherApp(frappe.core.doctype.file.file.File):
	pass

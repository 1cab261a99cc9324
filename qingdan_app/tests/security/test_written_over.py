"""Core writes over what lies under the name that a row of File has, and forms send any row: nobody writes over others' bytes."""

import base64
import io
from pathlib import Path

import frappe
from PIL import Image

from qingdan_app.tests import factories, users
from qingdan_app.tests.security.filed_evidence import FiledEvidenceTestCase
from qingdan_app.tests.site import as_json

REFUSALS = (frappe.PermissionError, frappe.ValidationError, frappe.DoesNotExistError)


class TestWrittenOver(FiledEvidenceTestCase):
	def setUp(self):
		super().setUp()
		words = {"doctype": "File", "file_name": f"{users.unique('photo')}.jpg", "is_private": 1}
		about = {"attached_to_doctype": "Qingdan Task", "attached_to_name": self.city.task.name}
		self.photo = frappe.get_doc({**words, **about, "content": picture()}).insert()
		self.path = Path(self.photo.get_full_path())
		self.bytes = self.path.read_bytes()

	def optimized(self, who: str, **row) -> None:
		"""Call the method as a form does, with a row as the form has it; refused or not."""
		words = {"docs": as_json(row)} if row else {"dt": "File", "dn": self.photo.name}
		try:
			self.call("frappe.handler.run_doc_method", who, method="optimize_file", **words)
		except REFUSALS:
			frappe.clear_messages()

	def test_nobody_writes_over_it_by_a_row_that_they_send(self):
		forged = {
			"doctype": "File",
			"file_name": self.path.name,
			"is_private": 1,
			"file_size": 9,
			"decode": 1,
		}
		forged["content"] = base64.b64encode(picture()).decode()
		for who in (self.city.outsider, self.city.supervisor, factories.user()):
			with self.as_user(who):
				own = {
					**forged,
					"file_name": f"{users.unique('own')}.jpg",
					"content": picture(),
					"decode": 0,
				}
				own = frappe.get_doc(own).insert()
			for row in ({"__islocal": 1}, {"name": own.name, "modified": str(own.modified)}):
				with self.subTest(who=who, **row):
					self.optimized(who, **forged, **row, owner=who)
					self.assertEqual(self.path.read_bytes(), self.bytes)

	def test_who_may_only_read_it_leaves_it_as_it_is(self):
		self.optimized(self.city.supervisor)
		self.assertEqual(self.path.read_bytes(), self.bytes)

	def test_who_may_change_the_document_makes_it_smaller(self):
		self.optimized(self.city.administrator)
		self.assertLess(len(self.path.read_bytes()), len(self.bytes))


def picture() -> bytes:
	"""A photograph that takes more room than it needs, and is no other's."""
	made = io.BytesIO()
	Image.effect_noise((64, 64), 90).save(made, format="JPEG", quality=100)
	return made.getvalue()

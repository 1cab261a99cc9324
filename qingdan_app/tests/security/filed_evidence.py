"""A completion report that was filed with evidence, for tests of who reads and keeps the file."""

import frappe

from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City

REPORT = "Qingdan Progress Report"


class FiledEvidenceTestCase(QingdanTestCase):
	"""`file` is the row of the evidence, `url` its address."""

	def setUp(self):
		super().setUp()
		self.city = City()
		self.city.filed()
		self.url = self.city.completion.evidence[0].file
		self.file = frappe.get_doc("File", {"file_url": self.url, "attached_to_doctype": REPORT})

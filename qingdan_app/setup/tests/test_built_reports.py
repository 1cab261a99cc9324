"""The reports to begin with: they run, open the rows they count, and stay as the site made them."""

import json

import frappe

from qingdan_app.setup import built_reports
from qingdan_app.setup.built_reports import SHIPPED
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.tests.site import as_json


class TestShippedReports(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.write_anew()

	def write_anew(self, spoken: str = "zh") -> None:
		for shipped in SHIPPED:
			for name in (shipped.chinese, shipped.english):
				if frappe.db.exists("Report", name):
					frappe.delete_doc("Report", name, force=True)
		frappe.db.set_global(built_reports.KEY, None)
		frappe.db.set_single_value("System Settings", "language", spoken)
		built_reports.create_missing()

	def test_they_are_called_as_the_language_of_the_site_says_once_it_is_chosen(self):
		self.write_anew("en")
		frappe.db.set_single_value("System Settings", "language", "zh")
		built_reports.follow_language()
		built_reports.follow_language()
		for shipped in SHIPPED:
			self.assertTrue(frappe.db.exists("Report", shipped.chinese))
			self.assertFalse(frappe.db.exists("Report", shipped.english))

	def test_each_runs_for_everybody_it_is_shared_with_and_tells_outsiders_nothing(self):
		city = City()
		city.filed()
		frappe.db.set_value("Qingdan Task", city.task.name, {"late_since": "2022-01-01"})
		for shipped in SHIPPED:
			told = {
				who: self.told(shipped.chinese, who) for who in (city.supervisor, city.office, city.outsider)
			}
			with self.subTest(report=shipped.chinese):
				self.assertNotIn(city.lead, told[city.outsider])
				self.assertNotIn(city.task.name, told[city.outsider])
		self.assertIn(city.task.name, self.told("逾期未办结任务", city.supervisor))
		self.assertIn(city.lead, self.told("各牵头单位未办结任务", city.office))

	def told(self, report: str, who: str) -> str:
		with self.as_user(who):
			doc = frappe.get_doc("Report", report)
			if not doc.is_permitted():
				return ""
			return as_json(doc.get_data(limit=10_000, user=who)[1])

	def test_what_a_site_made_of_them_stays(self):
		changed, deleted = SHIPPED[0].chinese, SHIPPED[1].chinese
		frappe.db.set_value("Report", changed, "json", "{}")
		frappe.delete_doc("Report", deleted, force=True)
		built_reports.create_missing()

		self.assertEqual(self.stored("Report", changed, "json"), "{}")
		self.assertFalse(frappe.db.exists("Report", deleted))

	def test_one_of_that_name_is_left_alone(self):
		frappe.db.set_global(built_reports.KEY, None)
		name = SHIPPED[2].chinese
		frappe.db.set_value("Report", name, "json", json.dumps({"fields": [["name", "Qingdan Task"]]}))
		built_reports.create_missing()
		self.assertIn('"name"', self.stored("Report", name, "json"))

	def test_an_english_site_gets_english_ones(self):
		self.write_anew("en")
		for shipped in SHIPPED:
			self.assertTrue(frappe.db.exists("Report", shipped.english))
			self.assertFalse(frappe.db.exists("Report", shipped.chinese))

	def test_leaving_takes_them_along(self):
		built_reports.remove(["Qingdan Task"])
		self.assertFalse(frappe.db.exists("Report", {"ref_doctype": "Qingdan Task", "is_standard": "No"}))

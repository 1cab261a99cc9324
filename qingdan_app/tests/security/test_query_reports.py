"""The app's own reports run under the rule: they name a task to its people only."""

import frappe

from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.tests.site import as_json


class TestQueryReports(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()
		self.city.started()
		frappe.db.set_value(
			"Qingdan Task", self.city.task.name, {"due_date": "2021-01-01", "late_since": "2021-01-02"}
		)
		self.reports = frappe.get_all("Report", {"module": "Qingdan App"}, pluck="name")

	def test_there_are_reports_and_supervision_finds_the_task_in_them(self):
		naming = [
			name for name in self.reports if self.city.task.name in self._run(name, self.city.supervisor)
		]
		self.assertTrue(naming)

	def test_no_report_names_a_task_or_its_unit_to_outsiders(self):
		for name in self.reports:
			for who in self.city.outsiders:
				with self.subTest(report=name, who=who):
					text = self._run(name, who)
					self.assertNotIn(self.city.task.name, text)
					self.assertNotIn(self.city.lead, text)

	def _run(self, name: str, who: str) -> str:
		"""What a report answers, as text; what a person may not run answers nothing."""
		try:
			return as_json(self.call("frappe.desk.query_report.run", who, report_name=name, filters="{}"))
		except frappe.PermissionError:
			return ""

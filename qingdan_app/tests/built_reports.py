"""A report that the list administrator of a small city has built."""

from unittest.mock import patch

import frappe

from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.tests.site import as_json

API = "qingdan_app.api.saved_reports"
TASK = "Qingdan Task"


class BuiltReportTestCase(QingdanTestCase):
	"""A city with its task under way, and somebody who builds."""

	def setUp(self):
		super().setUp()
		self._without_mails()
		self.city = City()
		self.city.started()
		self.builder = self.city.administrator
		self.task = self.city.task.name

	def _without_mails(self) -> None:
		"""Core tells by mail that something is shared: at once within tests, and commits then, or fails without an account."""
		mails = patch.object(frappe, "sendmail")
		mails.start()
		self.addCleanup(mails.stop)

	def saved(self, who: str | None = None, doctype: str = TASK, **settings) -> str:
		"""Save a report as Report Builder does; its name."""
		settings = {
			"fields": [["name", doctype], ["docstatus", doctype], ["title", doctype], ["state", doctype]],
			"filters": [],
			"order_by": f"`tab{doctype}`.`modified` desc",
			**settings,
		}
		words = {
			"name": factories.unique("任务一览"),
			"doctype": doctype,
			"report_settings": as_json(settings),
		}
		return self.call("frappe.desk.reportview.save_report", who or self.builder, **words)

	def of_this_task(self, **settings) -> str:
		"""A report with the city's own task alone."""
		return self.saved(filters=[[TASK, "name", "=", self.task]], **settings)

	def door(self, name: str, who: str | None = None, **words) -> dict:
		return self.call(f"{API}.{name}", who or self.builder, **words)

	def share(self, report: str, roles: tuple = (), people: tuple = ()) -> None:
		self.door("share", report=report, roles=as_json(roles), people=as_json(people))

	def finds(self, report: str, who: str) -> bool:
		"""Whether somebody opens the report, and finds it in the list of reports: both say the same."""
		with self.as_user(who):
			opens = bool(frappe.has_permission("Report", "read", report))
			listed = bool(frappe.get_list("Report", {"name": report}))
		self.assertEqual(opens, listed, (report, who))
		return opens

"""A filed report stays as it was filed, and nobody files, decides or writes for a unit that is not theirs."""

import frappe

from qingdan_app.tasks import reporting as tasks_service
from qingdan_app.tasks.exceptions import NotYourUnit, TaskNotOpenForReports
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.tests.security.side_doors import UPDATES
from qingdan_app.tests.site import as_json
from qingdan_app.workflows.exceptions import NotYourTurn, SelfApproval, StateChangeRefused

REPORT = "Qingdan Progress Report"


class TestReports(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()
		self.city.started()

	def test_no_door_changes_a_filed_report(self):
		report = factories.acted(self.city.draft(), ("file", self.city.liaison))
		for name, door in UPDATES.items():
			for who in (*self.city.insiders, "Administrator"):
				refusals = (TaskNotOpenForReports, StateChangeRefused, frappe.PermissionError)
				with self.subTest(door=name, who=who), self.assertRaises(refusals):
					door(self, who, report, done="改过的文字")
		self.assertEqual(self.stored(REPORT, report.name, "done"), "已完成前期工作")

	def test_administrator_is_told_by_name_that_it_is_filed(self):
		report = factories.acted(self.city.draft(), ("file", self.city.liaison))
		self.assertRefused(
			TaskNotOpenForReports, UPDATES["by_set_value"], self, "Administrator", report, percent=99
		)

	def test_no_door_changes_another_units_draft(self):
		draft = self.city.draft()
		for name, door in UPDATES.items():
			for who in (self.city.helper, self.city.office, self.city.supervisor, self.city.outsider):
				with (
					self.subTest(door=name, who=who),
					self.assertRaises((frappe.PermissionError, frappe.ValidationError)),
				):
					door(self, who, draft, done="改过的文字", unit=self.city.foreign)
		self.assertEqual(self.stored(REPORT, draft.name, "done"), "已完成前期工作")

	def test_a_draft_sent_back_as_filed_to_pass_for_open_is_refused(self):
		report = factories.acted(self.city.draft(), ("file", self.city.liaison))
		forged = {**frappe.get_doc(REPORT, report.name).as_dict(), "state": "草稿", "done": "改过的文字"}
		with self.assertRaises(frappe.PermissionError):
			self.call("frappe.client.save", self.city.liaison, doc=frappe.as_json(forged))

	def test_nobody_reports_for_a_unit_that_is_not_theirs(self):
		words = {
			"doctype": REPORT,
			"task": self.city.task.name,
			"kind": "Period",
			"period": factories.month(3),
			"done": "x",
		}
		for who, unit in (
			(self.city.helper, self.city.lead),
			(self.city.outsider, self.city.lead),
			(self.city.office, self.city.lead),
		):
			with self.subTest(who=who), self.assertRaises((NotYourUnit, frappe.PermissionError)):
				self.call("frappe.client.insert", who, doc=as_json({**words, "unit": unit}))
			with (
				self.subTest(who=who, door="api"),
				self.assertRaises((frappe.ValidationError, frappe.PermissionError)),
			):
				self.call(
					"qingdan_app.api.reports.file_report",
					who,
					task=self.city.task.name,
					unit=unit,
					period=factories.month(3),
					done="x",
				)

	def test_nobody_reports_on_a_task_their_unit_has_no_part_in(self):
		words = {
			"doctype": REPORT,
			"task": self.city.task.name,
			"kind": "Period",
			"period": factories.month(3),
			"done": "x",
		}
		for unit in (self.city.foreign, None):
			with (
				self.subTest(unit=unit),
				self.assertRaises((NotYourUnit, frappe.PermissionError, frappe.MandatoryError)),
			):
				self.call("frappe.client.insert", self.city.outsider, doc=as_json({**words, "unit": unit}))

	def test_somebody_elses_draft_is_not_filed_or_withdrawn(self):
		draft = self.city.draft()
		with self.assertRaises(frappe.PermissionError):
			self.act(draft, "file", self.city.helper)
		filed = self.act(draft, "file", self.city.liaison)
		for who in (self.city.helper, self.city.office, self.city.supervisor):
			with self.subTest(who=who):
				self.assertRefused(NotYourTurn, self.act, filed, "withdraw", who)

	def test_the_lead_unit_does_not_decide_on_its_own_report(self):
		filed = factories.acted(self.city.draft(), ("file", self.city.liaison))
		for act in ("adopt", "return"):
			for who in (self.city.head, self.city.helper, self.city.office):
				with self.subTest(act=act, who=who):
					self.assertRefused(NotYourTurn, self.act, filed, act, who, "意见")

	def test_who_sits_in_two_units_does_not_adopt_their_own_report(self):
		factories.contact(self.city.lead, who=self.city.helper)
		report = factories.report(self.city.task, self.city.cooperating, self.city.helper)
		filed = factories.acted(report, ("file", self.city.helper))
		self.assertRefused(SelfApproval, self.act, filed, "adopt", self.city.helper)

	def test_a_completion_report_is_decided_with_its_task_and_not_by_itself(self):
		self.city.file_completion()
		name = frappe.db.get_value(REPORT, {"task": self.city.task.name, "kind": "Completion"})
		report = frappe.get_doc(REPORT, name)
		for act in ("adopt", "return", "withdraw"):
			for who in (self.city.liaison, self.city.supervisor):
				with self.subTest(act=act, who=who):
					self.assertRefused(NotYourTurn, self.act, report, act, who, "意见")

	def test_a_task_is_acknowledged_by_its_lead_unit_only(self):
		for who in (self.city.helper, self.city.office, self.city.supervisor, self.city.administrator):
			with self.as_user(who):
				self.assertRefused(NotYourUnit, tasks_service.acknowledge, [self.city.task.name])
		with self.as_user(self.city.outsider):
			self.assertRefused(frappe.PermissionError, tasks_service.acknowledge, [self.city.task.name])

	def test_the_key_that_makes_two_reports_one_is_not_edited(self):
		draft = self.city.draft()
		before = self.stored(REPORT, draft.name, "report_key")
		UPDATES["by_set_value"](self, self.city.liaison, draft, report_key="frei")
		self.assertEqual(self.stored(REPORT, draft.name, "report_key"), before)

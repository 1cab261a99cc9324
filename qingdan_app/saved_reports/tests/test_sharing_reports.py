"""A report is whoever's saved it, until it is shared with roles or people by an act."""

import json

import frappe
from frappe.boot import get_allowed_reports

from qingdan_app.organization.rules.standing import Role
from qingdan_app.saved_reports import in_boot
from qingdan_app.saved_reports.exceptions import BrokenReport, NobodyOfThatName, NotYourReport
from qingdan_app.tests import factories
from qingdan_app.tests.built_reports import TASK, BuiltReportTestCase


class TestSharingReports(BuiltReportTestCase):
	def test_a_saved_report_is_its_owners_alone(self):
		report = self.saved()

		self.assertTrue(self.finds(report, self.builder))
		for other in (self.city.supervisor, self.city.liaison, self.city.office, factories.administrator()):
			self.assertFalse(self.finds(report, other), other)

	def test_a_liaisons_own_report_is_theirs_alone(self):
		report = self.saved(self.city.liaison)

		self.assertTrue(self.finds(report, self.city.liaison))
		self.assertFalse(self.finds(report, self.builder))

	def test_it_is_shared_with_a_role_and_taken_back(self):
		report = self.saved()
		self.share(report, roles=(Role.LIAISON.value,))
		self.assertTrue(self.finds(report, self.city.liaison))
		self.assertTrue(self.finds(report, self.city.outsider))
		self.assertFalse(self.finds(report, self.city.office))

		self.share(report)
		self.assertFalse(self.finds(report, self.city.liaison))

	def test_who_loses_the_role_loses_the_report(self):
		report = self.saved()
		self.share(report, roles=(Role.LEADER_OFFICE.value,))
		self.assertTrue(self.finds(report, self.city.office))
		frappe.db.delete("Has Role", {"parent": self.city.office, "role": Role.LEADER_OFFICE.value})
		frappe.clear_cache(user=self.city.office)
		self.assertFalse(self.finds(report, self.city.office))

	def test_it_is_shared_with_a_person_by_name_and_taken_back(self):
		report = self.saved()
		self.share(report, people=(self.city.office,))
		self.assertTrue(self.finds(report, self.city.office))
		self.assertFalse(self.finds(report, self.city.other_office))

		self.share(report)
		self.assertFalse(self.finds(report, self.city.office))

	def test_the_shared_report_is_among_those_that_desk_knows(self):
		by_role, by_name = self.saved(), self.saved()
		self.share(by_role, roles=(Role.LIAISON.value,))
		self.share(by_name, people=(self.city.liaison,))
		with self.as_user(self.city.liaison):
			known = get_allowed_reports()
			in_boot.extend(frappe._dict(user=frappe._dict(all_reports=known)))
		self.assertLessEqual({by_role, by_name}, set(known))
		self.assertEqual(known[by_name]["ref_doctype"], TASK)

	def test_nobody_else_shares_it(self):
		report = self.saved()
		self.share(report, roles=(Role.LIAISON.value, Role.SUPERVISION.value))
		for other in (self.city.liaison, self.city.supervisor):
			self.assertRefused(
				NotYourReport, self.door, "share", other, report=report, people=f'["{self.city.outsider}"]'
			)
		self.assertFalse(frappe.db.exists("DocShare", {"share_doctype": "Report", "share_name": report}))

	def test_a_liaison_shares_not_even_an_own_one(self):
		report = self.saved(self.city.liaison)
		self.assertRefused(
			NotYourReport, self.door, "share", self.city.liaison, report=report, roles='["Qingdan Unit Head"]'
		)

	def test_it_is_shared_with_those_of_this_site_alone(self):
		report, gone = self.saved(), factories.user(enabled=0)
		visitor = factories.user()
		frappe.db.set_value("User", visitor, "user_type", "Website User")
		for roles, people in (
			(["All"], []),
			(["No Such Role"], []),
			([], [gone]),
			([], [visitor]),
			([], ["x@else.where"]),
		):
			words = {"report": report, "roles": json.dumps(roles), "people": json.dumps(people)}
			self.assertRefused(NobodyOfThatName, self.door, "share", **words)

	def test_a_report_whose_owner_has_left_is_taken_over(self):
		report, other = self.saved(), factories.administrator()
		self.share(report, roles=(Role.LIAISON.value,))
		self.assertRefused(frappe.PermissionError, self.door, "take_over", other, report=report)
		frappe.db.set_value("User", self.builder, "enabled", 0)

		self.assertTrue(self.finds(report, self.city.liaison))
		self.assertTrue(self.door("get_report", other, report=report)["may_take_over"])
		self.assertTrue(self.door("take_over", other, report=report)["keeps"])
		self.assertEqual(self.stored("Report", report, "owner"), other)

	def test_who_does_not_see_it_is_told_nothing_of_it(self):
		report = self.saved()
		for other in (self.city.liaison, self.city.supervisor):
			self.assertRefused(frappe.PermissionError, self.door, "get_report", other, report=report)

	def test_a_report_without_roles_is_no_more_everybodys_to_run(self):
		report = self.saved()
		with self.as_user(self.city.liaison):
			self.assertFalse(frappe.get_doc("Report", report).is_permitted())


class TestWhatAReportAsksFor(BuiltReportTestCase):
	def test_it_asks_for_its_own_doctype_and_tables_alone(self):
		for settings in (
			{"fields": [["password", "__Auth"]]},
			{"fields": [["name", TASK], ["api_key", "User"]]},
			{"fields": [["no_such_field", TASK]]},
			{"fields": [["title`, (select 1) as `x", TASK]]},
			{"fields": [["title", "Qingdan Task` join `tabUser"]]},
			{"filters": [["User", "name", "=", "Administrator"]]},
			{"filters": [[TASK, "1=1) or (1", "=", 1]]},
			{"order_by": "sleep(1)"},
			{"order_by": f"`tab{TASK}`.`title` desc, (select 1)"},
			{"order_by": f"`tab{TASK}`.`due_date asc"},
			{"order_by": "`tabUser`.name asc"},
			{"sort_by": "User.name) or (1"},
			{"group_by": {"group_by": "`tabUser`.`name`", "aggregate_function": "count"}},
			{"group_by": {"group_by": "state", "aggregate_function": "benchmark"}},
			{"group_by": {"group_by": "state", "aggregate_function": "sum", "aggregate_on": "sleep(1)"}},
			{"group_by": "state"},
		):
			with self.subTest(settings=settings):
				self.assertRefused(BrokenReport, self.saved, **settings)

	def test_it_is_settings_and_nothing_else(self):
		for words in ("[]", "not json", '"x"'):
			words = {"name": factories.unique("报表"), "doctype": TASK, "report_settings": words}
			self.assertRefused(
				BrokenReport, self.call, "frappe.desk.reportview.save_report", self.builder, **words
			)

	def test_it_asks_for_what_report_builder_offers(self):
		self.assertTrue(
			self.saved(
				fields=[
					["title", TASK],
					["unit", "Qingdan Task Unit"],
					["idx", "Qingdan Task Unit"],
					["_user_tags", TASK],
				],
				filters=[
					["Qingdan Task Unit", "duty", "=", "Lead"],
					[TASK, "state", "in", ["推进中"], False],
				],
				order_by=f"`tab{TASK}`.`due_date` asc",
				group_by={
					"group_by": f"`tab{TASK}`.`state`",
					"aggregate_function": "sum",
					"aggregate_on": f"`tab{TASK}`.`percent`",
				},
			)
		)

	def test_its_order_is_read_as_each_line_of_core_writes_it(self):
		for field in ("`due_order`", "due_order"):
			self.assertTrue(self.saved(order_by=f"`tab{TASK}`.{field} asc,  `tab{TASK}`.`name` asc"))

	def test_no_builder_makes_a_report_of_another_kind(self):
		for kind in ("Query Report", "Script Report", "Custom Report"):
			words = {
				"doctype": "Report",
				"report_name": factories.unique("报表"),
				"ref_doctype": TASK,
				"report_type": kind,
			}
			words |= {"is_standard": "No", "query": "select * from tabUser", "report_script": "result = 1"}
			for who in (self.builder, self.city.supervisor):
				self.assertRefused(
					frappe.PermissionError, self.call, "frappe.client.insert", who, doc=json.dumps(words)
				)

	def test_no_report_is_saved_over_what_one_may_not_report_on(self):
		with self.as_user(self.city.liaison):
			allowed = frappe.has_permission("Qingdan Import", "report")
		self.assertFalse(allowed)
		words = {"name": factories.unique("报表"), "doctype": "Qingdan Import", "report_settings": "{}"}
		self.assertRefused(
			NotYourReport,
			self.call,
			"frappe.desk.reportview.save_report",
			self.city.liaison,
			**words,
		)

	def test_a_field_that_was_taken_away_is_left_out_and_said(self):
		report = self.saved()
		fields = [["title", TASK], ["gone", TASK]]
		stored = {"fields": fields, "filters": [[TASK, "gone_too", "=", 1]], "order_by": "gone desc"}
		frappe.db.set_value("Report", report, "json", json.dumps(stored))
		with self.as_user(self.builder):
			doc = frappe.get_doc("Report", report)
			doc.run_method("onload")
			said = str(frappe.message_log)

		shown = json.loads(doc.json)
		self.assertEqual((shown["fields"], shown["filters"]), ([["title", TASK]], []))
		self.assertIn("gone_too", said)

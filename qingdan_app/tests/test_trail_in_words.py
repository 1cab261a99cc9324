"""The log for reading and for export: one row a decision, in words, with the names people know."""

import json

import frappe

from qingdan_app.qingdan_app.report.qingdan_approval_trail import qingdan_approval_trail as report
from qingdan_app.tests import users
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.workflows.log import causes


class TestTrailInWords(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()
		self.city.in_review()
		self.city.task = self.act(self.city.task, "complete", self.city.office, "同意销号")

	def test_a_decision_is_one_row_with_all_that_followed_from_it(self):
		row = self.rows(reference_name=self.city.task.name)[-1]

		self.assertEqual(row["opinion"], "同意销号")
		self.assertEqual(row["person"], frappe.utils.get_fullname(self.city.office))
		self.assertIn(self.city.task.name, row["followed"])
		self.assertIn("Completed", row["followed"])

	def test_acts_and_steps_are_said_in_words(self):
		frappe.local.lang = "zh"
		self.addCleanup(setattr, frappe.local, "lang", "en")
		row = self.rows(reference_name=self.city.task.name)[-1]

		self.assertEqual((row["act"], row["step"]), ("同意", "牵头领导审定"))

	def test_what_followed_names_steps_by_their_titles(self):
		frappe.local.lang = "zh"
		self.addCleanup(setattr, frappe.local, "lang", "en")
		followed = " ".join(row["followed"] for row in self.rows(reference_name=self.city.task.name))

		self.assertIn("单位负责人审核", followed)
		self.assertNotRegex(followed, r"\bhead\b|@")

	def test_what_followed_in_another_log_says_what_it_followed_from(self):
		"""The log of the report alone: its entry was caused by the decision on the task, whose words it has."""
		row = self.rows(reference_name=self.city.completion.name)[-1]

		self.assertEqual(row["opinion"], "同意销号")

	def test_no_entry_is_lost_and_none_is_told_twice(self):
		names = ("in", [self.city.task.name, self.city.completion.name])
		entries = frappe.get_all(
			"Qingdan Approval Log", {"reference_name": names}, ["name", "cause", *causes.FIELDS]
		)
		roots = [row for row in entries if not row.cause or row.cause not in {each.name for each in entries}]
		rows = report.trail_in_words.rows([["reference_name", *names]])

		self.assertEqual(len(rows), len(roots))

	def test_it_is_seen_under_the_rule_of_the_log(self):
		with self.as_user(self.city.outsider):
			self.assertEqual(self.rows(reference_name=self.city.task.name), [])

	def test_days_and_people_narrow_it_and_a_former_name_counts(self):
		today = frappe.utils.nowdate()
		about = {"reference_name": self.city.task.name}
		self.assertTrue(self.rows(from_date=today, until_date=today, **about))
		self.assertEqual(self.rows(until_date=frappe.utils.add_days(today, -1), **about), [])

		new = f"{users.unique('neu')}@example.org".lower()
		frappe.rename_doc("User", self.city.office, new, force=True, show_alert=False)
		rows = self.rows(actor=new, **about)
		self.assertEqual([row["opinion"] for row in rows], ["同意销号"])
		self.assertIn(self.city.office, rows[0]["person"])

	def test_the_list_of_the_log_says_what_a_caused_entry_follows_from(self):
		moved = frappe.get_last_doc(
			"Qingdan Approval Log", {"reference_name": self.city.completion.name, "act": "adopt"}
		)
		self.assertFalse(moved.opinion)
		doctype = "Qingdan Approval Log"
		asked = {
			"fields": json.dumps(
				[f"`tab{doctype}`.`{field}`" for field in ("name", "opinion", "act", "request")]
			),
			"filters": json.dumps([[doctype, "name", "=", moved.name]]),
		}
		page = {"doctype": doctype, "start": 0, "page_length": 20, "view": "List"}
		answer = self.call("frappe.desk.reportview.get", self.city.supervisor, **page, **asked)
		row = dict(zip(answer["keys"], answer["values"][0], strict=True))

		self.assertEqual(row["opinion"], "同意销号")
		self.assertEqual(row["mark"]["filter"], "act,=,adopt")

	def rows(self, **filters) -> list[dict]:
		return report.execute(filters)[1]

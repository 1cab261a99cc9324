"""The lead unit puts its report together from the cooperating units' adopted parts."""

import frappe

from qingdan_app.tasks.exceptions import NotYourUnit
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City

DOOR = "qingdan_app.api.reports.get_composed"


class TestComposing(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()
		self.silent = factories.unit()
		self.city.task = factories.task(
			self.city.lead, (self.city.cooperating, self.silent), self.city.leader
		)
		self.task, self.month = self.city.started(), factories.month()
		self.author = frappe.utils.get_fullname(self.city.helper)

	def part(self, *acts, **words):
		report = factories.report(
			self.task, self.city.cooperating, self.city.helper, period=self.month, **words
		)
		return factories.acted(report, ("file", self.city.helper), *acts)

	def compose(self, who: str | None = None, **words) -> dict:
		return self.call(
			DOOR, who or self.city.liaison, task=self.task.name, **{"period": self.month, **words}
		)

	def test_an_adopted_part_stands_with_its_unit_and_author_and_a_missing_one_is_named(self):
		self.part(("adopt", self.city.liaison), done="已完成选址", problems="缺资金")
		answer = self.compose()

		said = answer["words"]
		self.assertIn(f"【{self.city.cooperating} {self.author}】已完成选址", said["done"])
		self.assertEqual(said["problems"], f"【{self.city.cooperating} {self.author}】缺资金")
		self.assertIn(f"【{self.silent}】", said["done"])
		self.assertEqual((answer["units"], answer["missing"]), ([self.city.cooperating], [self.silent]))

	def test_what_is_filed_and_not_adopted_is_no_part_yet(self):
		self.part(done="已完成选址")
		answer = self.compose()
		self.assertNotIn("已完成选址", answer["words"]["done"])
		self.assertEqual(answer["missing"], [self.city.cooperating, self.silent])

	def test_a_completion_takes_the_latest_part_of_each_unit_whatever_its_month(self):
		self.part(("adopt", self.city.liaison), done="已完成选址")
		self.assertIn("已完成选址", self.compose(period=None)["words"]["done"])
		self.assertNotIn("已完成选址", self.compose(period=factories.month(1))["words"]["done"])

	def test_a_unit_that_was_merged_has_its_part_under_the_name_of_its_successor(self):
		self.part(("adopt", self.city.liaison), done="已完成选址")
		successor = factories.unit()
		frappe.db.set_value("Qingdan Unit", self.city.cooperating, "merged_into", successor)
		self.assertIn(f"【{successor} {self.author}】已完成选址", self.compose()["words"]["done"])

	def test_nobody_but_the_lead_unit_puts_parts_together(self):
		self.assertRefused(NotYourUnit, self.compose, self.city.helper)
		self.assertRefused(NotYourUnit, self.compose, self.city.office)
		with self.assertRaises(frappe.PermissionError):
			self.compose(self.city.outsider)

	def test_the_dialog_offers_it_to_the_lead_unit_where_others_cooperate(self):
		door = "qingdan_app.api.reports.get_form"
		asked = {"task": self.task.name, "period": self.month}
		self.assertTrue(self.call(door, self.city.liaison, **asked)["composes"])
		self.assertFalse(self.call(door, self.city.helper, **asked)["composes"])

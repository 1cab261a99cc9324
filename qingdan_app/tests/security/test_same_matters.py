"""Nobody joins, parts or reads a same matter but whoever sees every task, and no report passes for one that stands elsewhere."""

import frappe

from qingdan_app.same_matters.exceptions import SameMatterIsKept
from qingdan_app.same_matters.proposing import SAME
from qingdan_app.tasks.overview import overview_of
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.security.side_doors import UPDATES
from qingdan_app.tests.site import as_json
from qingdan_app.tests.twins import REPORT, TASK, Twins
from qingdan_app.workflows.exceptions import StateChangeRefused

DOOR = "qingdan_app.api.same_matters"
REFUSALS = (frappe.PermissionError, frappe.ValidationError)


class TestSameMatters(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = Twins().both_started()
		self.others = (self.city.liaison, self.city.head, self.city.office, self.city.nobody)

	def test_no_unit_and_no_office_finds_chooses_joins_or_parts(self):
		both, same = as_json([self.city.task.name, self.city.twin.name]), self.city.joined()
		asked = {
			"find": {"year": 2021},
			"choose": {"tasks": both},
			"join": {"name": same.name},
			"part": {"name": same.name, "reason": "分开"},
			"join_many": {"names": as_json([same.name])},
			"part_many": {"names": as_json([same.name]), "reason": "分开"},
		}
		for who in self.others:
			for act, words in asked.items():
				with self.subTest(act=act, who=who), self.assertRaises(frappe.PermissionError):
					self.call(f"{DOOR}.{act}", who, **words)
		self.assertEqual(self.stored(SAME, same.name, "state"), "Joined")

	def test_no_unit_and_no_office_reads_one(self):
		same = self.city.joined(reason="秘密理由")
		for who in self.others:
			with self.as_user(who):
				self.assertFalse(frappe.has_permission(SAME, "read", same.name))
				with self.assertRaises(frappe.PermissionError):
					frappe.get_list(SAME)

	def test_no_door_joins_a_task_by_its_field(self):
		same = self.city.joined()
		third = self.city.made(self.city.lead)
		for name, door in UPDATES.items():
			for who in (self.city.liaison, self.city.administrator, "Administrator"):
				with self.subTest(door=name, who=who), self.assertRaises(REFUSALS):
					door(self, who, third, same_matter=same.name)
		self.assertFalse(self.stored(TASK, third.name, "same_matter"))

	def test_no_door_rewrites_one(self):
		same = self.city.joined()
		for name, door in UPDATES.items():
			for who in (self.city.liaison, self.city.administrator, "Administrator"):
				with self.subTest(door=name, who=who), self.assertRaises((*REFUSALS, SameMatterIsKept)):
					door(self, who, frappe.get_doc(SAME, same.name), state="Parted")
		self.assertEqual(self.stored(SAME, same.name, "state"), "Joined")

	def test_no_report_is_begun_or_changed_into_one_that_stands_elsewhere(self):
		report = self.city.report(self.city.twin)
		words = {"doctype": REPORT, "task": self.city.task.name, "unit": self.city.lead, "kind": "Period"}
		words |= {"period": factories.month(0), "done": "x", "stands_from": report.name}
		with self.as_user(self.city.liaison), self.assertRaises(StateChangeRefused):
			frappe.get_doc(words).insert()
		draft = factories.report(self.city.task, self.city.lead, self.city.liaison, period=factories.month(0))
		for name, door in UPDATES.items():
			with self.subTest(door=name), self.assertRaises(REFUSALS):
				door(self, self.city.liaison, draft, stands_from=report.name)
		self.assertIsNone(self.stored(REPORT, draft.name, "stands_from"))

	def test_a_unit_of_one_task_alone_learns_nothing_of_the_other_but_what_stands_there(self):
		third = self.city.made(self.city.foreign, (self.city.cooperating,), text="涉密的另一种写法")
		factories.acted(third, ("start", self.city.outsider))
		self.city.joined(self.city.task, third)
		report = self.city.report(unit=self.city.cooperating, who=self.city.helper, done="已报一次")
		stands = self.city.standing(report, third)
		with self.as_user(self.city.outsider):
			self.assertEqual(frappe.get_doc(REPORT, stands.name).done, "已报一次")
			self.assertFalse(frappe.has_permission(TASK, "read", self.city.task.name))
			self.assertEqual(frappe.get_list(REPORT, {"task": self.city.task.name}), [])
			task = frappe.get_doc(TASK, third.name)
			task.run_method("onload")
			told = as_json([task.get_onload("same_matter"), overview_of(task)])
		self.assertNotIn(self.city.task.text, told)
		self.assertEqual(task.get_onload("same_matter")["hidden"], 1)

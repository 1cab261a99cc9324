"""配合单位会签: each cooperating unit is asked, and answers with one voice."""

import frappe

from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.workflows.log import chains
from qingdan_app.workflows.requests import acting

TURN = "Qingdan Approval Assignment"


class TestOneVoice(QingdanTestCase):
	def city(self, *cooperating: str, **fields) -> City:
		"""A city whose task has these cooperating units, in review and agreed to by its head."""
		city = City(**fields)
		city.task = factories.task(city.lead, cooperating, city.leader)
		frappe.db.set_value("Qingdan List", city.task.list, "cooperating_sign", 1)
		city.in_review()
		return city

	def test_any_head_of_a_unit_answers_for_it_and_the_others_need_not(self):
		unit, other = factories.unit(), factories.unit()
		one, two = factories.contact(unit, "Head"), factories.contact(unit, "Head")
		third = factories.contact(other, "Head")
		city = self.city(unit, other)
		self.assertEqual(self.open_turns(city), sorted([one, two, third]))

		self.act(city.task, "complete", two)
		self.assertEqual(self.open_turns(city), [third])
		self.act(city.task, "complete", third)
		self.assertEqual(self.open_turns(city), [city.office])

	def test_every_member_of_a_group_is_asked_also_of_a_group_in_a_group(self):
		members = [factories.unit() for _ in range(3)]
		heads = [factories.contact(member, "Head") for member in members]
		inner = factories.group(*members[:2])
		city = self.city(factories.group(inner, members[2]))

		self.assertEqual(self.open_turns(city), sorted(heads))

	def test_whoever_answered_as_lead_is_not_asked_again_as_a_member(self):
		member, lead = factories.unit(), factories.unit()
		head = factories.contact(member, "Head")
		city = self.city(factories.group(lead, member), lead=lead)

		self.assertEqual(self.open_turns(city), [head])

	def test_a_unit_without_a_head_holds_it_up_by_its_name(self):
		unit, without = factories.unit(), factories.unit()
		head = factories.contact(unit, "Head")
		city = self.city(unit, without)

		run = self.run_of(city)
		self.assertEqual(frappe.db.get_value(acting.REQUEST, run, "status"), "Blocked")
		self.assertIn(without, self.reasons()[run])
		blocked = {"reference_name": city.task.name, "kind": "Blocked"}
		told = frappe.get_all("Qingdan Message", blocked, pluck="subject")
		self.assertTrue(told and all(without in subject for subject in told))

		late = factories.contact(without, "Head")
		self.assertEqual(self.open_turns(city), sorted([head, late]))

	def test_a_head_of_two_cooperating_units_answers_for_both_at_once(self):
		one, two = factories.unit(), factories.unit()
		head = factories.contact(one, "Head")
		factories.contact(two, "Head", who=head)
		city = self.city(one, two)

		self.act(city.task, "complete", head)
		self.assertEqual(self.open_turns(city), [city.office])

	def test_two_units_merged_into_one_are_one_voice(self):
		new = factories.unit()
		head = factories.contact(new, "Head")
		old = [factories.unit(merged_into=new) for _ in range(2)]
		former = factories.contact(old[0], "Head")
		city = self.city(*old)
		self.assertEqual(self.open_turns(city), sorted([head, former]))

		self.act(city.task, "complete", head)
		self.assertEqual(self.open_turns(city), [city.office])

	def test_a_unit_that_is_taken_out_of_the_task_need_not_answer(self):
		one, two = factories.unit(), factories.unit()
		head = factories.contact(one, "Head")
		factories.contact(two, "Head")
		city = self.city(one, two)
		self.act(city.task, "complete", head)
		task = frappe.get_doc("Qingdan Task", city.task.name)
		task.units = [row for row in task.units if row.unit != two]
		task.correction_reason = "不再配合"
		task.save()

		self.assertEqual(self.open_turns(city), [city.office])

	def run_of(self, city: City) -> str:
		return chains.running("Qingdan Task", city.task.name)

	def open_turns(self, city: City) -> list[str]:
		about = {"request": self.run_of(city), "standing": "Open"}
		return sorted(frappe.get_all(TURN, about, pluck="assignee"))

	def reasons(self) -> dict[str, str]:
		from qingdan_app.qingdan_app.report.qingdan_nobody_can_act import qingdan_nobody_can_act as report

		return {row["name"]: row["why"] for row in report.execute()[1]}

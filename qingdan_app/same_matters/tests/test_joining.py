"""Tasks of one matter are joined and parted, with what became of each; whoever is left alone is parted too."""

import frappe

from qingdan_app.api import same_matters as door
from qingdan_app.same_matters import joining, members_shown
from qingdan_app.same_matters.exceptions import CannotBeJoined, SameMatterIsKept
from qingdan_app.same_matters.proposing import SAME
from qingdan_app.tasks.exceptions import ListArchived
from qingdan_app.tasks.timeline import timeline_of
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.twins import TASK, Twins


class TestJoining(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = Twins()

	def states(self, name: str) -> dict[str, str]:
		return {row.task: row.state for row in frappe.get_doc(SAME, name).tasks}

	def test_joined_they_name_their_matter_and_the_history_of_each_says_so(self):
		same = self.city.joined(reason="同一项工作")
		self.assertEqual((same.state, same.proposed), ("Joined", 0))
		for task in (self.city.task, self.city.twin):
			self.assertEqual(task.same_matter, same.name)
			entry = timeline_of(task)[-1]
			self.assertEqual((entry["act"], entry["opinion"]), ("join_same_matter", "同一项工作"))
		row = frappe.get_doc(SAME, same.name).tasks[0]
		self.assertEqual((row.settled_by, row.reason), (self.city.administrator, "同一项工作"))

	def test_some_of_them_are_joined_and_the_others_stay_proposed(self):
		third = self.city.made(self.city.lead)
		with self.as_user(self.city.administrator):
			name = door.choose([self.city.task.name, self.city.twin.name, third.name])["name"]
			door.join(name, [self.city.task.name, third.name])
		self.assertEqual(self.states(name)[self.city.twin.name], "Proposed")
		self.assertEqual(frappe.db.get_value(SAME, name, ["state", "proposed"]), ("Joined", 1))
		self.assertIsNone(frappe.db.get_value(TASK, self.city.twin.name, "same_matter"))

	def test_parted_each_goes_by_itself_and_the_reason_is_kept(self):
		same = self.city.joined()
		self.assertRefused(CannotBeJoined, self.city.parted, same.name, reason=" ")
		self.city.parted(same.name)
		self.assertEqual(set(self.states(same.name).values()), {"Parted"})
		self.assertFalse(self.city.task.same_matter or self.city.twin.same_matter)
		self.assertEqual(timeline_of(self.city.task)[-1]["opinion"], "不是一回事")

	def test_who_is_left_alone_is_parted_too_and_of_three_two_stay(self):
		third = self.city.made(self.city.lead)
		same = self.city.joined(self.city.task, self.city.twin, third)
		self.city.parted(same.name, third.name)
		self.assertEqual(self.city.task.same_matter, same.name)
		self.city.parted(same.name, self.city.twin.name)
		self.assertFalse(self.city.task.same_matter)
		self.assertEqual(frappe.db.get_value(SAME, same.name, "state"), "Parted")

	def test_a_matter_with_a_task_of_an_archived_list_is_parted_and_nothing_else_of_that_list_is_written(
		self,
	):
		same = self.city.joined()
		frappe.db.set_value("Qingdan List", self.city.twin.list, "archived_at", "2030-12-31 10:00:00")
		try:
			self.city.parted(same.name)
		except ListArchived as refusal:
			self.fail(refusal)
		self.assertFalse(self.city.task.same_matter or self.city.twin.same_matter)
		self.assertEqual(timeline_of(self.city.twin)[-1]["act"], "part_same_matter")
		self.assertRefused(ListArchived, self.city.twin.save)

	def test_what_was_parted_is_joined_again_by_whoever_finds_it_the_same(self):
		same = self.city.joined()
		self.city.parted(same.name)
		again = self.city.joined()
		self.assertNotEqual(again.name, same.name)
		self.assertEqual(self.city.task.same_matter, again.name)
		with self.as_user(self.city.administrator):
			self.assertRefused(
				CannotBeJoined, door.join, same.name, [self.city.task.name, self.city.twin.name]
			)

	def test_a_task_that_has_ended_or_is_joined_elsewhere_is_not_joined(self):
		self.city.joined()
		third, fourth = self.city.made(self.city.lead), self.city.made(self.city.lead)
		same = self.city.joined(third, fourth)
		frappe.get_doc(SAME, same.name)
		ended = self.city.made(self.city.lead)
		frappe.db.set_value(TASK, ended.name, "course", "Merged")
		with self.as_user(self.city.administrator):
			name = door.choose([ended.name, self.city.made(self.city.lead).name])["name"]
			self.assertRefused(CannotBeJoined, door.join, name)
		self.assertEqual(frappe.db.get_value(SAME, name, "state"), "Proposed")

	def test_many_are_joined_at_once_each_by_itself(self):
		with self.as_user(self.city.administrator):
			names = [
				joining.begin([self.city.made(self.city.lead).name for _ in range(2)]).name for _ in range(2)
			]
			told = door.join_many(names)
			self.assertEqual([row["ok"] for row in told], [True, True])
			told = door.part_many(names, "分开")
		self.assertEqual([row["ok"] for row in told], [True, True])

	def test_a_task_that_is_deleted_stands_in_none_any_more(self):
		third = self.city.made(self.city.lead)
		with self.as_user(self.city.administrator):
			name = door.choose([third.name, self.city.made(self.city.lead).name])["name"]
		frappe.delete_doc(TASK, third.name)
		self.assertNotIn(third.name, self.states(name))
		for task in self.states(name):
			frappe.delete_doc(TASK, task)
		self.assertEqual((self.states(name), frappe.db.get_value(SAME, name, "state")), ({}, "Parted"))

	def test_nobody_rewrites_or_deletes_one_by_hand(self):
		same = self.city.joined()
		for who in (self.city.administrator, "Administrator"):
			with self.as_user(who), self.assertRaises((frappe.PermissionError, SameMatterIsKept)):
				frappe.get_doc(SAME, same.name).update({"state": "Parted"}).save()
			with self.as_user(who), self.assertRaises((frappe.PermissionError, SameMatterIsKept)):
				frappe.delete_doc(SAME, same.name)

	def test_the_task_names_the_others_to_those_who_see_them_and_counts_the_rest(self):
		same = self.city.joined()
		for who, seen in (
			(self.city.liaison, [self.city.twin.name]),
			(self.city.office, []),
			(self.city.supervisor, [self.city.twin.name]),
		):
			with self.as_user(who):
				shown = members_shown.shown_on(self.city.task)
			self.assertEqual(
				(shown["name"], [row["name"] for row in shown["others"]], shown["hidden"]),
				(same.name, seen, 1 - len(seen)),
				who,
			)

	def test_only_whoever_settles_them_is_told_of_what_is_proposed(self):
		with self.as_user(self.city.administrator):
			name = joining.begin([self.city.task.name, self.city.twin.name]).name
			self.assertEqual(members_shown.proposed_to_reader(self.city.task.name), [name])
		with self.as_user(self.city.liaison):
			self.assertEqual(members_shown.proposed_to_reader(self.city.task.name), [])

	def test_lists_are_filtered_by_it(self):
		same = self.city.joined()
		with self.as_user(self.city.liaison):
			found = frappe.get_list(TASK, {"same_matter": same.name}, pluck="name", order_by="name")
		self.assertEqual(found, sorted((self.city.task.name, self.city.twin.name)))

"""The same matter is found across the lists of a year, proposed once, and not again once it was parted."""

from unittest.mock import patch

import frappe

from qingdan_app import background
from qingdan_app.api import same_matters as door
from qingdan_app.same_matters import compared_tasks, jobs, joining, members_shown, proposing
from qingdan_app.same_matters.proposing import ROW, SAME
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.revised_lists import IssuedAnew
from qingdan_app.tests.site import one_transaction
from qingdan_app.tests.twins import TEXT, Twins

YEAR = 2097
"""A year of which no other test makes lists."""


class Town(Twins):
	def made(self, lead: str, cooperating=(), leader=None, **fields):
		item = factories.key_work(factories.list_(number=factories.number(), year=YEAR))
		return factories.task(lead, cooperating, leader, key_work=item, **{"text": TEXT, **fields})


class TestAtImport(IssuedAnew):
	def test_once_a_list_is_written_the_tasks_are_compared(self):
		with patch.object(background, "start_after_commit") as started:
			self.confirm(self.previewed(self.document(first="1.建设东路。")))
		started.assert_any_call(jobs.find_all, queue="long")


class TestFinding(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = Town()
		self.names = sorted((self.city.task.name, self.city.twin.name))

	def found(self):
		return frappe.get_all(SAME, {"year": YEAR}, pluck="name", order_by="name")

	def members(self, name: str) -> list[str]:
		return sorted(frappe.get_all(ROW, {"parent": name}, pluck="task"))

	def propose(self) -> list[str]:
		return proposing.propose(YEAR)

	def test_tasks_of_two_lists_that_say_the_same_are_proposed_once(self):
		[name] = self.propose()
		self.assertEqual(self.members(name), self.names)
		same = frappe.get_doc(SAME, name)
		self.assertEqual((same.state, same.proposed, same.relation), ("Proposed", 2, "Identical"))
		self.assertEqual((same.units_differs, same.lead_differs, same.deadline_differs), (1, 0, 0))
		self.assertEqual(self.propose(), [])
		self.assertEqual(self.found(), [name])

	def test_siblings_of_a_template_and_tasks_of_one_list_are_not_the_same(self):
		self.city.made(self.city.lead, text="云栖街道综合文化站提升改造工程")
		self.city.made(self.city.lead, text="梅家坞街道综合文化站提升改造工程")
		factories.task(self.city.lead, key_work=self.city.task.key_work, text=TEXT + "，并通过验收")
		[name] = self.propose()
		self.assertTrue(set(self.names) <= set(self.members(name)))
		self.assertFalse(
			[
				each
				for each in self.members(name)
				if "文化站" in frappe.db.get_value("Qingdan Task", each, "text")
			]
		)

	def test_what_was_parted_is_not_proposed_again_until_its_text_is_another(self):
		[name] = self.propose()
		self.city.parted(name)
		self.assertEqual(self.propose(), [])
		frappe.db.set_value("Qingdan Task", self.names[0], "text", TEXT + "。")
		self.assertEqual(len(self.propose()), 1)

	def test_a_task_of_a_third_list_is_proposed_into_what_is_joined(self):
		[name] = self.propose()
		with self.as_user(self.city.administrator):
			door.join(name)
		third = self.city.made(self.city.foreign)
		self.assertEqual(self.propose(), [name])
		same = frappe.get_doc(SAME, name)
		self.assertEqual((same.state, same.proposed), ("Joined", 1))
		self.assertIn(third.name, self.members(name))
		self.assertIsNone(frappe.db.get_value("Qingdan Task", third.name, "same_matter"))

	def test_lists_that_are_archived_and_tasks_that_have_ended_are_left_out(self):
		frappe.db.set_value("Qingdan Task", self.names[0], "course", "Terminated")
		self.assertEqual(self.propose(), [])
		frappe.db.set_value("Qingdan Task", self.names[0], "course", None)
		frappe.db.set_value("Qingdan List", self.city.twin.list, "archived_at", "2097-12-31 10:00:00")
		self.assertEqual(self.propose(), [])

	def test_two_matters_that_were_taken_on_by_themselves_are_found_within_one_list(self):
		item = self.city.twin.key_work
		matters = [factories.task(self.city.lead, key_work=item, text=TEXT) for _ in range(2)]
		for task in matters:
			frappe.db.set_value("Qingdan Task", task.name, "matter", factories.unique("J"))
		frappe.db.set_value("Qingdan Task", self.city.task.name, "course", "Terminated")
		frappe.db.set_value("Qingdan Task", self.city.twin.name, "course", "Terminated")
		[name] = self.propose()
		self.assertEqual(self.members(name), sorted(task.name for task in matters))

	def test_the_night_proposes_and_tells_the_list_administrators_once(self):
		with one_transaction():
			jobs.find_all()
			jobs.find_all()
		[name] = self.found()
		told = {"reference_doctype": SAME, "reference_name": name, "receiver": self.city.administrator}
		self.assertEqual(len(set(frappe.get_all("Qingdan Message", told, pluck="cause"))), 1)

	def test_who_does_not_wait_for_the_night_has_a_worker_look_and_the_request_ends(self):
		with patch.object(background, "start_after_commit") as started, self.as_user(self.city.supervisor):
			self.assertEqual(door.find(YEAR), {"year": YEAR})
		started.assert_called_once_with(jobs.find_in, queue="long", year=YEAR)
		self.assertEqual(self.found(), [])
		with one_transaction():
			jobs.find_in(YEAR)
		self.assertEqual(len(self.found()), 1)
		with self.as_user(self.city.liaison):
			self.assertRefused(frappe.PermissionError, door.find, YEAR)

	def test_a_year_that_fails_does_not_keep_the_others_from_being_compared(self):
		compare = compared_tasks.compare

		def fail(year):
			if year < YEAR:
				raise ValueError(year)
			return compare(year)

		frappe.get_doc("Qingdan List", factories.list_(year=YEAR - 1))
		with one_transaction(), patch.object(compared_tasks, "compare", fail):
			jobs.find_all()
		self.assertEqual(len(self.found()), 1)

	def test_the_form_holds_the_tasks_side_by_side_and_says_what_differs(self):
		[name] = self.propose()
		shown = members_shown.side_by_side(frappe.get_doc(SAME, name))
		self.assertEqual([each["task"] for each in shown["members"]], self.names)
		differs = {each["name"]: each["differs"] for each in shown["fields"]}
		self.assertEqual(
			(differs["text"], differs["units"], differs["leader"], differs["due_date"]),
			(False, True, True, False),
		)

	def test_tasks_that_nothing_has_found_are_joined_by_hand(self):
		other = self.city.made(self.city.lead, text="另一种说法")
		with self.as_user(self.city.supervisor):
			made = door.choose([self.city.task.name, other.name])
			self.assertEqual(door.join(made["name"])["state"], "Joined")
		self.assertEqual(frappe.db.get_value(SAME, made["name"], "relation"), "Chosen by Hand")
		with self.as_user(self.city.supervisor):
			self.assertRefused(joining.CannotBeJoined, door.choose, [self.city.task.name])

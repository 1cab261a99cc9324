"""Acting on a post one no longer holds, and keeping what one was given with it."""

from unittest.mock import patch

import frappe
from frappe.utils import add_days, nowdate

from qingdan_app.organization import people
from qingdan_app.tasks import posts
from qingdan_app.tests import factories, users
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.workflows.exceptions import AlreadyDecided, NoLongerYours
from qingdan_app.workflows.log import chains
from qingdan_app.workflows.requests import acting, following_posts, sweeping
from qingdan_app.workflows.seals import sealing

TURN = "Qingdan Approval Assignment"


class TestStanding(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()

	# the leader's office

	def test_whoever_was_removed_from_the_office_cannot_complete(self):
		self.city.in_review()
		leader = frappe.get_doc("Qingdan Leader", self.city.leader)
		leader.office = []
		leader.append("office", {"user": self.city.other_office})
		leader.save()

		self.assertEqual(self.open_turns(), [self.city.other_office])
		self.assertRefused(frappe.PermissionError, self.act, self.city.task, "complete", self.city.office)
		self.assertEqual(self.act(self.city.task, "complete", self.city.other_office).state, "已完成")

	def test_a_change_past_all_hooks_is_found_at_the_act(self):
		self.city.in_review()
		frappe.db.delete("Qingdan Leader Office Member", {"parent": self.city.leader})
		people.forget_standings()

		self.assertRefused(NoLongerYours, self.act, self.city.task, "complete", self.city.office)

	def test_a_duty_in_the_office_that_has_ended_gives_nothing(self):
		self.city.in_review()
		ended = {"until_date": add_days(nowdate(), -1)}
		frappe.db.set_value("Qingdan Leader Office Member", {"parent": self.city.leader}, ended)
		people.forget_standings()

		self.assertRefused(NoLongerYours, self.act, self.city.task, "complete", self.city.office)

	def test_after_a_change_of_leader_the_new_office_has_the_turn(self):
		self.city.in_review()
		self.city.task.reload()
		self.city.task.leader = self.city.other_leader
		self.city.task.correction_reason = "分工调整"
		self.city.task.save()

		self.assertEqual(self.open_turns(), [self.city.other_office])
		self.assertRefused(frappe.PermissionError, self.act, self.city.task, "complete", self.city.office)

	def test_an_office_without_anybody_leaves_the_task_under_review(self):
		self.city.in_review()
		run = chains.running("Qingdan Task", self.city.task.name)
		leader = frappe.get_doc("Qingdan Leader", self.city.leader)
		leader.office = []
		leader.save()

		self.assertEqual(frappe.db.get_value("Qingdan Approval Request", run, "status"), "Blocked")
		self.assertEqual(frappe.db.get_value("Qingdan Task", self.city.task.name, "state"), "待审核")

	def test_both_sides_are_told_and_it_stands_in_the_log(self):
		self.city.in_review()
		self.replace_office(self.city.other_office)

		told = self.told()
		self.assertIn((self.city.other_office, "Turn"), told)
		self.assertIn((self.city.office, "Over"), told)
		entry = frappe.get_last_doc("Qingdan Approval Log", {"reference_name": self.city.task.name})
		self.assertEqual((entry.act, entry.actor), ("reseat", "Administrator"))
		self.assertIsNone(sealing.verify_one("Qingdan Task", self.city.task.name))

	# heads and liaisons

	def test_a_head_who_moved_does_not_decide_for_the_former_unit(self):
		self.city.filed()
		contact = frappe.get_last_doc("Qingdan Contact", {"user": self.city.head})
		contact.unit = self.city.foreign
		contact.save()
		new = factories.contact(self.city.lead, "Head")

		self.assertEqual(self.open_turns(), [new])
		self.assertRefused(frappe.PermissionError, self.act, self.city.task, "complete", self.city.head)

	def test_after_a_change_of_lead_the_head_of_the_new_lead_has_the_turn(self):
		self.city.filed()
		new = factories.contact(self.city.foreign, "Head")
		task = frappe.get_doc("Qingdan Task", self.city.task.name)
		next(row for row in task.units if row.duty == "Lead").unit = self.city.foreign
		task.correction_reason = "职责划转"
		with self.as_user(self.city.administrator):
			task.save()

		self.assertEqual(self.open_turns(), [new])
		self.assertRefused(AlreadyDecided, self.act, task, "complete", self.city.head)
		self.act(task, "complete", new)
		self.assertEqual(self.open_turns(), [self.city.office])

	def test_a_unit_without_a_head_blocks_until_one_is_appointed(self):
		self.city.filed()
		frappe.get_last_doc("Qingdan Contact", {"user": self.city.head}).delete()

		self.assertEqual((self.status(), self.open_turns()), ("Blocked", []))
		new = factories.contact(self.city.lead, "Head")
		self.assertEqual((self.status(), self.open_turns()), ("Running", [new]))

	def test_what_was_returned_goes_to_the_liaison_of_today(self):
		self.city.filed()
		run = chains.running("Qingdan Task", self.city.task.name)
		new = factories.contact(self.city.lead)
		frappe.get_last_doc("Qingdan Contact", {"user": self.city.liaison}).delete()
		self.act(self.city.task, "return", self.city.head, "不全")

		self.assertEqual(self.open_turns(run), [new])

	def test_a_former_liaison_loses_the_turn_to_correct(self):
		self.city.filed()
		run = chains.running("Qingdan Task", self.city.task.name)
		self.act(self.city.task, "return", self.city.head, "不全")
		self.assertEqual(self.open_turns(run), [self.city.liaison])
		new = factories.contact(self.city.lead)
		frappe.get_last_doc("Qingdan Contact", {"user": self.city.liaison}).delete()

		self.assertEqual(self.open_turns(run), [new])

	def test_a_former_liaison_withdraws_nothing(self):
		self.city.filed()
		factories.contact(self.city.lead)
		frappe.get_last_doc("Qingdan Contact", {"user": self.city.liaison}).delete()
		factories.contact(self.city.cooperating, who=self.city.liaison)

		self.assertRefused(NoLongerYours, self.act, self.city.task, "withdraw", self.city.liaison)

	def test_a_merger_takes_the_turn_along(self):
		self.city.filed()
		new = factories.contact(self.city.foreign, "Head")
		frappe.get_last_doc("Qingdan Contact", {"user": self.city.head}).delete()
		unit = frappe.get_doc("Qingdan Unit", self.city.lead)
		unit.merged_into = self.city.foreign
		unit.save()

		self.assertEqual(self.open_turns(), [new])

	def test_a_disabled_user_loses_the_turn_at_once(self):
		users.user(
			"System Manager"
		)  # core lets the last of them not be disabled, and makes one of whoever comes first
		self.city.filed()
		other = factories.contact(self.city.lead, "Head")
		frappe.get_doc("User", self.city.head).update({"enabled": 0}).save()

		self.assertEqual(self.open_turns(), [other])

	# in the background

	def test_a_duty_that_begins_with_the_day_takes_its_turn_that_day(self):
		self.city.filed()
		name = frappe.db.get_value("Qingdan Contact", {"user": self.city.head})
		frappe.db.set_value("Qingdan Contact", name, "until_date", add_days(nowdate(), -1))
		new = factories.contact(self.city.lead, "Head", from_date=add_days(nowdate(), 1))
		frappe.db.set_value("Qingdan Contact", {"user": new}, "from_date", nowdate())
		people.forget_standings()
		with patch.object(frappe.db, "commit"):
			following_posts.reseat_open()

		self.assertEqual(self.open_turns(), [new])

	def test_a_change_stays_noted_until_every_request_was_looked_at(self):
		self.city.filed()
		following_posts.note_change()
		self.assertTrue(following_posts.noted_change())
		with patch.object(frappe.db, "commit"):
			following_posts.reseat_open()
		self.assertFalse(following_posts.noted_change())

	def test_a_change_of_posts_or_of_the_calendar_leaves_the_sites_cache_alone(self):
		self.city.filed()
		with patch.object(frappe, "clear_cache") as cleared:
			factories.contact(self.city.lead, "Head")
			sweeping.note_calendar_change()

		self.assertTrue(following_posts.noted_change() and sweeping.calendar_change())
		cleared.assert_not_called()

	def test_a_request_that_fails_does_not_keep_posts_from_changing(self):
		self.city.filed()
		with patch.object(acting, "reseat", side_effect=ValueError("broken")):
			factories.contact(self.city.lead, "Head")

		self.assertTrue(following_posts.noted_change())

	def test_only_tasks_that_a_unit_has_to_do_with_are_looked_at(self):
		self.city.filed()
		group = factories.group(self.city.lead)
		for unit, concerned in ((self.city.lead, 1), (self.city.cooperating, 1), (self.city.foreign, 0)):
			with patch.object(acting, "reseat") as looked_at:
				posts.units_changed({unit})
			self.assertEqual(looked_at.call_count, concerned, unit)
		self.assertIn(self.city.lead, people.bodies_of([group]))

	# given by name

	def test_a_transferred_turn_stays_and_is_found_when_its_holder_leaves(self):
		self.city.in_review()
		run = chains.running("Qingdan Task", self.city.task.name)
		with self.as_user(self.city.office):
			from qingdan_app.workflows.engine.flow import Act

			acting.act(run, Act("transfer", self.city.office, people=(self.city.supervisor,), opinion="请"))
		self.replace_office(self.city.other_office)
		self.assertEqual(self.open_turns(), sorted([self.city.other_office, self.city.supervisor]))

		frappe.db.set_value("User", self.city.supervisor, "enabled", 0)
		from qingdan_app.qingdan_app.report.qingdan_nobody_can_act import qingdan_nobody_can_act as report

		self.assertIn(run, [row["name"] for row in report.execute()[1]])

	def replace_office(self, *users: str) -> None:
		leader = frappe.get_doc("Qingdan Leader", self.city.leader)
		leader.office = []
		for user in users:
			leader.append("office", {"user": user})
		leader.save()

	def open_turns(self, run: str | None = None) -> list[str]:
		run = run or chains.running("Qingdan Task", self.city.task.name)
		return sorted(frappe.get_all(TURN, {"request": run, "standing": "Open"}, pluck="assignee"))

	def status(self) -> str:
		run = chains.running("Qingdan Task", self.city.task.name)
		return frappe.db.get_value(acting.REQUEST, run, "status")

	def told(self) -> list[tuple[str, str]]:
		about = {"reference_name": self.city.task.name}
		return frappe.get_all("Qingdan Message", about, ["receiver", "kind"], as_list=True)

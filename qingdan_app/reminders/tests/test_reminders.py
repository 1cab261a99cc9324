"""Reminders of stored tasks: who is told of what by the rules, once, however the world moves meanwhile."""

from datetime import date, datetime, time, timedelta
from unittest.mock import patch

import frappe
from frappe.model.base_document import get_controller
from frappe.utils import getdate

from qingdan_app import plain_rows
from qingdan_app.api import handlers
from qingdan_app.api import reminders as door
from qingdan_app.reminders import collecting, stored_rules, telling
from qingdan_app.reminders.exceptions import ReminderRuleWrong, WrittenByReminders
from qingdan_app.reminders.reminder_states import REMINDER
from qingdan_app.supervision import stamping
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.tests.messages import DESK, MESSAGE
from qingdan_app.tests.site import one_transaction
from qingdan_app.working_time.site_calendar import site_calendar

RULE_SET, TASK, LIST = "Qingdan Reminder Rule Set", "Qingdan Task", "Qingdan List"
DAY = timedelta(days=1)
TODAY = getdate()
AHEAD = {"about": "Deadline Ahead", "days": "7, 3, 1", "to_liaison": 1, "on_days_of_rest": 1}
LATE = {"about": "Task Late", "days": "1", "to_liaison": 1, "on_days_of_rest": 1}
NOON = time(10, 0)


class RemindersTestCase(QingdanTestCase):
	def setUp(self):
		super().setUp()
		frappe.get_single("Qingdan Settings").update({"reminder_rules": None}).save()
		self.city = City()
		self.name, self.list = self.city.task.name, self.city.task.list
		self.city.started()

	def by_rules(self, *rules: dict) -> str:
		made = {
			"doctype": RULE_SET,
			"title": factories.unique("提醒"),
			"rules": [dict(each) for each in rules],
		}
		with self.as_user(self.city.administrator):
			made = frappe.get_doc(made).insert()
			frappe.get_doc(LIST, self.list).update({"reminder_rules": made.name}).save()
		return made.name

	def due(self, day: date | None, name: str = "") -> None:
		task = frappe.get_doc(TASK, name or self.name)
		task.update({"due_date": day, "deadline_kind": "Date", "correction_reason": "改期"})
		with self.as_user(self.city.administrator):
			task.save()

	def sweep(self, day: date = TODAY, hour: int = 10) -> None:
		"""What the sweep of clocks does on a day; of other days of the week nothing hangs here."""
		with one_transaction():
			stamping.stamp_late(day)
			collecting.collect(day)
			telling.tell_due(datetime.combine(day, time(hour)))

	def told(self, user: str | None = None) -> list[str]:
		about = {"receiver": user or self.city.liaison, "channel": DESK, "cause": ("like", "reminders/%")}
		return frappe.get_all(MESSAGE, about, pluck="subject", order_by="creation, name")

	def rows(self, **about) -> list:
		return frappe.get_all(REMINDER, about, ["receiver", "about", "due_on", "state"], order_by="due_on")


class TestReminders(RemindersTestCase):
	def test_a_person_is_reminded_of_a_deadline_on_each_of_its_days(self):
		self.by_rules(AHEAD)
		self.due(TODAY + 7 * DAY)
		for number in range(7):
			self.sweep(TODAY + number * DAY)
		self.assertEqual(len(self.told()), 3)
		self.assertIn("7", self.told()[0])
		self.assertIn(self.name, self.told()[0])
		self.assertEqual(self.told(self.city.head), [])

	def test_without_rules_nobody_is_reminded(self):
		self.due(TODAY + 7 * DAY)
		self.sweep()
		self.assertEqual(self.told(), [])

	def test_a_second_sweep_of_a_day_tells_nobody_twice(self):
		name = self.by_rules(AHEAD)
		self.due(TODAY + 7 * DAY)
		self.sweep()
		frappe.db.set_value(RULE_SET, name, "reached_on", TODAY - DAY, update_modified=False)
		self.sweep()
		self.assertEqual(len(self.told()), 1)
		self.assertEqual(len(self.rows(reference_name=self.name)), 1)

	def test_a_worker_that_was_in_anothers_way_goes_on(self):
		self.by_rules(AHEAD)
		self.due(TODAY + 7 * DAY)
		real, met = plain_rows.insert, []

		def insert(doctype, *words, **more):
			met.append(doctype)
			if met == [REMINDER]:
				raise frappe.QueryDeadlockError
			return real(doctype, *words, **more)

		with patch.object(plain_rows, "insert", insert):
			self.sweep()
		self.assertEqual(met[:2], [REMINDER, REMINDER])
		self.assertEqual(len(self.told()), 1)

	def test_after_days_of_outage_each_gets_what_was_due_once_and_the_latest_alone(self):
		self.by_rules(AHEAD)
		self.due(TODAY + 9 * DAY)
		self.sweep()
		self.sweep(TODAY + 6 * DAY)
		self.assertEqual(len(self.told()), 1)
		self.assertEqual([row.due_on for row in self.rows(reference_name=self.name)], [TODAY + 6 * DAY])

	def test_what_was_ahead_is_not_told_once_its_day_has_passed(self):
		self.by_rules(AHEAD)
		self.due(TODAY + 2 * DAY)
		self.sweep()
		self.sweep(TODAY + 4 * DAY)
		self.assertEqual(self.told(), [])

	def test_all_of_a_day_is_one_digest_which_lists_them(self):
		self.by_rules(AHEAD, {**AHEAD, "about": "No Report for Long", "days": "0"})
		self.due(TODAY + 7 * DAY)
		self.sweep()
		self.assertEqual(len(self.told()), 1)
		self.assertIn("2", self.told()[0])
		message = frappe.get_last_doc(MESSAGE, {"receiver": self.city.liaison, "reference_doctype": REMINDER})
		with self.as_user(self.city.liaison):
			reminder = frappe.get_doc(REMINDER, message.reference_name)
			reminder.check_permission("read")
			reminder.run_method("onload")
		shown = reminder.get_onload("digest")
		self.assertEqual((shown["number"], {line["name"] for line in shown["lines"]}), (2, {self.name}))

	def test_what_comes_after_the_digest_of_a_day_waits_for_the_next(self):
		self.by_rules(AHEAD)
		self.due(TODAY + 7 * DAY)
		self.sweep()
		other = factories.task(self.city.lead, (), self.city.leader, list=self.list).name
		self.due(TODAY + 7 * DAY, other)
		self.by_rules(AHEAD)
		self.sweep()
		self.assertEqual(len(self.told()), 1)
		self.sweep(TODAY + DAY)
		self.assertEqual(len(self.told()), 2)
		self.assertIn(other, self.told()[1])

	def test_the_ladder_rises_day_by_day(self):
		self.by_rules(
			LATE,
			{**LATE, "days": "3", "to_liaison": 0, "to_head": 1},
			{**LATE, "days": "5", "to_liaison": 0, "to_supervision": 1},
			{**LATE, "days": "7", "to_liaison": 0, "to_office": 1},
		)
		self.due(TODAY)
		people = {self.city.liaison: 1, self.city.head: 3, self.city.supervisor: 5, self.city.office: 7}
		for number in range(1, 8):
			self.sweep(TODAY + number * DAY)
			reached = {who for who in people if self.told(who)}
			self.assertEqual(reached, {who for who, day in people.items() if day <= number}, number)

	def test_who_has_it_in_hands_is_reminded_and_else_the_next_above(self):
		self.by_rules({**AHEAD, "to_liaison": 0, "to_handler": 1})
		self.due(TODAY + 7 * DAY)
		handler = factories.contact(self.city.lead, "Handler")
		self.sweep()
		self.assertEqual((len(self.told()), len(self.told(handler))), (1, 0))
		with self.as_user(self.city.liaison):
			handlers.cut(self.name, [{"words": "先拟方案", "person": handler}])
		self.sweep(TODAY + 4 * DAY)
		self.assertEqual((len(self.told()), len(self.told(handler))), (1, 1))

	def test_a_missing_report_is_told_to_the_unit_that_owes_it(self):
		self.by_rules({**LATE, "about": "Report Missing"})
		row = frappe.get_doc("Qingdan Task Unit", {"parent": self.name, "unit": self.city.cooperating})
		row.db_set({"report_due": TODAY - DAY, "reports_missing": 1})
		self.sweep()
		self.assertEqual((len(self.told(self.city.helper)), len(self.told())), (1, 0))

	def test_what_is_not_acknowledged_goes_up(self):
		self.by_rules({**LATE, "about": "Not Acknowledged", "to_liaison": 0, "to_head": 1})
		other = factories.task(self.city.lead, (), self.city.leader, list=self.list)
		yesterday = datetime.combine(TODAY - DAY, NOON)
		frappe.db.set_value(TASK, other.name, {"acknowledge_due": yesterday, "acknowledge_next": None})
		self.sweep()
		self.assertEqual(len(self.told(self.city.head)), 1)
		self.assertIn(other.name, self.told(self.city.head)[0])

	def test_a_task_of_which_nothing_is_heard_is_told_of_and_again(self):
		self.by_rules({**LATE, "about": "No Report for Long", "days": "30", "again_every": 10})
		frappe.db.set_value(TASK, self.name, "started_at", TODAY - 30 * DAY)
		for number in (0, 5, 10):
			self.sweep(TODAY + number * DAY)
		self.assertEqual(len(self.told()), 2)

	def test_days_in_which_it_rested_are_no_silence(self):
		self.by_rules({**LATE, "about": "No Report for Long", "days": "30"})
		rested = f"{TODAY - 20 * DAY} {TODAY - 10 * DAY}"
		frappe.db.set_value(TASK, self.name, {"started_at": TODAY - 30 * DAY, "rests": rested})
		self.sweep()
		self.assertEqual(self.told(), [])
		self.sweep(TODAY + 20 * DAY)
		self.assertEqual(len(self.told()), 1)

	def written_down(self) -> None:
		"""The reminder of a deadline, before it is told."""
		self.by_rules(AHEAD)
		self.due(TODAY + 7 * DAY)
		with one_transaction():
			collecting.collect(TODAY)
		self.assertEqual([row.state for row in self.rows(reference_name=self.name)], ["Waiting"])

	def over(self) -> None:
		with one_transaction():
			telling.tell_due(datetime.combine(TODAY, NOON))
		self.assertEqual(self.told(), [])
		self.assertEqual([row.state for row in self.rows(reference_name=self.name)], ["No Longer Due"])

	def test_reminders_of_a_former_deadline_are_over(self):
		self.written_down()
		self.due(TODAY + 40 * DAY)
		self.over()

	def test_a_task_that_was_sent_in_or_completed_is_not_told_of(self):
		self.written_down()
		frappe.db.set_value(TASK, self.name, "state", "已完成")
		self.over()

	def test_a_suspended_task_is_not_told_of(self):
		self.written_down()
		frappe.db.set_value(TASK, self.name, "course", "Suspended")
		self.over()

	def test_who_left_their_post_is_reminded_no_more_and_who_follows_is(self):
		self.by_rules(AHEAD)
		self.due(TODAY + 7 * DAY)
		follower = factories.contact(self.city.lead)
		contact = frappe.get_doc("Qingdan Contact", {"user": self.city.liaison, "unit": self.city.lead})
		contact.update({"from_date": TODAY - 9 * DAY, "until_date": TODAY - DAY}).save()
		self.sweep()
		self.assertEqual((len(self.told()), len(self.told(follower))), (0, 1))

	def test_the_people_of_the_unit_it_was_merged_into_are_reminded(self):
		self.by_rules(AHEAD)
		self.due(TODAY + 7 * DAY)
		frappe.db.set_value("Qingdan Unit", self.city.lead, "merged_into", self.city.foreign)
		self.sweep()
		self.assertEqual(len(self.told(self.city.outsider)), 1)

	def test_the_office_of_the_leader_of_today_is_reminded(self):
		self.by_rules({**AHEAD, "to_liaison": 0, "to_office": 1})
		self.due(TODAY + 7 * DAY)
		frappe.db.set_value(TASK, self.name, "leader", self.city.other_leader)
		self.sweep()
		self.assertEqual((len(self.told(self.city.office)), len(self.told(self.city.other_office))), (0, 1))

	def test_an_account_that_was_renamed_is_not_reminded_twice(self):
		name = self.by_rules(AHEAD)
		self.due(TODAY + 7 * DAY)
		self.sweep()
		renamed = f"{frappe.generate_hash(length=8)}@example.com"
		frappe.rename_doc("User", self.city.liaison, renamed, force=True)
		frappe.db.set_value(RULE_SET, name, "reached_on", TODAY - DAY, update_modified=False)
		self.sweep()
		self.assertEqual(len(self.told(renamed)), 1)
		self.assertEqual(len(self.rows(reference_name=self.name)), 1)

	def test_rules_that_were_changed_are_told_of_the_same_day_and_nothing_twice(self):
		name = self.by_rules(AHEAD)
		self.due(TODAY + 7 * DAY)
		self.sweep()
		rules = frappe.get_doc(RULE_SET, name)
		rules.rules[0].to_head = 1
		rules.save()
		self.sweep()
		self.assertEqual((len(self.told()), len(self.told(self.city.head))), (1, 1))

	def test_old_ones_are_cleared_and_a_task_that_is_deleted_is_not_held_up(self):
		self.by_rules(AHEAD)
		self.due(TODAY + 7 * DAY)
		self.sweep()
		self.assertIn(REMINDER, frappe.get_hooks("default_log_clearing_doctypes"))
		self.assertIn(REMINDER, frappe.get_hooks("ignore_links_on_delete"))
		clear = get_controller(REMINDER).clear_old_logs
		clear(days=400)
		self.assertEqual(len(self.rows(reference_name=self.name)), 1)
		frappe.db.set_value(REMINDER, {"reference_name": self.name}, "due_on", TODAY - 401 * DAY)
		clear(days=400)
		self.assertEqual(self.rows(reference_name=self.name), [])

	def test_a_row_that_is_switched_off_reminds_nobody(self):
		self.by_rules({**AHEAD, "enabled": 0}, {**LATE, "days": "366"})
		self.due(TODAY + 7 * DAY)
		self.sweep()
		self.assertEqual(self.told(), [])

	def test_nobody_is_disturbed_at_night_or_on_days_of_rest(self):
		self.by_rules({**AHEAD, "on_days_of_rest": 0})
		self.due(TODAY + 7 * DAY)
		works = site_calendar().works_on
		friday = next(day for n in range(14) if works(day := TODAY + n * DAY) and not works(day + DAY))
		self.due(friday + 8 * DAY)
		self.sweep(friday - DAY)
		self.sweep(friday, hour=3)
		self.assertEqual(self.told(), [])
		self.sweep(friday, hour=10)
		self.assertEqual(len(self.told()), 1)
		self.sweep(friday + DAY)
		self.assertEqual(len(self.told()), 1)

	def test_the_preview_names_whom_rules_would_remind_and_writes_nothing(self):
		name = self.by_rules({**LATE, "days": "300"})
		self.due(TODAY + 7 * DAY)
		before = frappe.db.count(REMINDER)
		with self.as_user(self.city.administrator):
			found = door.get_preview([{**AHEAD, "enabled": 1}], name)
		self.assertEqual((found["lists"], found["items"], found["number"]), ([self.list], 1, 1))
		self.assertEqual([person["user"] for person in found["people"]], [self.city.liaison])
		self.assertIn(self.name, found["people"][0]["first"][0])
		self.assertEqual(frappe.db.count(REMINDER), before)

	def test_the_preview_is_for_who_edits_rules(self):
		for user in (self.city.liaison, self.city.supervisor, self.city.office):
			with self.subTest(user=user), self.as_user(user), self.assertRaises(frappe.PermissionError):
				door.get_preview([AHEAD])

	def test_wrong_rules_are_refused_by_name(self):
		for wrong in ({"days": "x"}, {"days": "-1"}, {"days": "9999"}, {"days": ""}, {"to_liaison": 0}):
			with self.subTest(wrong=wrong), self.assertRaises((ReminderRuleWrong, frappe.MandatoryError)):
				self.by_rules({**AHEAD, **wrong})
		self.assertEqual(
			stored_rules.rungs_in([{**AHEAD, "enabled": 1, "days": "7，3、1"}])[0].days, (7, 3, 1)
		)

	def test_a_digest_is_its_receivers_alone_and_written_by_nobody(self):
		self.by_rules(AHEAD)
		self.due(TODAY + 7 * DAY)
		self.sweep()
		reminder = frappe.get_doc(REMINDER, {"receiver": self.city.liaison})
		for user, sees in ((self.city.liaison, True), (self.city.supervisor, True), (self.city.head, False)):
			with self.as_user(user):
				self.assertEqual(bool(frappe.get_list(REMINDER, {"name": reminder.name})), sees)
				self.assertEqual(frappe.has_permission(REMINDER, "read", reminder.name), sees)
		with self.assertRaises(WrittenByReminders):
			reminder.save()

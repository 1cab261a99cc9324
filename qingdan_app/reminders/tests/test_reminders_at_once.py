"""Reminders are told once: by two workers at one moment, and by the one who comes after a worker that died anywhere on its way."""

from datetime import datetime, time, timedelta
from unittest.mock import patch

import frappe
from frappe.utils import getdate

from qingdan_app import plain_rows
from qingdan_app.messaging import outbox
from qingdan_app.notices import issuing
from qingdan_app.reminders import collecting, telling
from qingdan_app.reminders.reminder_states import REMINDER
from qingdan_app.tests import factories
from qingdan_app.tests.city import City
from qingdan_app.tests.concurrency import ConcurrencyTestCase, die
from qingdan_app.tests.messages import DESK, MESSAGE

RULE_SET = "Qingdan Reminder Rule Set"


def sweep() -> str:
	collecting.collect(getdate())
	telling.tell_due(datetime.combine(getdate(), time(10)))
	return "swept"


def die_with_half_written_down() -> None:
	real = plain_rows.insert

	def insert(doctype, rows, once=False):
		rows = list(rows)
		real(doctype, rows[: len(rows) // 2], once)
		frappe.db.commit()
		die()

	with patch.object(collecting.plain_rows, "insert", insert):
		sweep()


def die_while_telling_the_second() -> None:
	real, told = outbox.send, []

	def send(users, message):
		real(users, message)
		told.append(users)
		if len(told) > 1:
			die()

	with patch.object(telling.outbox, "send", send):
		sweep()


class TestRemindersAtOnce(ConcurrencyTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()
		day = {"days": "7", "on_days_of_rest": 1}
		rules = [
			{"about": "Deadline Ahead", "to_liaison": 1, "to_head": 1, **day},
			{"about": "Answer to a Notice Ahead", "to_asked": 1, **day},
		]
		made = frappe.get_doc(
			{"doctype": RULE_SET, "title": factories.unique("提醒"), "rules": rules}
		).insert()
		frappe.get_doc("Qingdan List", self.city.task.list).update({"reminder_rules": made.name}).save()
		tasks = [
			self.city.task,
			*(factories.task(self.city.lead, list=self.city.task.list) for _number in range(3)),
		]
		for task in tasks:
			task.db_set({"due_date": getdate() + timedelta(days=7), "drafted": 0})
		said = {"level": "Red", "demand": "限期推进", "due_date": getdate() + timedelta(days=7)}
		issuing.issue(said, [self.city.task.name])
		frappe.db.commit()

	def told(self) -> dict[str, int]:
		about = {"channel": DESK, "cause": ("like", "reminders/%")}
		people = (self.city.liaison, self.city.head)
		return {user: frappe.db.count(MESSAGE, {**about, "receiver": user}) for user in people}

	def states(self) -> list[str]:
		return frappe.get_all(REMINDER, {"receiver": ("in", [*self.told()])}, pluck="state")

	def once(self) -> None:
		self.assertEqual(self.told(), {self.city.liaison: 1, self.city.head: 1})
		self.assertEqual(self.states(), ["Reminded"] * 10)

	def test_two_workers_tell_each_person_once(self):
		answers = self.at_once(*[("Administrator", sweep, ())] * 2)
		self.assertEqual(answers, ["swept", "swept"])
		self.once()

	def test_who_comes_after_a_worker_that_died_tells_the_rest(self):
		for dying in (die_with_half_written_down, die_while_telling_the_second):
			with self.subTest(dying=dying.__name__):
				self.killed("Administrator", dying)
				self.assertLess(len([each for each in self.states() if each == "Reminded"]), 10)
		sweep()
		self.once()

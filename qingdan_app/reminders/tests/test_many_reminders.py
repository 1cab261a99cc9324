"""What the database writes of many tasks at once is what is told of few, one by one: every test of those holds for it."""

from unittest.mock import patch

import frappe

from qingdan_app.reminders import collecting, in_one_statement
from qingdan_app.reminders.reminder_states import REMINDER
from qingdan_app.reminders.tests import test_reminders
from qingdan_app.reminders.tests.test_reminders import AHEAD, DAY, LATE, TASK, TODAY
from qingdan_app.tests import factories
from qingdan_app.tests.site import one_transaction

COLUMNS = (
	"receiver",
	"item",
	"about",
	"reference_doctype",
	"reference_name",
	"title",
	"unit",
	"counted_from",
	"due_on",
	"on_days_of_rest",
	"state",
	"owner",
)


class TestManyReminders(test_reminders.TestReminders):
	def setUp(self):
		super().setUp()
		self.enterContext(patch.object(collecting, "MANY", 0))

	def test_a_worker_that_was_in_anothers_way_goes_on(self):
		self.by_rules(AHEAD)
		self.due(TODAY + 7 * DAY)
		real, tried = in_one_statement.write, []

		def once(*words):
			tried.append(words)
			if len(tried) == 1:
				raise frappe.QueryDeadlockError("by another worker")
			real(*words)

		with patch.object(in_one_statement, "write", once), patch.object(frappe.db, "rollback"):
			self.sweep()
		self.assertEqual((len(tried), len(self.told())), (2, 1))

	def test_each_row_is_written_as_one_that_is_told_by_itself(self):
		self.by_rules(
			{**AHEAD, "to_head": 1, "to_supervision": 1},
			{**AHEAD, "days": "3", "to_liaison": 0, "to_asked": 1, "to_office": 1, "on_days_of_rest": 0},
			{**LATE, "days": "1, 3", "again_every": 2, "to_handler": 1},
		)
		others = [factories.task(self.city.lead, key_work=self.city.task.key_work) for _number in range(4)]
		dues = (TODAY + 7 * DAY, TODAY + 3 * DAY, TODAY - DAY, TODAY - 5 * DAY)
		for task, due in zip(others, dues, strict=True):
			self.due(due, task.name)
			frappe.db.set_value(TASK, task.name, "drafted", 0)
		frappe.db.set_value(
			TASK, {"name": ("in", [task.name for task in others[:2]])}, "title", "推进'%s'建设\\"
		)
		self.assertGreater(len(self.written(0)), 6)
		self.assertEqual(self.written(0), self.written(collecting.MANY + 1_000))

	def written(self, many: int) -> list[tuple]:
		frappe.db.delete(REMINDER)
		frappe.db.set_value(test_reminders.RULE_SET, {"name": ("is", "set")}, "reached_on", None)
		frappe.clear_cache(doctype=test_reminders.RULE_SET)
		with patch.object(collecting, "MANY", many), one_transaction():
			collecting.collect(TODAY)
		return sorted(frappe.get_all(REMINDER, fields=COLUMNS, as_list=True), key=str)

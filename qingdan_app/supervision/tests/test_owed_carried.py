"""What a night writes over many rows at once is what the rule says of each of them."""

from datetime import date
from random import Random

import frappe
from frappe.utils import add_days

from qingdan_app.supervision.tests.test_owed_reports import (
	COLUMNS,
	COMING,
	LIST,
	MONTH,
	ROW,
	TASK,
	TODAY,
	OwedTestCase,
)
from qingdan_app.tasks import owed_columns
from qingdan_app.tasks.rules.obligation import AHEAD, DAY, Counted, Holiday
from qingdan_app.tasks.rules.period import Cycle
from qingdan_app.tests import budget, factories

RULES_TRIED = 60 if budget.FULL else 10
WITHOUT_LEAD = "update `tabQingdan Task Unit` set `duty` = 'Cooperating' where `parent` = %s"
WITHOUT_UNITS = "delete from `tabQingdan Task Unit` where `parent` = %s"


class TestCarried(OwedTestCase):
	def drawn(self, chance: Random) -> dict:
		"""The values of some rule."""
		counted = chance.choice([each.value for each in Counted])
		working_days = chance.random() < 0.3
		return {
			"cycle": chance.choice([*(each.value for each in Cycle), "Month", "Milestone"]),
			"counted": counted,
			"day": chance.randint(counted == "After Its End", 7),
			"working_days": int(working_days),
			"holiday": "Stays" if working_days else chance.choice([each.value for each in Holiday]),
			"closes_after": chance.choice([0, 1, 20, 100]),
			"owed_by": chance.choice(["Every Unit", "The Lead Unit Alone"]),
		}

	def columns(self, names: list[str]) -> list:
		tasks = frappe.get_all(TASK, {"name": ("in", names)}, ["name", *COLUMNS], order_by="name")
		return [*tasks, *(row for name in names for row in self.rows(name))]

	def wakes(self, names: list[str]) -> list[date]:
		return frappe.get_all(TASK, {"name": ("in", names)}, pluck="report_wake", order_by="name")

	def computed(self, names: list[str], day: date) -> tuple[list, list[date]]:
		"""The columns as they are computed anew from the reports, and the days on which they are looked at again; leaves nothing."""
		frappe.db.savepoint("carried")
		owed_columns.compute(names, day)
		found = self.columns(names), self.wakes(names)
		frappe.db.rollback(save_point="carried")
		return found

	def assertAsComputed(self, names: list[str], day: date) -> None:
		"""What nothing happens to is looked at again after `AHEAD` days, counted from the night that looked at it last."""
		columns, wakes = self.computed(names, day)
		self.assertEqual(self.columns(names), columns)
		idle = day + AHEAD * DAY
		for kept, due in zip(self.wakes(names), wakes, strict=True):
			self.assertTrue(day < kept <= due if due == idle else kept == due, (day, kept, due))

	def test_over_many_rules_and_days_it_is_as_computed_from_the_reports(self):
		self.begun(5)
		self.filed(factories.month(1))
		other = factories.task(self.city.lead, key_work=self.city.task.key_work)
		names = sorted([self.city.task.name, factories.acted(other, ("start", self.city.liaison)).name])
		chance = Random(41)
		for number in range(RULES_TRIED):
			frappe.db.savepoint("rules")
			for _rule in range(2):
				since = add_days(TODAY, chance.randint(-200, 200))
				self.in_force(LIST, self.city.task.list, since, **self.drawn(chance))
			for days in sorted(chance.sample(range(1, 430), 5)):
				day = add_days(TODAY, days)
				self.followed(day)
				with self.subTest(number, day=day):
					self.assertAsComputed(names, day)
			frappe.db.rollback(save_point="rules")

	def test_a_task_of_which_nobody_leads_or_that_has_no_units_is_left_in_peace(self):
		task = self.city.task.name
		for change in (WITHOUT_LEAD, WITHOUT_UNITS):
			frappe.db.sql(change, task)
			frappe.db.set_value(TASK, task, "report_wake", TODAY)
			self.followed(TODAY)
			self.assertEqual(self.followed(TODAY), 0)
			self.assertEqual(self.task().reports_missing, 0)

	def test_what_an_earlier_release_kept_is_computed_anew(self):
		self.begun(3)
		frappe.db.set_value(ROW, {"parent": self.city.task.name}, "reports_owed", MONTH.name)
		self.followed(COMING.begins)
		self.assertAsDefined(COMING.begins)

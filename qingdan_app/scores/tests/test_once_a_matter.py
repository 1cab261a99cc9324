"""What is reported once on a matter of several tasks is scored once: filed where it was filed, missing at the first of them."""

import frappe
from frappe.utils import add_days, get_first_day, get_last_day, getdate

from qingdan_app.scores import all_events
from qingdan_app.scores.rules.score_events import EventKind
from qingdan_app.scores.span import Span
from qingdan_app.scores.who_answered import WhoAnswered
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.twins import TASK, Twins

MONTH = getdate(factories.month(2) + "-01")
FIRST, LAST = get_first_day(MONTH), get_last_day(MONTH)


class TestOnceAMatter(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = Twins().both_started()
		for task in (self.city.task, self.city.twin):
			frappe.db.set_value(TASK, task.name, "started_at", f"{add_days(FIRST, -5)} 09:00:00")
		self.tasks = sorted((self.city.task.name, self.city.twin.name))

	def events(self, *kinds: EventKind) -> list[tuple[str, str]]:
		"""Task and unit of each event of these kinds, over the lists of both."""
		found = []
		for list_ in (self.city.task.list, self.city.twin.list):
			span = Span(list_, FIRST, LAST, 0)
			found += [each for each in all_events.events(span, WhoAnswered(list_)) if each.kind in kinds]
		return sorted((each.task, each.unit) for each in found)

	def test_a_report_that_stands_at_two_tasks_counts_once(self):
		self.city.joined()
		report = self.city.report(period=factories.month(2))
		self.assertTrue(self.city.standing(report))
		filed = self.events(EventKind.REPORTED_IN_TIME, EventKind.REPORTED_LATE, EventKind.EMPTY)
		self.assertEqual({task for task, unit in filed if unit == self.city.lead}, {self.city.task.name})

	def test_one_that_was_sent_back_counts_once(self):
		self.city.joined()
		report = self.city.report(unit=self.city.cooperating, who=self.city.helper, period=factories.month(2))
		self.act(report, "return", self.city.liaison, "重报")
		span = [get_first_day(getdate()), get_last_day(getdate())]
		lists = (self.city.task.list, self.city.twin.list)
		events = [
			each for list_ in lists for each in all_events.events(Span(list_, *span, 0), WhoAnswered(list_))
		]
		self.assertEqual(len([each for each in events if each.kind is EventKind.SENT_BACK]), 1)

	def test_a_missing_one_counts_at_the_first_of_them_and_of_a_unit_of_one_there(self):
		apart = self.events(EventKind.MISSING)
		self.assertEqual(len([unit for _task, unit in apart if unit == self.city.lead]), 2)
		self.city.joined()
		missing = self.events(EventKind.MISSING)
		self.assertEqual([task for task, unit in missing if unit == self.city.lead], self.tasks[:1])
		self.assertEqual([task for task, unit in missing if unit == self.city.another], [self.city.twin.name])

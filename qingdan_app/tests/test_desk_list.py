"""Desk's own list of tasks answers what core alone would answer, only sooner."""

import json
from unittest.mock import patch

import frappe
from frappe.desk import reportview

from qingdan_app.tasks import desk_list
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City

ROWS, COUNT = "frappe.desk.reportview.get", "frappe.desk.reportview.get_count"
BY_DUE_DATE = "`tabQingdan Task`.`due_order` asc"
IN_STATE = ["Qingdan Task", "state", "=", "推进中"]
UNFINISHED = ["Qingdan Task", "state", "!=", "已完成"]
LATE = ["Qingdan Task", "late_since", "is", "set"]


class TestDeskList(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()
		for due in (None, "2021-03-31", "2021-02-28"):
			factories.task(self.city.lead, (self.city.cooperating,), self.city.leader, due_date=due)
		factories.task(self.city.foreign, (), self.city.other_leader)
		self.city.started()

	def rows(self, user: str, *filters: list, **more) -> list[str]:
		form = {
			"doctype": "Qingdan Task",
			"fields": json.dumps(["`tabQingdan Task`.`name`", "`tabQingdan Task`.`due_date`"]),
			"filters": json.dumps(filters),
			"order_by": BY_DUE_DATE,
			"group_by": "`tabQingdan Task`.`name`",
			"start": 0,
			"page_length": 500,
			"view": "List",
			"with_comment_count": "1",
			**more,
		}
		answer = self.call(ROWS, user, **form)
		return [row[0] for row in answer["values"]] if answer else []

	def count(self, user: str, *filters: list, **more) -> int:
		form = {"doctype": "Qingdan Task", "filters": json.dumps(filters), "fields": "[]", **more}
		return self.call(COUNT, user, **form, distinct="false")

	def core(self, ask, *arguments, **more):
		"""The same question, answered by core alone."""
		with patch.object(desk_list, "_query_of", return_value=None):
			return ask(*arguments, **more)

	def test_everybody_is_shown_and_counted_what_core_shows_and_counts(self):
		for user in (*self.city.insiders, *self.city.outsiders):
			for filters in ((), (IN_STATE,), (UNFINISHED,)):
				self.assertCountEqual(self.rows(user, *filters), self.core(self.rows, user, *filters), user)
			for filters in ((), (IN_STATE,), (LATE,), (IN_STATE, LATE), (UNFINISHED,), (UNFINISHED, LATE)):
				self.assertEqual(self.count(user, *filters), self.core(self.count, user, *filters), user)

	def test_pages_follow_one_another_by_due_date_with_undated_tasks_last(self):
		whole = self.rows(self.city.liaison)
		pages = [self.rows(self.city.liaison, start=start, page_length=2) for start in (0, 2)]
		self.assertEqual([name for page in pages for name in page], whole)
		self.assertIsNone(self.stored("Qingdan Task", whole[-1], "due_date"))

	def test_a_plain_page_asks_core_for_its_own_rows_only(self):
		with patch.object(reportview, "execute", wraps=reportview.execute) as asked:
			self.rows(self.city.liaison, page_length=2)
		filters = json.loads(json.dumps(asked.call_args.kwargs["filters"]))
		self.assertEqual(len(filters[-1][-1]), 2)

	def test_a_plain_count_does_not_ask_core(self):
		with patch.object(reportview, "execute", side_effect=AssertionError("asked core")):
			self.assertEqual(self.count(self.city.liaison), 4)
			self.assertEqual(self.count(self.city.liaison, limit=3), 3)

	def test_whatever_our_page_does_not_know_goes_to_core_as_it_came(self):
		user = self.city.liaison
		unit = ["Qingdan Task", "lead_unit", "=", self.city.lead]
		self.assertEqual(self.count(user, unit), self.core(self.count, user, unit))
		for more in (
			{"order_by": "`tabQingdan Task`.`modified` desc"},
			{
				"fields": json.dumps(["`tabQingdan Task`.`name`", "`tabQingdan Task Unit`.`unit`"]),
				"group_by": "",
			},
			{"or_filters": json.dumps([unit])},
		):
			self.assertEqual(self.rows(user, **more), self.core(self.rows, user, **more), more)

	def test_a_user_permission_narrows_the_list_and_its_total_as_in_core(self):
		mine = {"user": self.city.liaison, "allow": "Qingdan List", "for_value": self.city.task.list}
		frappe.get_doc({"doctype": "User Permission", **mine}).insert()
		self.addCleanup(frappe.cache.hdel, "user_permissions", self.city.liaison)
		self.assertEqual(self.rows(self.city.liaison), [self.city.task.name])
		self.assertEqual(self.count(self.city.liaison), 1)

"""A person's page of tasks: what stands on it, in which order, with which total, and from which index."""

from datetime import date
from itertools import combinations, product
from unittest.mock import patch

import frappe

from qingdan_app.handlers import handing_on
from qingdan_app.handlers.handing_on import Errand
from qingdan_app.organization.people import standing_of
from qingdan_app.supervision import stamping as supervision
from qingdan_app.tasks import page, totals
from qingdan_app.tasks.page import TaskQuery, page_of_tasks
from qingdan_app.tasks.sources import sources_of
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City

LONG = 86_400
"""Seconds that no test takes, however busy the machine is."""

TODAY = date(2021, 12, 31)


class TestTaskPages(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()

	def page(self, user: str, **query) -> dict:
		with self.as_user(user):
			return page_of_tasks(TaskQuery(**query))

	def names(self, user: str, **query) -> list[str]:
		return [row.name for row in self.page(user, **query)["tasks"]]

	def test_a_page_goes_by_due_date_and_ends_with_tasks_that_have_none(self):
		undated = factories.task(self.city.lead, due_date=None)
		early = factories.task(self.city.foreign, (self.city.lead,), due_date="2021-03-31")
		self.assertEqual(self.names(self.city.liaison), [early.name, self.city.task.name, undated.name])
		self.assertEqual(self.page(self.city.liaison)["total"], 3)

	def test_the_second_page_begins_where_the_first_ends(self):
		for month in range(1, 6):
			factories.task(self.city.lead, due_date=f"2021-0{month}-28")
		whole = self.names(self.city.liaison)
		pages = [self.names(self.city.liaison, start=start, page_length=2) for start in (0, 2, 4)]
		self.assertEqual([name for names in pages for name in names], whole)

	def test_what_was_handed_to_a_person_goes_on_from_page_to_page_as_well(self):
		handler = factories.contact(self.city.lead, "Handler")
		for month in (9, 7, 5, 3, 1):
			task = factories.task(self.city.lead, due_date=f"2021-0{month}-28")
			with self.as_user(self.city.liaison):
				handing_on.hand_on(task.name, Errand(handler))
		whole = self.names(handler)
		self.assertEqual(len(whole), 5)
		pages = [self.names(handler, start=start, page_length=2) for start in (0, 2, 4)]
		self.assertEqual([name for names in pages for name in names], whole)

	def test_a_task_of_two_of_ones_units_stands_on_the_page_once(self):
		group = factories.group(self.city.lead)
		shared = factories.task(self.city.foreign, (self.city.lead, group))
		self.assertEqual(self.names(self.city.liaison).count(shared.name), 1)
		self.assertEqual(self.page(self.city.liaison)["total"], 2)

	def test_everybody_sees_their_own_page(self):
		factories.task(self.city.foreign)
		for user in (self.city.liaison, self.city.helper, self.city.office):
			self.assertEqual(self.names(user), [self.city.task.name], user)
		self.assertEqual(self.page(self.city.nobody), {"total": 0, "tasks": []})
		self.assertIn(self.city.task.name, self.names(self.city.supervisor, page_length=100))

	def test_pages_can_be_asked_for_by_state_and_for_late_tasks(self):
		late = factories.task(
			self.city.lead, (self.city.cooperating,), self.city.leader, due_date="2021-01-31"
		)
		supervision._stamp([late.name], TODAY)
		self.city.started()
		for user in (self.city.liaison, self.city.helper, self.city.office):
			self.assertEqual(self.names(user, state="推进中"), [self.city.task.name])
			self.assertEqual(self.names(user, late=True), [late.name])
			self.assertEqual(self.names(user, late=True, state="推进中"), [])
			self.assertEqual(self.page(user, late=True, state="待启动")["total"], 1)

	def test_the_late_sweep_writes_what_a_units_page_is_filtered_by(self):
		late = factories.task(self.city.lead, due_date="2021-01-31")
		with patch.object(frappe.db, "commit"):
			supervision.stamp_late(date(2021, 2, 1))
		self.assertEqual(self.names(self.city.liaison, late=True), [late.name])


class TestTotals(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()
		patcher = patch.multiple(totals, SETTLING=-1, KEEP_SECONDS=LONG)
		patcher.start()
		self.addCleanup(patcher.stop)

	def total(self, user: str, **query) -> int:
		"""The total, asked for often enough to be remembered."""
		with self.as_user(user):
			return [page.total_of_tasks(TaskQuery(**query)) for _ in range(3)][-1]

	def test_a_total_is_counted_once_while_nothing_changes(self):
		self.total(self.city.liaison)
		with patch.object(page, "_count", side_effect=AssertionError("counted again")):
			self.assertEqual(self.total(self.city.liaison), 1)

	def test_a_move_changes_the_totals_by_state_at_once_for_everybody(self):
		users = (self.city.liaison, self.city.helper, self.city.office)
		before = [self.total(user, state="推进中") for user in users]
		self.city.started()
		self.assertEqual(
			(before, [self.total(user, state="推进中") for user in users]), ([0, 0, 0], [1, 1, 1])
		)

	def test_a_move_leaves_the_plain_total_of_the_unit_and_other_units_alone(self):
		self.total(self.city.liaison)
		self.total(self.city.outsider, state="推进中")
		self.city.started()
		with patch.object(page, "_count", side_effect=AssertionError("counted again")):
			self.assertEqual(self.total(self.city.liaison), 1)
			self.assertEqual(self.total(self.city.outsider, state="推进中"), 0)

	def test_reassigning_changes_the_totals_of_the_old_and_of_the_new_unit(self):
		self.assertEqual([self.total(self.city.helper), self.total(self.city.outsider)], [1, 0])
		self.city.task.reload()
		self.city.task.units[1].unit = self.city.foreign
		self.city.task.correction_reason = "改由外单位配合"
		self.city.task.save()
		self.assertEqual([self.total(self.city.helper), self.total(self.city.outsider)], [0, 1])

	def test_a_new_and_a_deleted_task_change_the_total(self):
		self.assertEqual(self.total(self.city.liaison), 1)
		second = factories.task(self.city.lead)
		self.assertEqual(self.total(self.city.liaison), 2)
		frappe.delete_doc("Qingdan Task", second.name)
		self.assertEqual(self.total(self.city.liaison), 1)

	def test_a_merge_of_units_changes_the_total_of_the_unit_that_took_over(self):
		self.assertEqual(self.total(self.city.outsider), 0)
		frappe.get_doc("Qingdan Unit", self.city.lead).update({"merged_into": self.city.foreign}).save()
		self.assertEqual(self.total(self.city.outsider), 1)

	def test_a_bulk_write_changes_every_total(self):
		self.total(self.city.liaison)
		totals.everything_changed()
		with patch.object(page, "_count", return_value=7):
			self.assertEqual(self.total(self.city.liaison), 7)

	def test_a_total_counted_right_after_a_change_is_not_kept(self):
		with patch.object(totals, "SETTLING", LONG):
			self.total(self.city.liaison)
			with patch.object(page, "_count", return_value=7):
				self.assertEqual(self.total(self.city.liaison), 7)


class TestIndexes(QingdanTestCase):
	def test_every_part_of_a_page_is_read_in_order_from_an_index(self):
		city = City()
		for user in (city.liaison, city.office, city.supervisor):
			for query in (TaskQuery(), TaskQuery(state="推进中"), TaskQuery(late=True)):
				for part in self.parts(user, query):
					self.assert_in_order(part.limit(20).get_sql())

	def test_every_filter_of_a_page_is_read_from_an_index(self):
		city = City()
		wanted = {"list": city.task.list, "leader": city.leader, "lead_unit": city.lead, "state": "推进中"}
		for user in (city.liaison, city.office, city.supervisor):
			for number in range(1, len(wanted) + 1):
				for columns in combinations(wanted, number):
					query = TaskQuery(**{column: wanted[column] for column in columns}, by_due_date=True)
					for part in self.parts(user, query):
						self.assert_by_key(part.limit(20).get_sql())

	def test_the_turns_of_a_person_are_found_by_their_index(self):
		city = City()
		city.filed()
		asked = sources_of(standing_of(city.head))
		self.assertTrue(asked.turns)
		*_units, turns = page.ranges(asked, TaskQuery())
		plan = frappe.db.sql(f"explain {turns.limit(20).get_sql()}", as_dict=True)
		self.assertTrue(all(row.key for row in plan), plan)

	def parts(self, user: str, query: TaskQuery) -> list:
		return list(page.ranges(sources_of(standing_of(user)), query))

	def assert_by_key(self, statement: str) -> None:
		for row in frappe.db.sql(f"explain {statement}", as_dict=True):
			self.assertTrue(row.key, statement)
			self.assertNotEqual(row.type, "ALL", statement)

	def assert_in_order(self, statement: str) -> None:
		for row in frappe.db.sql(f"explain {statement}", as_dict=True):
			self.assertTrue(row.key, statement)
			self.assertNotIn("filesort", row.Extra or "", statement)
			self.assertNotIn("temporary", row.Extra or "", statement)


class TestFilters(QingdanTestCase):
	"""Any filters together show and count what core's list shows and counts."""

	def setUp(self):
		super().setUp()
		self.city = City()
		self.items = [factories.key_work(), factories.key_work()]
		units, leaders = (self.city.lead, self.city.cooperating), (self.city.leader, self.city.other_leader)
		for number, (item, unit, leader) in enumerate(product(self.items, units, leaders)):
			with_them = tuple(other for other in units if other != unit)
			due = None if number % 3 == 0 else f"2021-0{number + 1}-28"
			factories.task(unit, with_them, leader, key_work=item, due_date=due)
		past = frappe.get_all("Qingdan Task", {"due_date": ("<", "2021-04-01")}, pluck="name")
		supervision._stamp(past, TODAY)
		self.city.filed()

	def test_pages_and_totals_of_any_filters_are_those_of_core(self):
		item = frappe.db.get_value("Qingdan Key Work", self.items[0], "list")
		values = {"list": item, "leader": self.city.leader, "lead_unit": self.city.lead, "state": "待启动"}
		people = (
			self.city.liaison,
			self.city.office,
			self.city.other_office,
			self.city.supervisor,
			self.city.nobody,
		)
		for user in people:
			for number in range(len(values) + 1):
				for columns in combinations(values, number):
					for late in (False, True):
						self.assert_as_core(user, {column: values[column] for column in columns}, late)

	def assert_as_core(self, user: str, wanted: dict, late: bool) -> None:
		filters = wanted | ({"late_since": ("is", "set")} if late else {})
		with self.as_user(user), self.subTest(user=user, wanted=wanted, late=late):
			if not frappe.has_permission("Qingdan Task", "read"):
				return
			order = "due_order asc, name asc"
			core = frappe.get_list("Qingdan Task", filters, pluck="name", order_by=order, limit_page_length=0)
			query = TaskQuery(**wanted, late=late, by_due_date=True, page_length=len(core) + 10)
			self.assertEqual((page.names_of_page(query), page.total_of_tasks(query)), (core, len(core)))

	def test_copies_follow_the_task_whatever_is_changed(self):
		task = self.city.task
		task.update({"leader": self.city.other_leader, "correction_reason": "分工调整"})
		task.units[0].duty, task.units[1].duty = "Cooperating", "Lead"
		task.save()
		for row in frappe.get_doc("Qingdan Task", task.name).units:
			self.assertEqual(
				(row.leader, row.lead_unit, row.list), (task.leader, self.city.cooperating, task.list)
			)

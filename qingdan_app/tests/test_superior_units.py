"""A superior unit reads its subordinates' tasks in the lists that say so: on its page, in totals and figures, and never more."""

import frappe

from qingdan_app.tasks import page
from qingdan_app.tasks.page import TaskQuery, page_of_tasks
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City

UNIT = "Qingdan Unit"


class TestSuperiorUnits(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()
		self.district = factories.unit()
		self.put_below(self.city.lead, self.district)
		self.chief = factories.contact(self.district)
		self.show(self.city.task.list)

	def put_below(self, unit: str, parent: str) -> None:
		frappe.get_doc(UNIT, unit).update({"parent_unit": parent}).save()

	def show(self, list_: str, shown: int = 1) -> None:
		frappe.get_doc("Qingdan List", list_).update({"superiors_see": shown}).save()

	def seen(self, user: str, **query) -> list[str]:
		with self.as_user(user):
			found = page_of_tasks(TaskQuery(**query))
			names = [row.name for row in found["tasks"]]
			if not query.get("start") and len(names) < query.get("page_length", 20):
				self.assertEqual(found["total"], len(names))
			self.assertEqual(page.names_of_page(TaskQuery(**query)), names)
			return names

	def test_the_list_says_whether(self):
		self.assertEqual(self.seen(self.chief), [self.city.task.name])
		self.show(self.city.task.list, 0)
		self.assertEqual(self.seen(self.chief), [])

	def test_other_lists_of_the_same_unit_stay_closed(self):
		factories.task(self.city.lead)
		self.assertEqual(self.seen(self.chief), [self.city.task.name])

	def test_it_goes_as_deep_as_the_units_do_and_never_upwards(self):
		city = factories.unit()
		self.put_below(self.district, city)
		self.assertEqual(self.seen(factories.contact(city)), [self.city.task.name])
		own = factories.task(self.district)
		self.show(own.list)
		self.assertNotIn(own.name, self.seen(self.city.liaison))

	def test_a_unit_that_was_merged_into_a_subordinate_and_its_group_are_below_too(self):
		merged = factories.unit(merged_into=self.city.lead)
		group = factories.group(self.city.lead)
		item = self.city.task.key_work
		others = [factories.task(unit, key_work=item).name for unit in (merged, group)]
		self.assertEqual({*self.seen(self.chief)}, {self.city.task.name, *others})

	def test_a_member_of_a_group_is_not_above_what_stands_below_the_group(self):
		neighbour = factories.unit()
		group = factories.group(neighbour)
		self.put_below(self.city.lead, group)
		self.assertEqual(self.seen(factories.contact(neighbour)), [])

	def test_a_handler_of_the_superior_unit_does_not_stand_above(self):
		self.assertEqual(self.seen(factories.contact(self.district, "Handler")), [])

	def test_it_reads_what_was_filed_and_changes_nothing(self):
		draft = self.city.draft()
		with self.as_user(self.chief):
			self.assertTrue(frappe.has_permission("Qingdan Task", "read", self.city.task.name))
			self.assertFalse(frappe.has_permission("Qingdan Task", "write", self.city.task.name))
			self.assertFalse(frappe.has_permission("Qingdan Progress Report", "read", draft.name))
		self.city.filed()
		filed = self.city.completion.name
		with self.as_user(self.chief):
			self.assertTrue(frappe.has_permission("Qingdan Progress Report", "read", filed))
			self.assertFalse(frappe.has_permission("Qingdan Progress Report", "write", filed))

	def test_what_is_seen_in_two_ways_is_counted_once(self):
		item = self.city.task.key_work
		both = factories.task(self.city.lead, (self.district,), key_work=item)
		self.assertEqual({*self.seen(self.chief)}, {self.city.task.name, both.name})
		self.put_below(self.city.cooperating, self.district)
		self.assertEqual({*self.seen(self.chief)}, {self.city.task.name, both.name})

	def test_pages_follow_each_other_in_order(self):
		item = self.city.task.key_work
		for month in (9, 3, 7, 1, 5):
			factories.task(self.city.lead, key_work=item, due_date=f"2021-0{month}-28")
		whole = self.seen(self.chief)
		pages = [self.seen(self.chief, start=start, page_length=2) for start in (0, 2, 4)]
		self.assertEqual([name for names in pages for name in names], whole)

	def test_units_cannot_stand_above_themselves(self):
		with self.assertRaisesRegex(frappe.ValidationError, self.district):
			self.put_below(self.district, self.city.lead)

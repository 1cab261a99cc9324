"""Unknown means no: roles without a duty, ended duties, disabled people and merged bodies."""

import frappe
from frappe.utils import add_days, nowdate

from qingdan_app.organization import people
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City

YESTERDAY, TOMORROW = add_days(nowdate(), -1), add_days(nowdate(), 1)


class TestPeople(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()

	def test_all_roles_without_a_duty_see_nothing(self):
		self.assertFalse(self._sees(self.city.nobody))

	def test_a_duty_without_the_role_sees_nothing(self):
		frappe.db.delete("Has Role", {"parent": self.city.liaison})
		frappe.clear_cache(user=self.city.liaison)
		self.assertFalse(self._sees(self.city.liaison))

	def test_a_contact_sees_from_its_first_to_its_last_day(self):
		days = {
			(None, None): True,
			(nowdate(), nowdate()): True,
			(YESTERDAY, TOMORROW): True,
			(TOMORROW, None): False,
			(None, YESTERDAY): False,
		}
		for (begin, end), expected in days.items():
			who = factories.contact(self.city.lead, from_date=begin, until_date=end)
			with self.subTest(begin=begin, end=end):
				self.assertEqual(self._sees(who), expected)
				self.assertEqual(who in people.contacts_of([self.city.lead]), expected)

	def test_a_member_of_an_office_sees_from_its_first_to_its_last_day(self):
		days = {(TOMORROW, None): False, (None, YESTERDAY): False, (YESTERDAY, nowdate()): True}
		for (begin, end), expected in days.items():
			who = factories.office_user()
			leader = factories.leader(({"user": who, "from_date": begin, "until_date": end},))
			task = factories.task(leader=leader)
			with self.subTest(begin=begin, end=end):
				self.assertEqual(self._sees(who, task.name), expected)
				self.assertEqual(who in people.office_of(leader), expected)

	def test_the_leader_sees_their_tasks(self):
		who = factories.office_user()
		task = factories.task(leader=factories.leader(user=who))
		self.assertTrue(self._sees(who, task.name))
		self.assertFalse(self._sees(who))

	def test_whoever_returns_to_a_former_post_has_it_again(self):
		contact = frappe.get_last_doc("Qingdan Contact", {"user": self.city.liaison})
		contact.update({"until_date": YESTERDAY}).save()
		self.assertFalse(self._sees(self.city.liaison))
		self.assertRefused(
			frappe.DuplicateEntryError,
			factories.contact,
			self.city.lead,
			who=self.city.liaison,
			from_date=YESTERDAY,
		)

		factories.contact(self.city.lead, who=self.city.liaison, from_date=nowdate())
		self.assertTrue(self._sees(self.city.liaison))

	def test_units_that_lead_in_a_circle_are_refused(self):
		last = factories.unit()
		middle = factories.unit(merged_into=last)
		group = factories.group(middle)
		unit = frappe.get_doc("Qingdan Unit", last)
		self.assertRefused(frappe.ValidationError, unit.update({"merged_into": group}).save)

	def test_a_disabled_user_is_not_told_anything(self):
		frappe.db.set_value("User", self.city.liaison, "enabled", 0)
		self.assertNotIn(self.city.liaison, people.contacts_of([self.city.lead]))

	def test_members_of_a_group_see_what_the_group_leads(self):
		district = factories.unit()
		member = factories.contact(district)
		task = factories.task(factories.group(factories.group(district)))
		self.assertTrue(self._sees(member, task.name))
		self.assertIn(member, people.contacts_of([task.lead_unit]))
		self.assertFalse(self._sees(self.city.outsider, task.name))

	def test_the_group_stays_one_line_for_people(self):
		group = factories.group(factories.unit(), factories.unit())
		self.assertEqual([row.unit for row in factories.task(group).units], [group])

	def test_who_took_a_body_over_sees_its_tasks_also_after_a_second_merger(self):
		last = factories.unit()
		middle = factories.unit(merged_into=last)
		first = factories.unit(merged_into=middle)
		task, who = factories.task(first), factories.contact(last)
		self.assertTrue(self._sees(who, task.name))
		self.assertIn(who, people.contacts_of([first]))

	def test_a_merger_gives_the_old_body_nothing_of_the_new_one(self):
		old = factories.unit(merged_into=self.city.lead)
		self.assertFalse(self._sees(factories.contact(old)))

	def test_mergers_in_a_circle_end(self):
		first = factories.unit()
		second = factories.unit(merged_into=first)
		frappe.db.set_value("Qingdan Unit", first, "merged_into", second)
		self.assertEqual(people.stands_for(frozenset({first})), {first, second})

	def test_being_in_the_other_leaders_office_opens_nothing(self):
		self.assertFalse(self._sees(self.city.other_office))

	def test_a_role_comes_with_the_duty(self):
		who = factories.user()
		factories.contact(self.city.lead, "Head", who)
		self.assertIn("Qingdan Unit Head", frappe.get_roles(who))

	def test_guest_is_nobodys_contact(self):
		with self.assertRaises(frappe.ValidationError):
			factories.contact(self.city.lead, who="Guest")
		self.assertNotIn("Qingdan Unit Liaison", frappe.get_roles("Guest"))

	def _sees(self, who: str, name: str | None = None) -> bool:
		name = name or self.city.task.name
		with self.as_user(who):
			by_document = bool(frappe.has_permission("Qingdan Task", "read", name))
			try:
				by_list = name in frappe.get_list("Qingdan Task", pluck="name", limit_page_length=0)
			except frappe.PermissionError:
				by_list = False
		self.assertEqual(by_document, by_list, who)
		return by_document

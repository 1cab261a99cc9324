"""The dry run of a draft over the tasks of the site: who would get them, who is missing, what would change."""

from unittest.mock import patch

import frappe

from qingdan_app.api import flows as api
from qingdan_app.organization import people
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City

FLOW = "Qingdan Approval Flow"


class TestDryRun(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()
		self.task = self.city.task.name
		published = frappe.db.get_value(FLOW, {"flow_key": "completion", "status": "Published"})
		self.draft = frappe.get_doc(FLOW, api.make_next_version(published)["name"])

	def test_a_draft_like_the_version_in_force_changes_nothing_and_says_who_gets_how_many(self):
		found = self._run()

		self.assertEqual(found["changed"], [])
		self.assertEqual(found["nobody"], [])
		self.assertEqual((found["people"][self.city.head], found["people"][self.city.office]), (1, 1))
		self.assertNotIn(self.city.liaison, found["people"])
		self.assertEqual(found["names"][self.city.head], frappe.utils.get_fullname(self.city.head))

	def test_another_signer_is_shown_beside_the_one_of_now(self):
		someone = factories.user()
		self.draft.steps[-1].update({"resolver": "user", "parameter": someone})
		self.draft.save()

		changed = next(each for each in self._run()["changed"] if each["name"] == self.task)

		self.assertEqual(changed["title"], self.city.task.title)
		self.assertIn(self.city.office, changed["before"][-1]["people"])
		self.assertEqual(changed["after"][-1]["people"], [someone])

	def test_a_unit_without_a_head_is_named_and_heard_of_again_once_it_has_one(self):
		frappe.db.set_value("User", self.city.head, "enabled", 0)
		missing = {"name": self.task, "title": self.city.task.title, "step": self.draft.steps[0].step_key}
		self.assertIn(missing, self._run()["nobody"])

		frappe.db.set_value("User", self.city.head, "enabled", 1)
		self.assertNotIn(missing, self._run()["nobody"])

	def test_each_unit_is_looked_up_once_and_nothing_is_written(self):
		for _number in range(3):
			factories.task(self.city.lead, (), self.city.leader)

		with (
			patch.object(people, "contacts_of", wraps=people.contacts_of) as asked,
			patch.object(frappe.db, "sql", side_effect=self._only_reading(frappe.db.sql)),
		):
			self._run()

		units = [call.args[0] for call in asked.call_args_list]
		self.assertEqual(len(units), len(set(units)))
		self.assertIn((self.city.lead,), units)

	def _run(self) -> dict:
		return api.get_dry_run(self.draft.name)

	def _only_reading(self, real):
		def reading(query, *words, **more):
			self.assertIn(str(query).lstrip("( \t\n").split(maxsplit=1)[0].lower(), ("select", "with"), query)
			return real(query, *words, **more)

		return reading

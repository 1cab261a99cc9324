"""Phrases that everybody is offered are in the language of the site, also where that is chosen after they were written."""

import frappe

from qingdan_app.setup import phrases
from qingdan_app.tests.site import SiteTestCase


class TestPhrases(SiteTestCase):
	def setUp(self):
		super().setUp()
		frappe.db.delete(phrases.PHRASE, {"user": ("is", "not set")})
		frappe.db.set_global(phrases.KEY, None)

	def offered(self) -> set[tuple[str, str]]:
		rows = frappe.get_all(phrases.PHRASE, {"user": ("is", "not set")}, ["verb", "phrase"])
		return {(row.verb or "", row.phrase) for row in rows}

	def speak(self, spoken: str) -> None:
		frappe.db.set_single_value("System Settings", "language", spoken)

	def test_they_are_said_in_the_language_that_is_chosen_later(self):
		self.speak("en")
		phrases.create_missing()
		self.assertEqual(self.offered(), set(phrases.ENGLISH))
		self.speak("zh")
		phrases.follow_language()
		phrases.create_missing()
		self.assertEqual(self.offered(), set(phrases.CHINESE))

	def test_what_somebody_has_made_of_them_stays(self):
		self.speak("en")
		phrases.create_missing()
		name = frappe.db.get_value(phrases.PHRASE, {"phrase": phrases.ENGLISH[0][1]})
		frappe.get_doc(phrases.PHRASE, name).update({"phrase": "Fine."}).save()
		self.speak("zh")
		phrases.follow_language()
		self.assertIn(("Approve", "Fine."), self.offered())
		self.assertNotIn(phrases.CHINESE[0], self.offered())

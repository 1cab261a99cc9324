"""Desk's search bar: tasks are found by number and words, by those who see them and by nobody else."""

from unittest.mock import patch

import frappe

from qingdan_app.permissions import core_search
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City

SEARCH = "frappe.utils.global_search.search"


class TestCoreSearch(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()
		self.word = f"粮食{frappe.generate_hash(length=8)}"
		frappe.db.set_value("Qingdan Task", self.city.task.name, "text", f"做好{self.word}安全<b>工作</b>")

	def found(self, user: str, text: str | None = None, **more) -> list[str]:
		rows = self.call(SEARCH, user, text=self.word if text is None else text, **more)
		rows = rows if isinstance(rows, list) else []
		return [row["name"] for row in rows if row["doctype"] == "Qingdan Task"]

	def test_a_task_is_found_by_its_words_and_number_by_who_sees_it(self):
		for user in self.city.insiders:
			with self.subTest(user=user):
				self.assertEqual(self.found(user), [self.city.task.name])
				self.assertIn(self.city.task.name, self.found(user, self.city.task.name))

	def test_nobody_else_finds_it(self):
		for user in (*self.city.outsiders, factories.user()):
			with self.subTest(user=user):
				self.assertEqual(self.found(user), [])

	def test_an_assignment_to_somebody_else_is_not_found_by_its_words(self):
		"""Core puts its text into the index that everybody searches."""
		about = {"reference_type": "Qingdan Task", "reference_name": self.city.task.name}
		todo = {"doctype": "ToDo", "allocated_to": self.city.liaison, "description": self.word, **about}
		made = frappe.get_doc(todo).insert(ignore_permissions=True)
		row = frappe._dict(doctype="ToDo", name=made.name, content=self.word, rank=1)
		with patch.object(core_search, "answer", lambda *endpoint, **words: [row]):
			for user, sees in ((self.city.liaison, True), (self.city.outsider, False)):
				names = [each["name"] for each in self.call(SEARCH, user, text=self.word)]
				self.assertEqual(made.name in names, sees)

	def test_a_sign_stands_for_itself(self):
		for text in ("%%", "__", "%", "", " ", "\\%", "' or 1=1 -- "):
			with self.subTest(text=text):
				self.assertEqual(self.found(self.city.administrator, text), [])

	def test_what_core_asks_beside_is_heard(self):
		user = self.city.liaison
		self.assertEqual(
			self.found(user, doctype="Qingdan Task", start="0", limit="5"), [self.city.task.name]
		)
		self.assertEqual(self.found(user, start=1), [])
		self.assertEqual(self.found(user, doctype="ToDo"), [])

	def test_words_of_a_task_are_no_markup_of_the_page(self):
		(row,) = [
			row
			for row in self.call(SEARCH, self.city.liaison, text=self.word)
			if row["doctype"] == "Qingdan Task"
		]
		self.assertNotIn("<b>", row["content"])
		self.assertTrue(row["title"].startswith(f"{self.city.task.name} "))

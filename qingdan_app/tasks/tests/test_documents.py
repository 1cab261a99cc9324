"""Names, own words and rows of a task, however it is written."""

import frappe

from qingdan_app.tasks.exceptions import DeadlineUnlikely, NeedsOneLead, OwnWordsFixed, ReasonNeeded
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City


class TestDocuments(QingdanTestCase):
	def test_a_name_is_list_item_and_task_as_said_on_the_phone(self):
		code = factories.unique("2021-4")
		task = factories.task(
			key_work=factories.key_work(code if factories.list_(code) else None, 58), number=4
		)
		self.assertEqual(task.name, f"{code}-58-04")
		self.assertEqual(task.key_work, f"{code}-58")

	def test_a_two_digit_task_keeps_both(self):
		self.assertTrue(factories.task(number=12).name.endswith("-58-12"))

	def test_what_a_name_is_made_of_does_not_change(self):
		task = factories.task()
		other = factories.key_work()
		for field, value in (("number", 99), ("key_work", other), ("list", factories.list_())):
			task.reload()
			task.set(field, value)
			with self.subTest(field=field):
				self.assertRefused(frappe.CannotChangeConstantError, task.save)

	def test_the_documents_own_words_stay_as_written_for_everybody(self):
		task, done = factories.task(), City().completed()
		for who in ("Administrator", factories.administrator()):
			for field, value in (("text", "改写"), ("deadline_raw", "2022年底")):
				with self.as_user(who), self.subTest(who=who, field=field):
					doc = frappe.get_doc("Qingdan Task", task.name)
					doc.set(field, value)
					self.assertRefused(ReasonNeeded, doc.save)
					completed = frappe.get_doc("Qingdan Task", done.name)
					completed.update({field: value, "correction_reason": "错字"})
					self.assertRefused(OwnWordsFixed, completed.save)

	def test_an_items_own_words_stay_as_written(self):
		name = factories.key_work()
		for field in ("text", "units_raw"):
			doc = frappe.get_doc("Qingdan Key Work", name)
			doc.set(field, "改写")
			with self.subTest(field=field):
				self.assertRefused(OwnWordsFixed, doc.save)

	def test_what_was_computed_from_the_words_can_be_corrected(self):
		task = factories.task()
		task.due_date, task.correction_reason = "2021-10-31", "读错"
		task.save()
		self.assertEqual(str(self.stored("Qingdan Task", task.name, "due_date")), "2021-10-31")
		self.assertEqual(
			{str(row.due_order) for row in frappe.get_doc("Qingdan Task", task.name).units}, {"2021-10-31"}
		)

	def test_a_deadline_with_a_mistyped_year_is_refused(self):
		task = factories.task()
		for date in ("9999-12-31", "0001-01-01"):
			task.reload()
			task.due_date, task.correction_reason = date, "读错"
			self.assertRefused(DeadlineUnlikely, task.save)

	def test_rows_of_units_stand_where_their_task_stands(self):
		"""Pages and totals are read from the rows alone, so the rows have to tell the same."""
		for walk in (City.started, City.in_review, City.completed):
			task = walk(City())
			told = {(row.state, row.late_since) for row in task.units}
			self.assertEqual(told, {(task.state, task.late_since)})

	def test_an_earlier_deadline_stays_in_the_history(self):
		task = factories.task()
		task.due_date, task.correction_reason = "2022-06-30", "读错"
		task.save(ignore_version=False)
		versions = frappe.get_all(
			"Version", {"ref_doctype": "Qingdan Task", "docname": task.name}, pluck="data"
		)
		self.assertIn("2021", str(versions))
		self.assertEqual(task.deadline_raw, "2021年12月底")

	def test_the_lead_unit_follows_from_the_rows(self):
		task = factories.task()
		task.lead_unit = factories.unit()
		task.save()
		self.assertEqual(task.lead_unit, task.units[0].unit)

	def test_a_task_has_one_lead(self):
		task = factories.task()
		task.append("units", {"unit": factories.unit(), "duty": "Lead"})
		self.assertRefused(NeedsOneLead, task.save)

	def test_a_title_is_the_beginning_of_the_text_on_one_line(self):
		task = factories.task(text="建成  42个\n竞赛场馆" + "长" * 200)
		self.assertTrue(task.title.startswith("建成 42个 竞赛场馆长"))
		self.assertEqual(len(task.title), 140)

	def test_one_name_means_one_unit(self):
		first = factories.unit(aliases=[{"alias": factories.unique("别名")}])
		alias = frappe.get_doc("Qingdan Unit", first).aliases[0].alias
		for taken in (alias, first):
			with self.subTest(taken=taken):
				self.assertRefused(frappe.DuplicateEntryError, factories.unit, aliases=[{"alias": taken}])

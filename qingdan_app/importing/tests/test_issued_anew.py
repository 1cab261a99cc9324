"""A list issued anew: what reads otherwise is chosen row by row, on the server; what was there stays in the history."""

import json
from unittest.mock import patch

import frappe

from qingdan_app.importing import revising
from qingdan_app.importing.exceptions import AlreadyWritten, NotSettled
from qingdan_app.parsing.tests.factories import document, row
from qingdan_app.tasks.exceptions import ReasonNeeded
from qingdan_app.tasks.timeline import timeline_of
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.workflows.seals import sealing

TASK, KEY_WORK, RUN = "Qingdan Task", "Qingdan Key Work", "Qingdan Import"
DOOR = "qingdan_app.api.imports"


class TestIssuedAnew(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.who = factories.administrator()
		self.title = factories.unique("2021年城建重点工作清单")
		run = self._previewed(self._document())
		self._confirm(run)
		self.task = frappe.get_doc(TASK, {"list": run.lists[0].code, "number": 1})

	def test_what_is_chosen_is_written_and_the_rest_stays(self):
		run = self._previewed(self._document(first="1.建设北路二期。", deadline="9月"))
		self._choose(run, "text")
		self._confirm(run)

		task = frappe.get_doc(TASK, self.task.name)
		self.assertEqual((task.text, task.deadline_raw), ("建设北路二期。", self.task.deadline_raw))
		self.assertEqual(task.title, "建设北路二期。")
		self.assertEqual(str(task.due_date), str(self.task.due_date))

	def test_the_old_words_stand_in_the_history_of_the_task(self):
		run = self._previewed(self._document(first="1.建设北路二期。", deadline="9月"))
		self._choose(run, "text", "deadline_raw")
		self._confirm(run)

		(entry,) = [each for each in timeline_of(self._task()) if each["act"] == "revise"]
		told = {(each["was"], each["now"]) for each in entry["revised"]}
		self.assertEqual(told, {(self.task.text, "建设北路二期。"), (self.task.deadline_raw, "9月")})
		self.assertEqual(sealing.verify_one(TASK, self.task.name), None)

	def test_a_deadline_comes_with_its_date_and_is_judged_anew(self):
		run = self._previewed(self._document(deadline="9月"))
		self._choose(run, "deadline_raw")
		self._confirm(run)
		task = self._task()
		self.assertEqual((str(task.due_date), task.deadline_kind), ("2021-09-30", "Date"))
		self.assertEqual({str(row.due_order) for row in task.units}, {"2021-09-30"})
		self.assertEqual(str(task.late_since), "2021-10-01")

	def test_other_units_come_to_every_open_task_and_whoever_leads_anew_has_received_nothing(self):
		frappe.db.set_value(TASK, self.task.name, "acknowledged_by", self.who)
		run = self._previewed(self._document(units="市水务局、市交通局"))
		self._choose(run, "units_raw")
		self._confirm(run)
		task = self._task()
		self.assertEqual(self.stored(KEY_WORK, task.key_work, "units_raw"), "市水务局、市交通局")
		self.assertNotEqual(task.lead_unit, self.task.lead_unit)
		self.assertEqual({row.unit for row in task.units} >= {task.lead_unit}, True)
		self.assertFalse(task.acknowledged_by)

	def test_two_who_choose_at_once_both_count_and_an_old_form_takes_nothing_back(self):
		run = self._previewed(self._document(first="1.建设北路二期。", deadline="9月"))
		stale = frappe.get_doc(RUN, run.name)
		self._choose(run, "text")
		self._choose(run, "deadline_raw")
		stale.save()
		self.assertEqual(len(json.loads(self.stored(RUN, run.name, "choices"))), 2)

	def test_a_choice_is_taken_back(self):
		run = self._previewed(self._document(first="1.建设北路二期。"))
		self._choose(run, "text")
		self._choose(run, "text", take=0)
		self._confirm(run)
		self.assertEqual(self._task().text, self.task.text)

	def test_a_row_that_changed_after_it_was_chosen_is_looked_at_again(self):
		run = self._previewed(self._document(deadline="9月"))
		self._choose(run, "deadline_raw")
		task = self._task()
		task.due_date, task.correction_reason = "2022-03-31", "读错"
		task.save()
		refusal = self.assertRefused(NotSettled, self._confirm, run)
		self.assertIn(task.name, str(refusal))
		self.call(f"{DOOR}.compare", self.who, name=run.name)
		self.assertEqual(json.loads(self.stored(RUN, run.name, "choices")), {})
		self._confirm(run)
		self.assertEqual(str(self._task().due_date), "2022-03-31")

	def test_what_is_completed_or_under_review_has_nothing_to_choose(self):
		run = self._previewed(self._document(first="1.建设北路二期。", units="市水务局"))
		self._choose(run, "text", "units_raw")
		for state in ("待审核", "已完成"):
			frappe.db.set_value(TASK, self.task.name, "state", state)
			self.assertRefused(NotSettled, self._confirm, run)
		self.call(f"{DOOR}.compare", self.who, name=run.name)
		with self.assertRaises(NotSettled):
			self._choose(run, "text")
		answer = self._confirm(run)
		self.assertIn(self.task.name, answer["outcome"])
		self.assertEqual(self._task().lead_unit, self.task.lead_unit)

	def test_a_failure_in_the_middle_writes_nothing_and_the_run_is_confirmed_again(self):
		run = self._previewed(self._document(first="1.建设北路二期。", work="新的城建工作。"))
		self._choose(run, "text")
		real = revising._write_task
		with patch.object(revising, "_write_task", lambda *words: 1 / 0):
			self.assertRefused(ZeroDivisionError, self._confirm, run)
		self.assertIs(revising._write_task, real)
		self.assertEqual(self._task().text, self.task.text)
		self.assertEqual(self.stored(RUN, run.name, "status"), "Previewed")
		self._confirm(run)
		self.assertEqual(self._task().text, "建设北路二期。")

	def test_a_run_that_is_confirmed_twice_writes_once(self):
		run = self._previewed(self._document(first="1.建设北路二期。"))
		self._choose(run, "text")
		self._confirm(run)
		self.assertRefused(AlreadyWritten, self._confirm, run)
		self.assertRefused(AlreadyWritten, self._choose, run, "text")
		about = {"reference_name": self.task.name, "act": "revise"}
		self.assertEqual(frappe.db.count("Qingdan Approval Log", about), 1)

	def test_what_was_read_and_computed_fills_no_page_of_versions(self):
		run = self._previewed(self._document(first="1.建设北路二期。"))
		self._choose(run, "text")
		self._confirm(run)
		versions = frappe.get_all("Version", {"ref_doctype": RUN, "docname": run.name}, pluck="data")
		self.assertEqual([data for data in versions if "differences" in data or "parsed" in data], [])

	def test_what_the_document_lacks_stays_and_is_no_difference_to_choose(self):
		run = self._previewed(self._document(second="3.建设西路。"))
		(gone,) = [row for row in json.loads(run.differences) if row["fieldname"] == "name"]
		with self.assertRaises(NotSettled):
			self.call(f"{DOOR}.choose", self.who, name=run.name, rows=frappe.as_json([gone["key"]]), take=1)
		self._confirm(run)
		self.assertTrue(frappe.db.exists(TASK, gone["name"]))

	def test_choosing_is_for_list_administrators_and_for_rows_that_are_shown(self):
		run = self._previewed(self._document(first="1.建设北路二期。"))
		for who in (factories.supervisor(), factories.contact(self.task.lead_unit)):
			with self.subTest(who), self.assertRaises(frappe.PermissionError):
				self.call(f"{DOOR}.choose", who, name=run.name, rows="[]", take=1)
		for rows in ('["x"]', '["Qingdan Task|none|text"]', '["Qingdan Task|x|lead_unit"]'):
			with self.subTest(rows), self.assertRaises(NotSettled):
				self.call(f"{DOOR}.choose", self.who, name=run.name, rows=rows, take=1)

	def test_the_documents_own_words_stay_for_every_other_hand(self):
		task = self._task()
		task.text = "另写"
		with self.assertRaises(ReasonNeeded):
			task.save()

	def test_words_with_brackets_are_no_difference_for_ever(self):
		self._confirm(self._previewed(self._document(first="1.建设<b>东路</b>。")))
		run = self._previewed(self._document(first="1.建设<b>东路</b>。"))
		self._choose(run, "text")
		self._confirm(run)
		again = self._previewed(self._document(first="1.建设<b>东路</b>。"))
		self.assertEqual(json.loads(again.differences), [])

	def _document(
		self,
		work="推进城建。",
		first="1.建设北路。",
		deadline="6月",
		units="市建委、市交通局",
		second="2.建设南路。",
	):
		rows = (row("1", work, first, deadline, units), row(task=second))
		return document(*rows, list_title=f"    一、{self.title}")

	def _previewed(self, text: str):
		url = factories.evidence(self.who, file_name="list.txt", content=text.encode())
		with self.as_user(self.who):
			run = frappe.get_doc({"doctype": RUN, "file": url}).insert()
		self.call(f"{DOOR}.preview", self.who, name=run.name)
		self.call(f"{DOOR}.settle_all", self.who, name=run.name)
		self.call(f"{DOOR}.compare", self.who, name=run.name)
		return frappe.get_doc(RUN, run.name)

	def _choose(self, run, *fields: str, take: int = 1):
		shown = json.loads(self.stored(RUN, run.name, "differences"))
		keys = [row["key"] for row in shown if row["fieldname"] in fields]
		self.assertTrue(keys)
		return self.call(f"{DOOR}.choose", self.who, name=run.name, rows=frappe.as_json(keys), take=take)

	def _confirm(self, run):
		return self.call(f"{DOOR}.confirm", self.who, name=run.name)

	def _task(self):
		return frappe.get_doc(TASK, self.task.name)

"""A list issued anew: what reads otherwise is chosen row by row, on the server; what was there stays in the history."""

import json
from unittest.mock import patch

import frappe

from qingdan_app.importing import revising
from qingdan_app.importing.exceptions import AlreadyWritten, NotSettled
from qingdan_app.tasks.exceptions import OwnWordsFixed
from qingdan_app.tasks.timeline import timeline_of
from qingdan_app.tests import factories
from qingdan_app.tests.revised_lists import DOOR, KEY_WORK, RUN, TASK, IssuedAnew
from qingdan_app.workflows.seals import sealing


class TestIssuedAnew(IssuedAnew):
	"""Before it is handed out: what is chosen is written at once."""

	def test_what_is_chosen_is_written_and_the_rest_stays(self):
		run = self.previewed(self.document(first="1.建设北路二期。", deadline="9月"))
		self.choose(run, "text")
		self.confirm(run)

		task = frappe.get_doc(TASK, self.task.name)
		self.assertEqual((task.text, task.deadline_raw), ("建设北路二期。", self.task.deadline_raw))
		self.assertEqual(task.title, "建设北路二期。")
		self.assertEqual(str(task.due_date), str(self.task.due_date))

	def test_the_old_words_stand_in_the_history_of_the_task(self):
		run = self.previewed(self.document(first="1.建设北路二期。", deadline="9月"))
		self.choose(run, "text", "deadline_raw")
		self.confirm(run)

		(entry,) = [each for each in timeline_of(self.now()) if each["act"] == "revise"]
		told = {(each["was"], each["now"]) for each in entry["revised"]}
		self.assertEqual(told, {(self.task.text, "建设北路二期。"), (self.task.deadline_raw, "9月")})
		self.assertEqual(sealing.verify_one(TASK, self.task.name), None)

	def test_a_deadline_comes_with_its_date_and_is_judged_anew(self):
		run = self.previewed(self.document(deadline="9月"))
		self.choose(run, "deadline_raw")
		self.confirm(run)
		task = self.now()
		self.assertEqual((str(task.due_date), task.deadline_kind), ("2021-09-30", "Date"))
		self.assertEqual({str(row.due_order) for row in task.units}, {"2021-09-30"})
		self.assertEqual(str(task.late_since), "2021-10-01")

	def test_other_units_come_to_every_open_task_and_whoever_leads_anew_has_received_nothing(self):
		frappe.db.set_value(TASK, self.task.name, "acknowledged_by", self.who)
		run = self.previewed(self.document(units="市水务局、市交通局"))
		self.choose(run, "units_raw")
		self.confirm(run)
		task = self.now()
		self.assertEqual(self.stored(KEY_WORK, task.key_work, "units_raw"), "市水务局、市交通局")
		self.assertNotEqual(task.lead_unit, self.task.lead_unit)
		self.assertEqual({row.unit for row in task.units} >= {task.lead_unit}, True)
		self.assertFalse(task.acknowledged_by)

	def test_two_who_choose_at_once_both_count_and_an_old_form_takes_nothing_back(self):
		run = self.previewed(self.document(first="1.建设北路二期。", deadline="9月"))
		stale = frappe.get_doc(RUN, run.name)
		self.choose(run, "text")
		self.choose(run, "deadline_raw")
		stale.save()
		self.assertEqual(len(json.loads(self.stored(RUN, run.name, "choices"))), 2)

	def test_a_choice_is_taken_back(self):
		run = self.previewed(self.document(first="1.建设北路二期。"))
		self.choose(run, "text")
		self.choose(run, "text", take=0)
		self.confirm(run)
		self.assertEqual(self.now().text, self.task.text)

	def test_a_row_that_changed_after_it_was_chosen_is_looked_at_again(self):
		run = self.previewed(self.document(deadline="9月"))
		self.choose(run, "deadline_raw")
		task = self.now()
		task.due_date, task.correction_reason = "2022-03-31", "读错"
		task.save()
		refusal = self.assertRefused(NotSettled, self.confirm, run)
		self.assertIn(task.name, str(refusal))
		self.call(f"{DOOR}.compare", self.who, name=run.name)
		self.assertEqual(json.loads(self.stored(RUN, run.name, "choices")), {})
		self.confirm(run)
		self.assertEqual(str(self.now().due_date), "2022-03-31")

	def test_what_is_completed_or_under_review_has_nothing_to_choose(self):
		run = self.previewed(self.document(first="1.建设北路二期。", units="市水务局"))
		self.choose(run, "text", "units_raw")
		for state in ("待审核", "已完成"):
			frappe.db.set_value(TASK, self.task.name, "state", state)
			self.assertRefused(NotSettled, self.confirm, run)
		self.call(f"{DOOR}.compare", self.who, name=run.name)
		with self.assertRaises(NotSettled):
			self.choose(run, "text")
		answer = self.confirm(run)
		self.assertIn(self.task.name, answer["outcome"])
		self.assertEqual(self.now().lead_unit, self.task.lead_unit)

	def test_a_failure_in_the_middle_writes_nothing_and_the_run_is_confirmed_again(self):
		run = self.previewed(self.document(first="1.建设北路二期。", work="新的城建工作。"))
		self.choose(run, "text")
		real = revising._write_task
		with patch.object(revising, "_write_task", lambda *words: 1 / 0):
			self.assertRefused(ZeroDivisionError, self.confirm, run)
		self.assertIs(revising._write_task, real)
		self.assertEqual(self.now().text, self.task.text)
		self.assertEqual(self.stored(RUN, run.name, "status"), "Previewed")
		self.confirm(run)
		self.assertEqual(self.now().text, "建设北路二期。")

	def test_a_run_that_is_confirmed_twice_writes_once(self):
		run = self.previewed(self.document(first="1.建设北路二期。"))
		self.choose(run, "text")
		self.confirm(run)
		self.assertRefused(AlreadyWritten, self.confirm, run)
		self.assertRefused(AlreadyWritten, self.choose, run, "text")
		about = {"reference_name": self.task.name, "act": "revise"}
		self.assertEqual(frappe.db.count("Qingdan Approval Log", about), 1)

	def test_what_was_read_and_computed_fills_no_page_of_versions(self):
		run = self.previewed(self.document(first="1.建设北路二期。"))
		self.choose(run, "text")
		self.confirm(run)
		versions = frappe.get_all("Version", {"ref_doctype": RUN, "docname": run.name}, pluck="data")
		self.assertEqual([data for data in versions if "differences" in data or "parsed" in data], [])

	def test_what_the_document_lacks_stays_unless_somebody_chooses_that_it_ends(self):
		run = self.previewed(self.document(second="2.打通断头路及地铁换乘通道。"))
		second = frappe.get_value(TASK, {"list": self.task.list, "number": 2})
		self.assertIn("number", [row["guess"] for row in json.loads(run.differences)])
		self.confirm(run)
		self.assertFalse(self.stored(TASK, second, "course"))
		run = self.previewed(self.document(second=None))
		self.choose(run, "name")
		self.confirm(run)
		self.assertEqual(self.stored(TASK, second, "course"), "Terminated")

	def test_choosing_is_for_list_administrators_and_for_rows_that_are_shown(self):
		run = self.previewed(self.document(first="1.建设北路二期。"))
		for who in (factories.supervisor(), factories.contact(self.task.lead_unit)):
			with self.subTest(who), self.assertRaises(frappe.PermissionError):
				self.call(f"{DOOR}.choose", who, name=run.name, rows="[]", take=1)
		for rows in ('["x"]', '["Qingdan Task|none|text"]', '["Qingdan Task|x|lead_unit"]'):
			with self.subTest(rows), self.assertRaises(NotSettled):
				self.call(f"{DOOR}.choose", self.who, name=run.name, rows=rows, take=1)

	def test_the_documents_own_words_stay_for_every_other_hand(self):
		task = self.now()
		task.text = "另写"
		with self.assertRaises(OwnWordsFixed):
			task.save()

	def test_words_with_brackets_are_no_difference_for_ever(self):
		self.confirm(self.previewed(self.document(first="1.建设<b>东路</b>。")))
		run = self.previewed(self.document(first="1.建设<b>东路</b>。"))
		self.choose(run, "text")
		self.confirm(run)
		again = self.previewed(self.document(first="1.建设<b>东路</b>。"))
		self.assertEqual(json.loads(again.differences), [])

"""A list issued anew that was handed out: what people take of it is one change request, written with its decision, all or none."""

import json

import frappe
from frappe.utils import getdate

from qingdan_app.archiving import closing_lists
from qingdan_app.changes import asking, granted
from qingdan_app.changes.exceptions import ChangedMeanwhile, ChangeIncomplete, ChangeNotPossible
from qingdan_app.handing_out import handing
from qingdan_app.importing.exceptions import AlreadyWritten, NotSettled
from qingdan_app.tasks.exceptions import ListArchived, ReasonNeeded
from qingdan_app.tasks.timeline import timeline_of
from qingdan_app.tests import factories
from qingdan_app.tests.revised_lists import DOOR, KEY_WORK, RUN, TASK, IssuedAnew
from qingdan_app.workflows.exceptions import StateChangeRefused
from qingdan_app.workflows.moves import performing
from qingdan_app.workflows.moves.held import Held

REQUEST = "Qingdan Change Request"


class TestRevisedList(IssuedAnew):
	def setUp(self):
		super().setUp()
		self.second = frappe.get_doc(TASK, {"list": self.task.list, "number": 2})
		handing.hand_out([self.task.name, self.second.name])
		self.supervisor = factories.supervisor()

	def taken(self, *fields: str, **document):
		"""The request for what is taken of a document, and its run."""
		run = self.previewed(self.document(**document))
		self.choose(run, *fields)
		self.confirm(run)
		return frappe.get_doc(REQUEST, self.stored(RUN, run.name, "change_request")), run

	def grant(self, request):
		with self.as_user(self.supervisor):
			return performing.perform(REQUEST, request.name, "grant_change", "同意")

	def assertStopped(self, request, name: str) -> None:
		"""It was agreed to, could not be carried out, and says on account of which row."""
		self.grant(request)
		self.assertEqual(self.stored(REQUEST, request.name, "state"), "变更审批中")
		held = Held()
		refusal = self.assertRefused(
			ChangedMeanwhile, granted.refuse_conflicts, held, held.read(REQUEST, request.name)
		)
		self.assertIn(name, str(refusal))

	def test_nothing_is_written_before_it_is_granted_and_then_all_of_it(self):
		request, run = self.taken(
			"text", "+", "name", first="1.建设北路二期。", second=None, more=("3.打通地铁换乘通道。",)
		)
		self.assertEqual((request.kind, request.state), ("Revision", "变更审批中"))
		self.assertEqual({row.task for row in request.tasks}, {self.task.name, self.second.name})
		self.assertEqual(self.now().text, self.task.text)
		self.assertEqual(self.stored(RUN, run.name, "status"), "Requested")

		self.grant(request)
		self.assertEqual(self.now().text, "建设北路二期。")
		self.assertEqual(self.stored(TASK, self.second.name, "course"), "Terminated")
		added = frappe.get_doc(TASK, {"list": self.task.list, "text": "打通地铁换乘通道。"})
		self.assertEqual((added.drafted, bool(added.handed_out_at)), (0, True))
		self.assertNotIn(added.name, (self.task.name, self.second.name))

	def test_the_history_keeps_the_old_words_and_names_the_document(self):
		request, run = self.taken("text", first="1.建设北路二期。")
		self.grant(request)
		entry = timeline_of(self.now())[-1]
		self.assertEqual((entry["act"], entry["revised"][0]["was"]), ("revise", self.task.text))
		self.assertIn(run.name, entry["opinion"])

	def test_what_was_not_taken_stays(self):
		request, _run = self.taken("text", first="1.建设北路二期。", deadline="9月", second=None)
		self.grant(request)
		self.assertEqual(self.now().deadline_raw, self.task.deadline_raw)
		self.assertFalse(self.stored(TASK, self.second.name, "course"))

	def test_a_deadline_units_and_a_leader_come_with_the_decision(self):
		request, _run = self.taken("deadline_raw", "units_raw", deadline="9月", units="市水务局、市交通局")
		self.assertEqual(self.stored(KEY_WORK, self.task.key_work, "units_raw"), "市建委、市交通局")
		self.grant(request)
		task = self.now()
		self.assertEqual((str(task.due_date), task.lead_unit), ("2021-09-30", "市水务局"))
		self.assertEqual(self.stored(KEY_WORK, task.key_work, "units_raw"), "市水务局、市交通局")
		self.assertEqual(self.stored(TASK, self.second.name, "lead_unit"), "市水务局")

	def test_the_words_of_an_item_come_to_its_tasks(self):
		request, _run = self.taken("text", work="推进新城建设。")
		self.assertEqual(len(request.tasks), 0)
		self.grant(request)
		self.assertEqual(self.now().key_work_text, "推进新城建设。")
		self.assertEqual(timeline_of(self.now())[-1]["act"], "revise")

	def test_added_ones_alone_are_asked_for_too(self):
		request, _run = self.taken("+", more=("3.打通地铁换乘通道。",))
		self.assertIn("打通地铁换乘通道", request.additions)
		self.grant(request)
		self.assertTrue(frappe.db.exists(TASK, {"list": self.task.list, "number": 3}))

	def test_what_was_inserted_moves_no_number(self):
		run = self.previewed(
			self.document(first="1.打通地铁换乘通道。", second="2.建设北路。", more=("3.建设南路。",))
		)
		rows = json.loads(run.differences)
		added = [row["name"] for row in rows if row["fieldname"] == "+"]
		self.assertEqual(added, [f"{self.task.key_work}-03"])
		self.assertFalse([row for row in rows if row["fieldname"] in ("text", "name")])
		self.assertIn(f"{self.task.key_work}-02", [row["number"] for row in rows])

	def test_a_second_revision_is_told_of_the_first_and_waits(self):
		request, _run = self.taken("text", first="1.建设北路二期。")
		other = self.previewed(self.document(deadline="9月"))
		self.choose(other, "deadline_raw")
		refusal = self.assertRefused(NotSettled, self.confirm, other)
		self.assertIn(request.name, str(refusal))
		self.grant(request)
		self.confirm(other)
		self.assertEqual(self.stored(RUN, other.name, "status"), "Requested")

	def test_one_that_came_back_is_not_sent_again_beside_another(self):
		first, _run = self.taken("text", first="1.建设北路二期。")
		with self.as_user(first.owner):
			performing.perform(REQUEST, first.name, "withdraw")
		second, _run = self.taken("deadline_raw", deadline="9月")
		with self.as_user(first.owner):
			refusal = self.assertRefused(
				ChangeNotPossible, performing.perform, REQUEST, first.name, "ask_for_change"
			)
		self.assertIn(second.name, str(refusal))

	def test_what_was_sent_to_review_meanwhile_keeps_what_is_decided_on(self):
		request, _run = self.taken("text", first="1.建设北路二期。")
		frappe.db.set_value(TASK, self.task.name, "state", "待审核")
		self.assertStopped(request, self.task.name)

	def test_tasks_that_follow_their_item_keep_its_old_words_once_they_are_decided_on(self):
		request, _run = self.taken("text", work="新的城建工作。")
		frappe.db.set_value(TASK, self.second.name, "state", "已完成")
		self.grant(request)
		self.assertEqual(self.stored(REQUEST, request.name, "state"), "已同意变更")
		self.assertEqual(self.now().key_work_text, "新的城建工作。")
		self.assertEqual(self.stored(TASK, self.second.name, "key_work_text"), self.second.key_work_text)

	def test_a_unit_does_not_read_what_the_document_says_to_others(self):
		request, _run = self.taken("text", first="1.建设北路二期。")
		liaison = factories.contact(self.task.lead_unit)
		with self.as_user(liaison):
			self.assertTrue(frappe.has_permission(TASK, "read", self.task.name))
			self.assertFalse(frappe.has_permission(REQUEST, "read", request.name))

	def test_a_task_that_changed_in_between_is_named_and_nothing_is_written(self):
		request, _run = self.taken("text", "deadline_raw", first="1.建设北路二期。", deadline="9月")
		task = self.now()
		task.update({"due_date": "2021-11-30", "correction_reason": "读错"})
		task.save()
		self.assertStopped(request, task.name)
		self.assertEqual(self.now().text, self.task.text)

	def test_an_item_that_changed_in_between_is_named(self):
		request, _run = self.taken("text", work="推进新城建设。")
		frappe.db.set_value(KEY_WORK, self.task.key_work, "text", "另写。")
		self.assertStopped(request, self.task.key_work)

	def test_a_number_that_was_taken_in_between_is_named(self):
		request, _run = self.taken("+", more=("3.打通地铁换乘通道。",))
		factories.task(key_work=self.task.key_work, number=3)
		self.assertStopped(request, f"{self.task.key_work}-03")

	def test_another_request_that_is_open_is_decided_by_itself_and_the_later_one_looks_again(self):
		with self.as_user(self.who):
			other = asking.ask({"kind": "Misprint", "reason": "错字", "new_target": "一条"}, [self.task.name])
		request, _run = self.taken("text", first="1.建设北路二期。")
		self.grant(other)
		self.assertStopped(request, self.task.name)

	def test_denied_nothing_is_written_and_the_list_is_imported_anew(self):
		request, run = self.taken("text", first="1.建设北路二期。")
		with self.as_user(self.supervisor):
			performing.perform(REQUEST, request.name, "deny_change", "不同意")
		self.assertEqual(self.now().text, self.task.text)
		self.assertRefused(AlreadyWritten, self.confirm, run)
		again, _run = self.taken("text", first="1.建设北路二期。")
		self.assertNotEqual(again.name, request.name)

	def test_a_unit_that_was_merged_in_between_is_followed(self):
		request, _run = self.taken("units_raw", units="市水务局、市交通局")
		heir = factories.unit()
		frappe.db.set_value("Qingdan Unit", "市水务局", "merged_into", heir)
		frappe.clear_document_cache("Qingdan Unit", "市水务局")
		self.grant(request)
		self.assertEqual(self.now().lead_unit, heir)

	def test_nobody_writes_such_a_request_by_hand(self):
		forged = frappe.as_json({"tasks": {self.task.name: {"state": "已完成", "percent": 100}}})
		for who in (self.who, self.supervisor):
			with self.subTest(who), self.as_user(who):
				doc = frappe.get_doc(
					{"doctype": REQUEST, "kind": "Revision", "reason": "改", "revision": forged}
				)
				doc.append("tasks", {"task": self.task.name})
				self.assertRefused(StateChangeRefused, doc.insert)
				self.assertRefused(
					(ChangeIncomplete),
					asking.ask,
					{"kind": "Revision", "reason": "改", "revision": forged},
					[self.task.name],
				)
		request, _run = self.taken("text", first="1.建设北路二期。")
		with self.as_user(self.who):
			performing.perform(REQUEST, request.name, "withdraw")
			doc = frappe.get_doc(REQUEST, request.name)
			doc.revision = forged
			self.assertRefused(StateChangeRefused, doc.save)

	def test_a_list_that_is_archived_is_not_revised(self):
		run = self.previewed(self.document(first="1.建设北路二期。"))
		self.choose(run, "text")
		with self.as_user(self.who):
			closing_lists.archive(self.task.list)
		self.assertRefused((ListArchived), self.confirm, self.recomputed(run))

	def recomputed(self, run):
		self.call(f"{DOOR}.compare", self.who, name=run.name)
		return run

	def test_what_was_carried_into_the_list_is_none_of_the_documents(self):
		item = factories.key_work(self.task.list, 9)
		frappe.db.set_value(KEY_WORK, item, "carried_from", self.task.key_work)
		carried = factories.task(key_work=item)
		frappe.db.set_value(TASK, carried.name, "carried_from", self.task.name)
		run = self.previewed(self.document())
		self.assertEqual(json.loads(run.differences), [])

	def test_the_documents_own_words_are_not_changed_in_silence(self):
		task = self.now()
		task.text = "另写"
		self.assertRefused(ReasonNeeded, task.save)

	def test_what_has_ended_is_not_changed_by_a_document(self):
		frappe.db.set_value(TASK, self.task.name, {"course": "Terminated", "course_since": getdate()})
		run = self.previewed(self.document(first="1.建设北路二期。"))
		(row,) = json.loads(run.differences)
		self.assertEqual(row["closed"], "Terminated")
		self.assertRaises(
			ChangeNotPossible, asking.ask, {"kind": "Suspension", "reason": "等"}, [self.task.name]
		)

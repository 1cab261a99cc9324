"""A list is archived as a whole: what is open rests and its turns are taken back, a closing report keeps the day, and it is opened again."""

import json

import frappe
from frappe.utils import add_days, getdate, now_datetime

from qingdan_app.archiving import what_is_open
from qingdan_app.archiving.exceptions import (
	ArchivedAlready,
	ClosingReportStays,
	NotReadyToArchive,
	ReopeningNeedsReason,
)
from qingdan_app.archiving.rules.figures import OPEN
from qingdan_app.changes import asking
from qingdan_app.handing_out import disputing, reminding
from qingdan_app.handlers import handing_on
from qingdan_app.supervision import opening_periods, stamping
from qingdan_app.tasks.exceptions import TaskAtRest
from qingdan_app.tasks.overview import overview_of
from qingdan_app.tasks.timeline import timeline_of
from qingdan_app.tests import factories
from qingdan_app.tests.archives import Archives
from qingdan_app.tests.site import one_transaction

TASK, LIST, REPORT = "Qingdan Task", "Qingdan List", "Qingdan Closing Report"
DOOR, TURN = "qingdan_app.api.archiving", "Qingdan Approval Assignment"


class TestArchiving(Archives):
	def test_what_is_open_rests_and_what_is_closed_stays(self):
		done = self.second()
		frappe.db.set_value(TASK, done.name, "state", "已完成")
		ended = self.second()
		frappe.db.set_value(TASK, ended.name, "course", "Terminated")
		self.archive()
		self.assertEqual((self.course(), self.course(done.name)), ("Archived", ""))
		self.assertEqual(self.course(ended.name), "Terminated")
		self.assertEqual(self.stored(LIST, self.list, "archived_by"), self.city.administrator)

	def test_many_are_written_as_a_save_of_each_would_write_it(self):
		steps = [{"date": "2021-03-31", "label": "开工"}, {"date": add_days(getdate(), 90), "label": "竣工"}]
		behind = self.second(deadline_kind="Milestones", due_date=add_days(getdate(), 90), milestones=steps)
		late = self.second(due_date="2021-06-30")
		names = [self.city.task.name, behind.name, late.name, self.suspended().name]
		with one_transaction():
			stamping.stamp_late(getdate())
		self.assertTrue(self.stored(TASK, behind.name, "milestone_late_since"))
		for act in (self.archive, self.open_again):
			act()
			for name in names:
				with self.subTest(act=act.__name__, task=name):
					self.assertAsSaved(name)
		self.assertTrue(self.stored(TASK, behind.name, "milestone_late_since"))
		rows = frappe.get_all("Qingdan Task Unit", {"parent": late.name}, pluck="late_since")
		self.assertTrue(all(rows))

	def test_the_history_of_a_task_says_so(self):
		self.archive()
		entry = timeline_of(frappe.get_doc(TASK, self.city.task.name))[-1]
		self.assertEqual((entry["act"], entry["revised"][0]["now"]), ("archive", "Archived"))

	def test_turns_are_taken_back_and_whoever_had_them_is_told(self):
		self.city.in_review()
		turns = {"reference_name": self.city.task.name, "standing": ("in", ["Open", "Held"])}
		self.assertTrue(frappe.db.count("Qingdan Approval Assignment", turns))
		self.archive()
		self.assertFalse(frappe.db.count("Qingdan Approval Assignment", turns))
		self.assertEqual(self.stored(TASK, self.city.task.name, "state"), "推进中")
		self.assertTrue(frappe.db.exists("Qingdan Message", {"receiver": self.city.office, "kind": "Over"}))

	def test_turns_on_what_is_done_already_are_taken_back_too(self):
		self.city.in_review()
		frappe.db.set_value(TASK, self.city.task.name, "state", "已完成")
		turns = {"reference_name": self.city.task.name, "standing": ("in", ["Open", "Held"])}
		self.assertEqual(what_is_open.foresee(self.list)["turns"], frappe.db.count(TURN, turns))
		self.archive()
		self.assertFalse(frappe.db.count(TURN, turns))

	def test_a_revision_without_tasks_of_its_own_is_decided_first(self):
		run = frappe.get_doc({"doctype": "Qingdan Import"})
		run.append("lists", {"code": self.list, "title": "新印发"})
		run.insert(ignore_mandatory=True)
		request = frappe.get_doc(
			{"doctype": "Qingdan Change Request", "kind": "Revision", "reason": "新印发"}
		)
		request.update({"state": "变更审批中", "source_import": run.name})
		request.name = factories.unique("BG")
		request.db_insert()
		self.assertIn(request.name, " ".join(what_is_open.foresee(self.list)["problems"]))
		refusal = self.assertRefused(NotReadyToArchive, self.archive)
		self.assertIn(request.name, str(refusal))

	def test_nothing_that_is_late_rings_or_recurs_comes_to_it_any_more(self):
		recurring = self.second(deadline_kind="Recurring", deadline_raw="每月底", due_date=None)
		yesterday = add_days(getdate(), -1)
		values = {"due_date": yesterday, "late_since": None, "acknowledge_next": now_datetime()}
		frappe.db.set_value(TASK, self.city.task.name, values)
		made = frappe.db.count("Qingdan Task Milestone", {"parent": recurring.name})
		self.archive()
		with one_transaction():
			stamping.stamp_late(getdate())
			opening_periods.open_periods(add_days(getdate(), 100))
			reminding.remind_due(now_datetime())
		self.assertFalse(self.stored(TASK, self.city.task.name, "late_since"))
		self.assertEqual(frappe.db.count("Qingdan Task Milestone", {"parent": recurring.name}), made)

	def test_what_was_handed_to_a_person_is_in_nobodys_hands_and_on_nobodys_list(self):
		self.city.started()
		handler = factories.contact(self.city.lead, "Handler")
		with self.as_user(self.city.liaison):
			handing_on.hand_on(self.city.task.name, handing_on.Errand(handler, "整理材料", None))
		self.archive()
		about = {"reference_type": TASK, "reference_name": self.city.task.name, "status": "Open"}
		self.assertFalse(frappe.db.exists("ToDo", about))

	def test_what_waits_for_a_decision_is_decided_first(self):
		with self.as_user(self.city.administrator):
			request = asking.ask({"kind": "Suspension", "reason": "等批复"}, [self.city.task.name])
		refusal = self.assertRefused(NotReadyToArchive, self.archive)
		self.assertIn(request.name, str(refusal))
		self.assertFalse(self.stored(LIST, self.list, "archived_at"))
		self.assertIn(request.name, what_is_open.foresee(self.list)["problems"][0])

	def test_a_list_is_archived_once_and_by_supervision_or_an_administrator(self):
		for who in (self.city.liaison, self.city.office, self.city.nobody):
			with self.subTest(who), self.assertRaises(frappe.PermissionError):
				self.call(f"{DOOR}.archive", who, name=self.list)
		self.call(f"{DOOR}.archive", self.city.supervisor, name=self.list)
		self.assertRefused(ArchivedAlready, self.archive)
		self.assertEqual(frappe.db.count(REPORT, {"list": self.list}), 1)

	def test_many_lists_are_archived_each_by_itself_and_the_result_names_each(self):
		other = factories.list_()
		with self.as_user(self.city.administrator):
			request = asking.ask({"kind": "Suspension", "reason": "等批复"}, [self.city.task.name])
		names = frappe.as_json([self.list, other])
		held, ready = self.call(f"{DOOR}.get_previews", self.city.supervisor, names=names)
		self.assertEqual((held["name"], held["total"], held["open"]), (self.list, 1, 1))
		self.assertIn(request.name, held["problems"][0])
		self.assertEqual((ready["name"], ready["problems"]), (other, []))
		found = self.call(f"{DOOR}.archive_each", self.city.supervisor, names=names, remark="年终")
		self.assertEqual([(row["name"], row["ok"]) for row in found], [(self.list, False), (other, True)])
		self.assertIn(request.name, found[0]["message"])
		archived = [bool(self.stored(LIST, name, "archived_at")) for name in (self.list, other)]
		self.assertEqual(archived, [False, True])
		for who in (self.city.liaison, self.city.office):
			for door in ("get_previews", "archive_each"):
				with self.subTest(who, door=door), self.assertRaises(frappe.PermissionError):
					self.call(f"{DOOR}.{door}", who, names=names)

	def test_the_preview_says_what_is_open_and_writes_nothing(self):
		self.city.in_review()
		self.city.draft()
		found = self.call(f"{DOOR}.get_preview", self.city.supervisor, name=self.list)
		self.assertEqual((found["open"], found["turns"], found["drafts"]), (1, 1, 1))
		self.assertEqual(found["rows"][0]["name"], self.city.task.name)
		self.assertFalse(self.course())

	def test_its_form_asks_for_nothing_and_says_that_it_is_behind_nothing(self):
		self.archive()
		with self.as_user(self.city.liaison):
			shown = overview_of(frappe.get_doc(TASK, self.city.task.name))
			self.assertRefused(TaskAtRest, disputing.refuse, self.city.task.name, "不属于本单位职责")
		self.assertEqual((shown["steps"]["primary"], shown["schedule"]), (None, None))


class TestClosingReports(Archives):
	def test_it_keeps_the_figures_of_its_day_by_unit_and_leader(self):
		frappe.db.set_value(TASK, self.city.task.name, {"state": "已完成", "late_days": 4})
		late = self.second()
		frappe.db.set_value(TASK, late.name, {"late_since": "2021-10-01", "extensions": 1})
		suspended = self.suspended()
		report = self.archive("按期归档")
		self.assertEqual((report.total, report.completed, report.completed_late), (3, 1, 1))
		self.assertEqual((report.late, report.extended, report.suspended, report.still_open), (1, 1, 1, 2))
		(unit,) = json.loads(report.units)
		self.assertEqual((unit["name"], unit["total"]), (self.city.lead, 3))
		self.assertEqual(json.loads(report.leaders)[0]["name"], self.city.leader)
		self.assertEqual(
			report.total, sum(report.get(name) for name in ("completed", "ended", "carried", *OPEN))
		)
		self.assertEqual(self.course(suspended.name), "Archived")

	def test_nobody_changes_or_deletes_it(self):
		name = self.archive().name
		for who in (self.city.administrator, "Administrator"):
			report = frappe.get_doc(REPORT, name)
			report.remark = "另写"
			with self.subTest(who), self.as_user(who):
				with self.assertRaises((ClosingReportStays, frappe.PermissionError)):
					report.save()
				with self.assertRaises((ClosingReportStays, frappe.PermissionError)):
					frappe.delete_doc(REPORT, name)

	def test_units_read_none(self):
		report = self.archive()
		with self.as_user(self.city.liaison):
			self.assertFalse(frappe.has_permission(REPORT, "read", report.name))

	def test_it_is_printed_with_its_figures(self):
		report = self.archive()
		with self.as_user(self.city.administrator):
			paper = frappe.get_print(REPORT, report.name)
		for words in (self.city.lead, self.city.leader, self.list):
			self.assertIn(words, paper)


class TestOpeningAgain(Archives):
	def test_it_asks_for_a_reason_and_goes_on_from_where_it_was(self):
		suspended = self.suspended()
		self.archive()
		self.assertRefused(ReopeningNeedsReason, self.open_again, " ")
		report = self.open_again()
		self.assertEqual(
			(report.reopening_reason, report.reopened_by), ("省里要求补报", self.city.supervisor)
		)
		self.assertEqual((self.course(), self.course(suspended.name)), ("", "Suspended"))
		self.assertEqual(str(self.stored(TASK, suspended.name, "course_since")), "2021-03-01")
		self.assertFalse(self.stored(LIST, self.list, "archived_at"))

	def test_a_task_goes_its_way_afterwards_and_the_history_says_why(self):
		self.archive()
		self.open_again()
		self.city.started()
		acts = [(entry["act"], entry["opinion"]) for entry in timeline_of(self.city.task)]
		self.assertIn(("open_again", "省里要求补报"), acts)

	def test_a_deadline_that_passed_meanwhile_is_late_again(self):
		yesterday = add_days(getdate(), -1)
		frappe.db.set_value(TASK, self.city.task.name, "due_date", yesterday)
		self.archive()
		self.open_again()
		self.assertEqual(str(self.stored(TASK, self.city.task.name, "late_since")), str(getdate()))

	def test_what_is_open_is_not_opened_again(self):
		self.assertRefused(ArchivedAlready, self.open_again)

	def test_the_second_archiving_has_a_report_of_its_own(self):
		first = self.archive()
		self.open_again()
		second = self.archive()
		self.assertEqual((first.name, second.name), (f"{self.list}-GD-01", f"{self.list}-GD-02"))
		self.assertTrue(self.stored(REPORT, first.name, "reopened_at"))
		self.assertFalse(self.stored(REPORT, second.name, "reopened_at"))

"""Once means once: two clicks, two liaisons, eight offices, and a process that dies between two writes."""

from unittest.mock import patch

import frappe
from frappe.utils import add_days, getdate

from qingdan_app.api import (
	archiving,
	changes,
	documents,
	handing_out,
	handlers,
	matters,
	refusals,
	reports,
	tasks,
)
from qingdan_app.supervision import owed_reports
from qingdan_app.tasks.rules.owing import NOT_REPORTED, REPORTED
from qingdan_app.tests import factories
from qingdan_app.tests.city import City
from qingdan_app.tests.concurrency import ConcurrencyTestCase, die
from qingdan_app.workflows.moves import performing
from qingdan_app.workflows.moves.held import Held

TASK, REPORT = "Qingdan Task", "Qingdan Progress Report"
EIGHT = 8


def archive(list_: str) -> str:
	return archiving.archive(list_)["report"]


def ask_to_suspend(name: str) -> str:
	return changes.ask({"kind": "Suspension", "reason": "规划调整"}, [name])["name"]


def hand_to(name: str, person: str) -> str:
	return str(len(handlers.cut(name, [{"words": "先拟进展", "person": person}])))


def finish(handed: str) -> str:
	return handlers.finish(handed)["state"]


def take_back(handed: str) -> str:
	return handlers.take_back(handed)["state"]


def carry_over(list_: str, name: str) -> str:
	return str(len(archiving.carry_over(list_, [name])["tasks"]))


def bring_in(key_work: str, unit: str) -> str:
	return factories.task(unit, key_work=key_work).name


def write_matter(kind: str, unit: str, content: str) -> str:
	words = {"kind": kind, "content": content, "lead_unit": unit, "deadline_raw": "9月底前"}
	return frappe.get_doc({"doctype": "Qingdan Matter", **words}).insert().name


def paste_matter(kind: str, unit: str, content: str) -> str:
	row = {"content": content, "lead_unit": unit, "deadline_raw": "9月底前"}
	return matters.take_on({"kind": kind}, [row])[0]["matter"]


def complete(name: str, seen: str | None = None) -> str:
	return documents.perform(TASK, name, "complete", "", seen)["state"]


def send_back(name: str) -> str:
	return documents.perform(TASK, name, "return", "缺材料", "待审核")["state"]


def withdraw(name: str) -> str:
	return documents.perform(TASK, name, "withdraw")["state"]


def start(name: str) -> str:
	return documents.perform(TASK, name, "start")["state"]


def acknowledge(name: str) -> str:
	return ",".join(tasks.acknowledge([name]))


def hand_out(name: str) -> str:
	return ",".join(handing_out.hand_out(names=[name])["tasks"])


def refuse(name: str) -> str:
	return refusals.refuse(name, "不属于本单位职责")["state"]


def file_month(name: str, done: str) -> str:
	return reports.file_report(name, period=factories.month(3), percent=30, done=done)["state"]


def file_this_month(name: str) -> str:
	return reports.file_report(name, period=factories.month(), percent=30, done="完成")["state"]


def follow_what_is_owed(days: int) -> str:
	owed_reports.follow(add_days(getdate(), days))
	return "followed"


def insert_month(name: str, unit: str) -> str:
	words = {
		"doctype": REPORT,
		"task": name,
		"unit": unit,
		"kind": "Period",
		"period": factories.month(3),
		"done": "x",
	}
	return frappe.get_doc(words).insert().state


def file_completion(name: str, url: str) -> str:
	rows = [{"file": url}]
	return reports.file_report(name, kind="Completion", done="完成", percent=100, evidence=rows)["task_state"]


def die_while_completing(name: str) -> None:
	"""Between the saving of the task and everything that follows from it."""
	with patch.object(performing, "write_log", lambda *words: die()):
		complete(name)


def die_after_the_report_moved(name: str) -> None:
	"""Task and report are written, their log too; only the commit is missing."""
	complete(name)
	die()


def die_while_filing(name: str, url: str) -> None:
	"""The report is filed; its task has not moved yet."""
	from qingdan_app.tasks import follow

	with patch.object(follow, "taken_into_task", lambda report, task: die()):
		file_completion(name, url)


class TestConcurrency(ConcurrencyTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()

	def test_of_two_clicks_on_one_decision_one_wins_and_the_other_is_told(self):
		for seen in ("待审核", None):
			with self.subTest(seen=seen):
				city = City()
				name = city.in_review().name
				answers = self.at_once(
					(city.office, complete, (name, seen)), (city.office, complete, (name, seen))
				)
				self.assertEqual(
					sorted(answers), sorted(["已完成", "AlreadyDecided" if seen else "ActNotPossible"])
				)
				self.assertEqual(self._log(name, "complete"), 1)

	def test_completing_and_returning_at_once_leaves_one_decision(self):
		name = self.city.in_review().name
		answers = self.at_once(
			(self.city.office, complete, (name, "待审核")), (self.city.office, send_back, (name,))
		)
		self.assertEqual(answers.count("AlreadyDecided"), 1, answers)
		self.assertEqual(self._log(name, "complete") + self._log(name, "return"), 1)
		task = frappe.get_doc(TASK, name)
		report = self.stored(REPORT, self.city.completion.name, "state")
		self.assertEqual(report, {"已完成": "已采纳", "推进中": "已退回"}[task.state])

	def test_deciding_and_withdrawing_at_once_leaves_one_of_both(self):
		name = self.city.filed().name
		answers = self.at_once(
			(self.city.head, complete, (name, "待审核")), (self.city.liaison, withdraw, (name,))
		)
		self.assertIn(answers, (["待审核", "TooLateToWithdraw"], ["AlreadyDecided", "推进中"]))

	def test_an_act_on_a_report_waits_for_whoever_has_its_task(self):
		name = self.city.filed().name
		report = self.city.completion.name

		self.assertTrue(self.waits_for(TASK, name, Held().read, REPORT, report))
		self.assertTrue(self.waits_for(TASK, name, Held().hold, REPORT, report))

	def test_a_list_that_is_archived_while_somebody_works_in_it_holds_nothing_that_runs(self):
		for who, job in (
			(self.city.liaison, (start, (self.city.task.name,))),
			(self.city.administrator, (bring_in, (self.city.task.key_work, self.city.lead))),
		):
			with self.subTest(job=job[0].__name__):
				list_ = self.city.task.list
				report, answer = self.at_once((self.city.administrator, archive, (list_,)), (who, *job))
				self.assertTrue(report.startswith(list_), report)
				running = {"list": list_, "course": ("is", "not set")}
				self.assertEqual(frappe.get_all(TASK, running, pluck="name"), [], answer)
				frappe.db.set_value("Qingdan List", list_, "archived_at", None)
				frappe.db.set_value(TASK, {"list": list_}, "course", None)

	def test_who_asks_for_the_same_of_one_task_at_once_leaves_one_request(self):
		name = self.city.task.name
		answers = self.at_once(
			*(
				(who, ask_to_suspend, (name,))
				for who in (self.city.liaison, self.city.head, self.city.supervisor)
			)
		)
		self.assertEqual(answers.count("ChangeNotPossible"), 2, answers)
		waiting = {"state": "变更审批中", "name": ("in", answers)}
		self.assertEqual(frappe.db.count("Qingdan Change Request", waiting), 1)

	def test_two_clicks_hand_a_task_to_a_person_once_and_end_it_once(self):
		name, person = self.city.started().name, factories.contact(self.city.lead, "Handler")
		job = (self.city.liaison, hand_to, (name, person))
		self.assertEqual(sorted(self.at_once(job, job, job)), ["1", "HandedAlready", "HandedAlready"])
		(part,) = frappe.get_all("Qingdan Part", {"task": name}, pluck="name")
		answers = self.at_once((person, finish, (part,)), (self.city.liaison, take_back, (part,)))
		self.assertEqual(answers.count("NothingHanded"), 1, answers)
		self.assertEqual(self._log(name, "take_from") + self._log(name, "finish_part"), 1)

	def test_no_list_is_archived_under_a_change_that_is_asked_for_meanwhile(self):
		list_ = self.city.task.list
		answers = self.at_once(
			(self.city.administrator, archive, (list_,)),
			(self.city.supervisor, ask_to_suspend, (self.city.task.name,)),
		)
		waiting = frappe.db.count("Qingdan Change Request", {"name": answers[1], "state": "变更审批中"})
		archived = bool(frappe.db.get_value("Qingdan List", list_, "archived_at"))
		self.assertEqual(archived, not waiting, answers)

	def test_two_who_archive_one_list_at_once_leave_one_report(self):
		job = (self.city.administrator, archive, (self.city.task.list,))
		answers = self.at_once(job, job)
		self.assertEqual(answers.count("ArchivedAlready"), 1, answers)
		self.assertEqual(frappe.db.count("Qingdan Closing Report", {"list": self.city.task.list}), 1)

	def test_two_who_carry_one_task_over_at_once_make_one(self):
		frappe.db.set_value(TASK, self.city.task.name, "due_date", "2099-06-30")
		job = (self.city.administrator, carry_over, (self.city.task.list, self.city.task.name))
		answers = self.at_once(job, job)
		self.assertEqual(sorted(answers), ["0", "1"])
		self.assertEqual(frappe.db.count(TASK, {"carried_from": self.city.task.name}), 1)

	def test_two_liaisons_who_file_for_one_month_file_one_report(self):
		name = self.city.started().name
		answers = self.at_once(
			(self.city.liaison, file_month, (name, "一")), (self.city.head, file_month, (name, "二"))
		)
		self.assertEqual(sorted(answers), sorted(["已提交", "ReportExists"]))
		self.assertEqual(frappe.db.count(REPORT, {"task": name}), 1)

	def test_two_drafts_for_one_month_from_two_forms_are_one(self):
		name = self.city.started().name
		answers = self.at_once(
			(self.city.liaison, insert_month, (name, self.city.lead)),
			(self.city.head, insert_month, (name, self.city.lead)),
		)
		self.assertEqual(sorted(answers), sorted(["草稿", "ReportExists"]))
		self.assertEqual(frappe.db.count(REPORT, {"task": name}), 1)

	def test_two_units_that_file_at_once_get_two_reports_with_names_of_their_own(self):
		name = self.city.started().name
		answers = self.at_once(
			(self.city.liaison, file_month, (name, "一")), (self.city.helper, file_month, (name, "二"))
		)
		self.assertEqual(answers, ["已提交", "已提交"])
		self.assertEqual(len(set(frappe.get_all(REPORT, {"task": name}, pluck="name"))), 2)

	def test_what_two_units_have_reported_at_once_and_what_two_sweeps_find_stands_in_their_rows(self):
		name = self.city.started().name
		answers = self.at_once(
			(self.city.liaison, file_this_month, (name,)), (self.city.helper, file_this_month, (name,))
		)
		self.assertEqual((answers, self._marks(name)), (["已提交", "已提交"], [(REPORTED, 0), (REPORTED, 0)]))
		for days in (31, 130):
			sweep = ("Administrator", follow_what_is_owed, (days,))
			self.assertEqual(self.at_once(sweep, sweep), ["followed", "followed"])
			self.assertEqual({mark for mark, _missing in self._marks(name)}, {NOT_REPORTED})
		self.assertGreaterEqual(min(missing for _mark, missing in self._marks(name)), 3)

	def _marks(self, name: str) -> list[tuple]:
		fields = ["this_period", "reports_missing"]
		rows = frappe.get_all("Qingdan Task Unit", {"parent": name}, fields, order_by="idx", as_list=True)
		return [tuple(row) for row in rows]

	def test_a_month_is_not_filed_into_a_review_that_has_just_begun(self):
		name, url = self.city.started().name, factories.evidence(self.city.liaison)
		answers = self.at_once(
			(self.city.liaison, file_completion, (name, url)), (self.city.helper, file_month, (name, "一"))
		)
		self.assertEqual(answers[0], "待审核")
		filed = frappe.get_all(REPORT, {"task": name, "unit": self.city.cooperating}, pluck="submitted_at")
		self.assertIn((answers[1], len(filed)), (("已提交", 1), ("TaskNotOpenForReports", 0)))
		task = frappe.get_doc(TASK, name)
		self.assertTrue(not filed or filed[0] <= task.submitted_at)

	def test_a_task_is_acknowledged_once_and_started_once(self):
		name = self.city.task.name
		frappe.db.commit()
		answers = self.at_once(
			(self.city.liaison, acknowledge, (name,)), (self.city.head, acknowledge, (name,))
		)
		self.assertEqual(sorted(answers), ["", name])
		answers = self.at_once((self.city.liaison, start, (name,)), (self.city.head, start, (name,)))
		self.assertEqual(sorted(answers), sorted(["推进中", "ActNotPossible"]))

	def test_a_task_is_handed_out_once_and_nobody_is_told_twice(self):
		name = self.city.task.name
		frappe.db.set_value(TASK, name, "drafted", 1)
		frappe.db.commit()
		answers = self.at_once(
			(self.city.supervisor, hand_out, (name,)), (self.city.administrator, hand_out, (name,))
		)

		self.assertEqual((sorted(answers), self._log(name, "hand_out")), (["", name], 1))
		told = {"receiver": self.city.liaison, "reference_name": name, "channel": "Email"}
		self.assertEqual(frappe.db.count("Qingdan Message", told), 1)

	def test_two_clicks_make_one_matter_one_by_one_and_pasted(self):
		kind, unit = factories.matter_kind(), self.city.lead
		for make in (write_matter, paste_matter):
			content = factories.unique("整治背街小巷")
			asked = (self.city.supervisor, make, (kind, unit, content))
			answers = [*self.at_once(asked, asked), *self.at_once(asked)]
			made = frappe.get_all("Qingdan Matter", {"content": content}, pluck="name")
			self.assertEqual((len(made), sorted(answers)), (1, sorted([*made, "MadeTwice", "MadeTwice"])))
			(other,) = self.at_once((self.city.administrator, make, (kind, unit, content)))
			self.assertNotIn(other, (*made, "MadeTwice"))

	def test_a_task_is_refused_once_or_acknowledged(self):
		name = self.city.task.name
		frappe.db.commit()
		answers = self.at_once((self.city.liaison, refuse, (name,)), (self.city.head, refuse, (name,)))
		self.assertEqual(sorted(answers), sorted(["待处理", "CannotRefuse"]))
		self.assertEqual(frappe.db.count("Qingdan Refusal", {"task": name}), 1)

	def test_eight_people_acting_on_eight_tasks_meet_no_error(self):
		cities = [City() for _ in range(EIGHT)]
		names = [city.started().name for city in cities]
		urls = [factories.evidence(city.liaison) for city in cities]
		filed = self.at_once(
			*(
				(city.liaison, file_completion, (name, url))
				for city, name, url in zip(cities, names, urls, strict=True)
			)
		)
		self.assertEqual(filed, ["待审核"] * EIGHT)
		agreed = self.at_once(
			*((city.head, complete, (name, "待审核")) for city, name in zip(cities, names, strict=True))
		)
		self.assertEqual(agreed, ["待审核"] * EIGHT)
		done = self.at_once(
			*((city.office, complete, (name, "待审核")) for city, name in zip(cities, names, strict=True))
		)
		self.assertEqual(done, ["已完成"] * EIGHT)
		self.assertEqual([self._log(name, "complete") for name in names], [1] * EIGHT)

	def test_eight_clicks_on_one_decision_are_one(self):
		name = self.city.in_review().name
		answers = self.at_once(*((self.city.office, complete, (name, "待审核")),) * EIGHT)
		self.assertEqual(sorted(answers), sorted(["已完成"] + ["AlreadyDecided"] * (EIGHT - 1)))
		self.assertEqual(self._log(name, "complete"), 1)

	def test_a_process_killed_between_two_writes_leaves_what_was_before(self):
		self.city.in_review()
		before = self._picture()
		for dying in (die_while_completing, die_after_the_report_moved):
			with self.subTest(dying=dying.__name__):
				self.killed(self.city.office, dying, self.city.task.name)
				self.assertEqual(self._picture(), before)

	def test_after_a_kill_the_same_click_works(self):
		self.city.in_review()
		self.killed(self.city.office, die_while_completing, self.city.task.name)
		answers = self.at_once((self.city.office, complete, (self.city.task.name, "待审核")))
		self.assertEqual(answers, ["已完成"])

	def test_a_process_killed_while_filing_leaves_neither_report_nor_review(self):
		name, url = self.city.started().name, factories.evidence(self.city.liaison)
		self.killed(self.city.liaison, die_while_filing, name, url)
		self.assertEqual(self.stored(TASK, name, "state"), "推进中")
		self.assertEqual(frappe.db.count(REPORT, {"task": name}), 0)
		self.assertEqual(self.at_once((self.city.liaison, file_completion, (name, url))), ["待审核"])

	def _picture(self) -> tuple:
		"""Everything a decision would touch."""
		task = frappe.get_doc(TASK, self.city.task.name)
		report = frappe.get_doc(REPORT, self.city.completion.name)
		return task.as_json(), report.as_json(), len(self.log_of(task)), len(self.log_of(report))

	def _log(self, name: str, act: str) -> int:
		about = {"reference_name": name, "act": act, "request": ("is", "not set")}
		return frappe.db.count("Qingdan Approval Log", about)

"""Units report once: what is filed on one task of a matter stands at the others, counts there, and is asked for once."""

import frappe
from frappe.utils import add_days, getdate, nowdate

from qingdan_app.qingdan_app.report.qingdan_missing_reports.qingdan_missing_reports import execute
from qingdan_app.reminders import kinds, what_presses
from qingdan_app.tasks import asked_where, reported_once, roll_up
from qingdan_app.tasks.timeline import timeline_of
from qingdan_app.tasks.waiting import waiting_for_me
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.site import one_transaction
from qingdan_app.tests.twins import REPORT, TASK, Twins

FILED, ADOPTED, DRAFT, RETURNED = "已提交", "已采纳", "草稿", "已退回"


class OnceTestCase(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = Twins().both_started()
		self.same = self.city.joined()

	def state(self, report) -> str:
		return self.stored(REPORT, report.name, "state")


class TestReportedOnce(OnceTestCase):
	def test_what_is_filed_on_one_stands_at_the_other_and_counts_there(self):
		report = self.city.report(percent=60, done="已开工", problems="缺地")
		twin = self.city.standing(report)
		self.assertTrue(twin, "it stands at one of them alone")
		said = ("state", "percent", "done", "problems", "unit", "period", "submitted_by")
		self.assertEqual([twin.get(word) for word in said], [report.get(word) for word in said])
		task = self.city.twin
		self.assertEqual((task.percent, task.last_report, task.problem_reported), (60, twin.name, 1))
		self.assertEqual(self.city.row(task, self.city.lead).this_period, "This Period Reported")
		self.assertEqual(task.reports_missing, self.city.task.reports_missing)
		entry = timeline_of(task)[-1]
		self.assertEqual((entry["act"], entry["report"]["done"]), ("stand", "已开工"))

	def test_it_stands_in_both_directions(self):
		report = self.city.report(self.city.twin, percent=30)
		self.assertEqual(self.city.standing(report, self.city.task).percent, 30)
		self.assertEqual(self.city.task.percent, 30)

	def test_a_unit_that_stands_in_one_alone_reports_there_alone(self):
		report = self.city.report(self.city.twin, self.city.another, self.city.stranger)
		self.assertIsNone(self.city.standing(report, self.city.task))

	def test_of_a_cooperating_unit_it_stands_as_such(self):
		report = self.city.report(unit=self.city.cooperating, who=self.city.helper, percent=80)
		self.assertEqual(self.city.standing(report).unit, self.city.cooperating)
		self.assertEqual(self.city.twin.percent, 0)

	def test_withdrawn_and_filed_anew_it_is_so_at_both(self):
		report = self.city.report(percent=20)
		self.act(report, "withdraw", self.city.liaison)
		twin = self.city.standing(report)
		self.assertEqual((twin.state, frappe.get_doc(TASK, self.city.twin.name).percent), (DRAFT, 0))
		with self.as_user(self.city.liaison):
			frappe.get_doc(REPORT, report.name).update({"percent": 25}).save()
		self.act(report, "file", self.city.liaison)
		twin.reload()
		self.assertEqual((twin.state, twin.percent), (FILED, 25))
		self.assertEqual(frappe.db.count(REPORT, {"task": self.city.twin.name}), 1)

	def test_returned_at_either_it_is_corrected_at_either(self):
		report = self.city.report(unit=self.city.cooperating, who=self.city.helper)
		twin = self.city.standing(report)
		self.act(twin, "return", self.city.liaison, "数字不对")
		self.assertEqual(
			(self.state(report), self.stored(REPORT, report.name, "opinion")), (RETURNED, "数字不对")
		)
		self.act(twin, "file", self.city.helper)
		self.assertEqual((self.state(report), self.state(twin)), (FILED, FILED))
		self.assertEqual(self.stored(REPORT, report.name, "stands_from"), twin.name)
		self.assertIsNone(self.stored(REPORT, twin.name, "stands_from"))

	def test_adopted_where_the_same_people_may_adopt_it(self):
		report = self.city.report(unit=self.city.cooperating, who=self.city.helper)
		self.act(report, "adopt", self.city.liaison)
		self.assertEqual(self.city.standing(report).state, ADOPTED)

	def test_each_lead_unit_adopts_for_its_own_task(self):
		third = self.city.made(self.city.foreign, (self.city.cooperating,))
		factories.acted(third, ("start", self.city.outsider))
		self.city.joined(self.city.task, self.city.twin, third)
		report = self.city.report(unit=self.city.cooperating, who=self.city.helper)
		self.act(report, "adopt", self.city.liaison)
		self.assertEqual(self.city.standing(report).state, ADOPTED)
		other = self.city.standing(report, third)
		self.assertEqual(other.state, FILED)
		self.assertEqual(self.act(other, "adopt", self.city.outsider).state, ADOPTED)

	def test_what_was_adopted_at_one_stays_there_when_it_is_returned_at_another(self):
		third = self.city.made(self.city.foreign, (self.city.cooperating,))
		factories.acted(third, ("start", self.city.outsider))
		self.city.joined(self.city.task, self.city.twin, third)
		report = self.city.report(unit=self.city.cooperating, who=self.city.helper)
		self.act(report, "adopt", self.city.liaison)
		other = self.city.standing(report, third)
		self.act(other, "return", self.city.outsider, "重报")
		self.assertEqual((self.state(report), self.state(other)), (ADOPTED, RETURNED))

	def test_a_completion_sends_both_to_review_and_each_leader_decides(self):
		self.city.task = frappe.get_doc(TASK, self.city.task.name)
		report = self.city.file_completion()
		self.city.reload()
		self.assertEqual((self.city.task.state, self.city.twin.state), ("待审核", "待审核"))
		twin = self.city.standing(report)
		self.assertEqual(self.city.twin.completion_report, twin.name)
		self.act(self.city.twin, "complete", self.city.head)
		self.act(self.city.twin, "return", self.city.other_office, "材料不全")
		self.city.reload()
		self.assertEqual((self.city.task.state, self.city.twin.state), ("待审核", "推进中"))
		self.assertEqual((self.state(report), self.state(twin)), (FILED, RETURNED))

	def test_evidence_stands_with_it_for_those_who_see_that_task_alone(self):
		rows = [{"file": factories.evidence(self.city.helper), "caption": "照片"}]
		report = self.city.report(unit=self.city.cooperating, who=self.city.helper, evidence=rows)
		twin = self.city.standing(report)
		url = twin.evidence[0].file
		about = {"file_url": url, "attached_to_name": twin.name}
		name = frappe.db.get_value("File", about)
		with self.as_user(self.city.other_office):
			self.assertTrue(frappe.get_doc(REPORT, twin.name).has_permission("read"))
			self.assertFalse(frappe.get_doc(REPORT, report.name).has_permission("read"))
			self.assertTrue(frappe.get_doc("File", name).has_permission("read"))
		with self.as_user(self.city.outsider):
			self.assertFalse(frappe.get_doc("File", name).has_permission("read"))

	def test_a_draft_that_was_begun_on_the_other_stays_its_writers(self):
		words = {"period": factories.month(0), "done": "尚未核实"}
		draft = factories.report(self.city.twin, self.city.lead, self.city.liaison, **words)
		report = self.city.report(percent=55)
		draft.reload()
		self.assertEqual((draft.state, draft.done, draft.stands_from), (DRAFT, "尚未核实", None))
		self.assertIsNone(self.city.standing(report))

	def test_what_was_filed_on_both_before_stays_what_it_is(self):
		self.city.parted(self.same.name)
		one = self.city.report(percent=10)
		other = self.city.report(self.city.twin, percent=90)
		self.city.joined()
		self.assertIsNone(self.city.standing(one))
		self.assertEqual((self.city.task.percent, self.city.twin.percent), (10, 90))
		self.assertIsNone(self.city.standing(other, self.city.task))

	def test_what_was_reported_before_stands_from_the_day_on_which_they_are_joined(self):
		self.city.parted(self.same.name)
		report = self.city.report(percent=35)
		self.assertIsNone(self.city.standing(report))
		self.city.joined()
		self.assertEqual((self.city.standing(report).percent, self.city.twin.percent), (35, 35))

	def test_parted_what_stood_stays_and_nothing_more_comes(self):
		report = self.city.report(percent=35)
		self.city.parted(self.same.name)
		twin = self.city.standing(report)
		self.act(report, "withdraw", self.city.liaison)
		self.assertEqual((twin.state, self.state(twin)), (FILED, FILED))

	def test_a_milestone_that_both_have_is_reached_in_both(self):
		self.city.parted(self.same.name)
		day = str(add_days(nowdate(), 5))
		for task in (self.city.task, self.city.twin):
			task.reload()
			rows = [{"date": day, "label": "封顶"}, {"date": str(add_days(nowdate(), 90)), "label": "竣工"}]
			task.update({"milestones": rows, "deadline_kind": "Milestones", "correction_reason": "细化"})
			task.due_date = add_days(nowdate(), 90)
			task.save()
		self.city.joined()
		rows = [{"file": factories.evidence(self.city.liaison), "caption": "照片"}]
		words = {"kind": "Milestone", "period": None, "milestones": f"{day} 封顶", "evidence": rows}
		report = self.city.report(**words)
		self.assertTrue(self.city.standing(report))
		self.assertEqual([bool(row.reported_on) for row in self.city.twin.milestones], [True, False])


class TestOtherwise(OnceTestCase):
	def test_a_task_that_waits_to_be_started_gets_what_was_reported_when_it_starts(self):
		third = self.city.made(self.city.lead)
		self.city.joined(self.city.task, self.city.twin, third)
		report = self.city.report(percent=45)
		self.assertIsNone(self.city.standing(report, third))
		factories.acted(third, ("start", self.city.liaison))
		self.assertTrue(self.city.standing(report, third), "what was reported before it started is missing")
		self.assertEqual(self.city.standing(report, third).percent, 45)
		self.assertEqual(self.stored(TASK, third.name, "percent"), 45)

	def test_a_task_that_is_suspended_takes_it_and_one_that_has_ended_does_not(self):
		for course, stands in (("Suspended", True), ("Terminated", False), ("Archived", False)):
			third = self.city.made(self.city.lead)
			factories.acted(third, ("start", self.city.liaison))
			self.city.joined(self.city.task, self.city.twin, third)
			frappe.db.set_value(TASK, third.name, {"course": course, "course_since": nowdate()})
			kept = {"task": third.name}
			report = self.city.report(percent=5)
			self.assertEqual(bool(frappe.db.count(REPORT, kept)), stands, course)
			self.act(report, "withdraw", self.city.liaison)
			for task in (self.city.task, self.city.twin):
				frappe.db.delete(REPORT, {"task": task.name})

	def test_an_extended_deadline_changes_nothing_of_it(self):
		frappe.db.set_value(TASK, self.city.twin.name, {"due_date": "2099-12-31", "extensions": 1})
		self.assertEqual(self.city.standing(self.city.report(percent=15)).percent, 15)

	def test_a_unit_that_has_taken_over_reports_for_both_once(self):
		other = factories.unit()
		who = factories.contact(other)
		frappe.get_doc("Qingdan Unit", self.city.cooperating).update({"merged_into": other}).save()
		report = self.city.report(unit=other, who=who)
		self.assertEqual(self.city.standing(report).unit, other)

	def test_a_unit_that_comes_in_by_re_assignment_has_its_reports_there_by_the_next_morning(self):
		self.city.report(self.city.twin, self.city.another, self.city.stranger)
		task = frappe.get_doc(TASK, self.city.task.name)
		task.append("units", {"unit": self.city.another, "duty": "Cooperating"})
		task.correction_reason = "增加配合单位"
		task.save()
		with one_transaction():
			reported_once.catch_up()
			reported_once.catch_up()
		self.assertEqual(frappe.db.count(REPORT, {"task": task.name, "unit": self.city.another}), 1)

	def test_other_periods_are_reported_by_themselves(self):
		rule = factories.reporting_rule(cycle="Quarter")
		factories.put_in_force(rule, TASK, self.city.twin.name, "2021-01-01")
		self.assertIsNone(self.city.standing(self.city.report(percent=15)))
		self.assertFalse(self.city.row(self.city.twin, self.city.lead).asked_at)

	def test_lists_count_their_own_task_as_before(self):
		self.city.report(percent=40)
		for task in (self.city.task, self.city.twin):
			told = roll_up.roll_up_of(frappe.get_doc("Qingdan List", task.list), getdate())
			self.assertEqual((told["tasks"], told["percent"]), (1, 40))


class TestAskedOnce(OnceTestCase):
	def setUp(self):
		super().setUp()
		self.first, self.second = sorted((self.city.task, self.city.twin), key=lambda task: task.name)

	def waiting(self, who: str) -> list[str]:
		with self.as_user(who):
			return [
				row["task"]
				for row in waiting_for_me(getdate())
				if row["step"] == frappe._("Fill In Progress")
			]

	def test_a_unit_of_both_is_asked_at_the_first_and_one_of_the_second_there(self):
		self.assertEqual(self.city.row(self.second, self.city.lead).asked_at, self.first.name)
		self.assertFalse(self.city.row(self.first, self.city.lead).asked_at)
		self.assertEqual(self.waiting(self.city.liaison), [self.first.name])
		self.assertEqual(self.waiting(self.city.stranger), [self.city.twin.name])

	def test_once_the_first_rests_or_they_are_parted_it_is_asked_at_the_second(self):
		frappe.db.set_value(TASK, self.first.name, {"course": "Suspended", "course_since": nowdate()})
		asked_where.settle_all()
		self.assertEqual(self.waiting(self.city.liaison), [self.second.name])
		frappe.db.set_value(TASK, self.first.name, {"course": None})
		asked_where.settle_all()
		self.city.parted(self.same.name)
		self.assertEqual(sorted(self.waiting(self.city.liaison)), [self.first.name, self.second.name])

	def test_one_reminder_is_written_for_both(self):
		source = kinds.KINDS["Report Ahead"].source()
		day = self.city.row(self.first, self.city.lead).report_due
		lists = [self.first.list, self.second.list]
		found = [item for some in what_presses.items(source, {day}, lists) for item in some]
		self.assertEqual([item.name for item in found if item.unit == self.city.lead], [self.first.name])

	def test_one_gap_is_counted_for_both(self):
		for task in (self.first, self.second):
			frappe.db.set_value(TASK, task.name, "started_at", f"{factories.month(2)}-01 09:00:00")
		rows = execute({"period": factories.month(1)})[1]
		gaps = [row["task"] for row in rows if row["unit"] == self.city.lead]
		self.assertEqual(gaps, [self.first.name])

	def test_nobody_sends_where_a_unit_is_asked(self):
		task = frappe.get_doc(TASK, self.second.name)
		task.units[0].asked_at = None
		task.save()
		self.assertEqual(self.city.row(self.second, self.city.lead).asked_at, self.first.name)

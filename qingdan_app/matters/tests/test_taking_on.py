"""A single matter: written down or pasted, approved where its kind asks for that, and an ordinary task from then on."""

import frappe
from frappe.utils import getdate

from qingdan_app.matters import creating, taking_on
from qingdan_app.matters.exceptions import (
	ApprovalNeeded,
	MatterIncomplete,
	MatterIsTaken,
	TooManyLevels,
)
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.workflows.exceptions import ActNotPossible, StateChangeRefused
from qingdan_app.workflows.moves import performing
from qingdan_app.working_time import site_calendar

MATTER, TASK = "Qingdan Matter", "Qingdan Task"


class MatterTestCase(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()
		self.kind = factories.matter_kind()

	def matter(self, who: str | None = None, **fields):
		words = {
			"doctype": MATTER,
			"kind": self.kind,
			"content": f"整治 {factories.unique('背街小巷')}",
			"lead_unit": self.city.lead,
			"cooperating": [{"unit": self.city.cooperating}],
			"leader": self.city.leader,
			"deadline_raw": "9月底前",
			**fields,
		}
		with self.as_user(who or self.city.supervisor):
			return frappe.get_doc(words).insert()

	def act(self, matter, act: str, who: str, opinion: str = ""):
		with self.as_user(who):
			return performing.perform(MATTER, matter.name, act, opinion)

	def task_of(self, matter):
		return frappe.get_doc(TASK, frappe.db.get_value(MATTER, matter.name, "task"))


class TestTakingOn(MatterTestCase):
	def test_what_is_taken_on_is_an_ordinary_task_of_the_years_list(self):
		matter = self.matter()
		self.act(matter, "take_on", self.city.supervisor)
		task, year = self.task_of(matter), getdate().year

		self.assertEqual((task.list, task.state, task.text), (f"{year}-J", "待启动", matter.content))
		self.assertRegex(task.name, rf"^{year}-J-\d+-01$")
		self.assertEqual((task.lead_unit, task.leader), (self.city.lead, self.city.leader))
		self.assertEqual([row.duty for row in task.units], ["Lead", "Cooperating"])
		self.assertEqual((task.deadline_raw, task.due_date), ("9月底前", getdate(f"{year}-09-30")))
		self.assertEqual(task.matter, matter.name)
		started = factories.acted(task, ("start", self.city.liaison))
		self.assertEqual(started.state, "推进中")

	def test_numbers_follow_each_other_and_are_never_given_twice(self):
		names = []
		for _number in range(3):
			matter = self.matter()
			self.act(matter, "take_on", self.city.administrator)
			names.append(int(self.task_of(matter).name.split("-")[2]))

		self.assertEqual(names, [names[0], names[0] + 1, names[0] + 2])

	def test_a_kind_says_within_how_many_working_days_where_nobody_names_a_day(self):
		self.kind = factories.matter_kind(days=3)
		matter = self.matter(deadline_raw="")
		self.act(matter, "take_on", self.city.supervisor)

		self.assertEqual(self.task_of(matter).due_date, site_calendar.day_after(getdate(), 3))

	def test_recurring_and_ongoing_work_is_never_late(self):
		matter = self.matter(deadline_raw="每月底")
		self.act(matter, "take_on", self.city.supervisor)

		self.assertEqual(
			(self.task_of(matter).deadline_kind, self.task_of(matter).due_date), ("Recurring", None)
		)

	def test_what_is_missing_is_named(self):
		matter = self.matter(lead_unit=None, deadline_raw="尽快")
		said = str(self.assertRefused(MatterIncomplete, self.act, matter, "take_on", self.city.supervisor))

		self.assertIn("lead unit", said)
		self.assertIn("deadline", said)
		self.assertFalse(frappe.db.get_value(MATTER, matter.name, "task"))

	def test_a_unit_that_is_no_longer_in_use_gets_nothing(self):
		matter = self.matter()
		frappe.db.set_value("Qingdan Unit", self.city.cooperating, "disabled", 1)

		self.assertRefused(MatterIncomplete, self.act, matter, "take_on", self.city.supervisor)

	def test_it_is_taken_on_once(self):
		matter = self.matter()
		self.act(matter, "take_on", self.city.supervisor)

		self.assertRefused(ActNotPossible, self.act, matter, "take_on", self.city.supervisor)
		self.assertEqual(frappe.db.count(TASK, {"matter": matter.name}), 1)

	def test_what_was_taken_on_keeps_its_words_and_is_kept(self):
		matter = self.matter()
		self.act(matter, "take_on", self.city.supervisor)
		taken = frappe.get_doc(MATTER, matter.name)

		with self.as_user(self.city.supervisor):
			self.assertRefused(MatterIsTaken, taken.update({"content": "另一件事"}).save)
			self.assertRefused(MatterIsTaken, frappe.delete_doc, MATTER, matter.name)

	def test_nobody_writes_the_state_or_the_task_past_the_flow(self):
		matter = self.matter()
		with self.as_user(self.city.supervisor):
			for field, value in (("state", "已立项"), ("task", self.city.task.name)):
				doc = frappe.get_doc(MATTER, matter.name)
				self.assertRefused(StateChangeRefused, doc.update({field: value}).save)


class TestApprovalOfMatters(MatterTestCase):
	def test_a_kind_that_is_approved_first_is_not_taken_on_directly(self):
		self.kind = factories.matter_kind(needs_approval=1)
		matter = self.matter()
		offered = self.choices(matter, self.city.supervisor)

		self.assertEqual(offered, ["propose"])
		self.assertRefused(ApprovalNeeded, self.act, matter, "take_on", self.city.supervisor)

	def test_a_leaders_office_proposes_and_supervision_agrees(self):
		matter = self.matter(self.city.office)
		self.assertEqual(self.choices(matter, self.city.office), ["propose"])
		self.act(matter, "propose", self.city.office)
		self.assertEqual(frappe.db.get_value(MATTER, matter.name, "state"), "立项审批中")

		self.act(matter, "agree_to_take_on", self.city.supervisor)
		self.assertEqual(frappe.db.get_value(MATTER, matter.name, "state"), "已立项")
		self.assertEqual(self.task_of(matter).text, matter.content)

	def test_what_is_declined_becomes_no_task_and_says_why(self):
		matter = self.matter(self.city.office)
		self.act(matter, "propose", self.city.office)
		self.act(matter, "decline", self.city.supervisor, "已在年度清单中")

		self.assertEqual(frappe.db.get_value(MATTER, matter.name, ["state", "task"]), ("不予立项", None))

	def test_what_is_sent_back_is_mended_and_sent_again(self):
		matter = self.matter(self.city.office)
		self.act(matter, "propose", self.city.office)
		self.act(matter, "return", self.city.supervisor, "请写明时限")
		with self.as_user(self.city.office):
			frappe.get_doc(MATTER, matter.name).update({"deadline_raw": "10个工作日内"}).save()
		self.act(matter, "propose", self.city.office)
		self.act(matter, "agree_to_take_on", self.city.supervisor)

		self.assertEqual(self.task_of(matter).due_date, site_calendar.day_after(getdate(), 10))

	def test_what_somebody_who_left_proposed_is_corrected_by_their_office(self):
		factories.user("System Manager")  # core lets the last of them not be disabled
		colleague = factories.office_user()
		leader = frappe.get_doc("Qingdan Leader", self.city.leader)
		leader.append("office", {"user": colleague})
		leader.save()
		matter = self.matter(self.city.office)
		self.act(matter, "propose", self.city.office)
		frappe.get_doc("User", self.city.office).update({"enabled": 0}).save()
		self.act(matter, "return", self.city.supervisor, "请写明时限")

		self.assertIn("propose", self.choices(matter, colleague))

	def test_whoever_proposes_does_not_agree(self):
		self.kind = factories.matter_kind(needs_approval=1)
		matter = self.matter()
		self.act(matter, "propose", self.city.supervisor)

		with self.assertRaises(frappe.ValidationError):
			self.act(matter, "agree_to_take_on", self.city.supervisor)

	def choices(self, matter, who: str) -> list[str]:
		with self.as_user(who):
			return [choice["act"] for choice in performing.choices(frappe.get_doc(MATTER, matter.name))]


class TestSightOfMatters(MatterTestCase):
	def test_a_matter_is_seen_by_whom_it_concerns(self):
		matter = self.matter(leader=self.city.leader)
		before = {who for who in self.everybody() if self.sees(matter, who)}
		self.assertEqual(before, {self.city.supervisor, self.city.administrator, self.city.office})

		self.act(matter, "take_on", self.city.supervisor)
		after = {who for who in self.everybody() if self.sees(matter, who)}
		self.assertEqual(after, set(self.city.insiders))

	def everybody(self) -> tuple[str, ...]:
		return (*self.city.insiders, *self.city.outsiders)

	def sees(self, matter, who: str) -> bool:
		"""Whether somebody reads a matter, and finds it in the list: both say the same."""
		with self.as_user(who):
			reads = bool(frappe.has_permission(MATTER, "read", matter.name))
			listed = bool(frappe.get_list(MATTER, {"name": matter.name}))
		self.assertEqual(reads, listed, who)
		return reads


class TestPasting(MatterTestCase):
	source: dict

	def test_pasted_minutes_are_taken_on_after_a_look(self):
		text = f"由{self.city.lead}牵头，{self.city.cooperating}配合，于9月底前完成公园整治。"
		found = self.call("qingdan_app.api.matters.cut", self.city.supervisor, text=text)["matters"]
		self.assertEqual(
			(found[0]["lead_unit"], found[0]["cooperating"]), (self.city.lead, [self.city.cooperating])
		)

		taken = self.take_on(self.city.supervisor, found)
		task = frappe.get_doc(TASK, taken[0]["task"])
		self.assertEqual((task.text, task.lead_unit), (text, self.city.lead))

	def test_a_day_that_has_passed_is_asked_about(self):
		text = f"由{self.city.lead}牵头，2021年3月5日前完成。"
		(found,) = self.call("qingdan_app.api.matters.cut", self.city.supervisor, text=text)["matters"]

		self.assertIn("passed already", " ".join(found["doubts"]))

	def test_all_of_them_or_none(self):
		rows = [self.row(), self.row(lead_unit=None)]
		before = frappe.db.count(MATTER)

		self.assertRefused(MatterIncomplete, self.take_on, self.city.supervisor, rows)
		frappe.db.rollback(save_point="pasted")
		self.assertEqual(frappe.db.count(MATTER), before)

	def test_an_office_proposes_several_at_once(self):
		taken = self.take_on(self.city.office, [self.row(leader=self.city.leader), self.row()])

		self.assertEqual({each["state"] for each in taken}, {"立项审批中"})

	def test_a_unit_by_another_name_is_the_unit(self):
		alias = factories.unique("又名局")
		unit = frappe.get_doc("Qingdan Unit", self.city.lead)
		unit.append("aliases", {"alias": alias})
		unit.save()

		self.assertEqual(taking_on.cut_text(f"请{alias}牵头办理").proposed[0].lead, self.city.lead)

	def test_who_has_no_part_in_it_pastes_nothing(self):
		for who in (self.city.liaison, self.city.head, factories.user()):
			self.assertRefused(frappe.PermissionError, self.take_on, who, [self.row()])
			self.assertRefused(
				frappe.PermissionError, self.call, "qingdan_app.api.matters.cut", who, text="x"
			)

	def row(self, **fields) -> dict:
		words = {"content": factories.unique("整治"), "lead_unit": self.city.lead, "deadline_raw": "9月底前"}
		return {**words, **fields}

	def take_on(self, who: str, rows: list[dict]) -> list[dict]:
		frappe.db.savepoint("pasted")
		source = {"kind": self.kind, "document_number": "杭政办〔2026〕1号", "urgency": "Urgent"}
		return self.call(
			"qingdan_app.api.matters.take_on",
			who,
			source=frappe.as_json(source),
			rows=frappe.as_json(rows),
		)


class TestSubjectAreas(MatterTestCase):
	def area(self, within: str | None = None):
		words = {"doctype": "Qingdan Subject Area", "title": factories.unique("领域"), "parent_area": within}
		return frappe.get_doc(words).insert()

	def test_there_are_three_levels_and_no_circle(self):
		first = self.area()
		third = self.area(self.area(first.name).name)

		self.assertRefused(TooManyLevels, self.area, third.name)
		self.assertRefused(TooManyLevels, first.update({"parent_area": third.name}).save)

	def test_a_branch_is_not_moved_below_the_third_level(self):
		second = self.area(self.area().name)
		branch = self.area()
		self.area(branch.name)

		self.assertRefused(TooManyLevels, branch.update({"parent_area": second.name}).save)


class TestTheYearsList(MatterTestCase):
	def test_the_list_of_a_year_is_made_with_its_first_matter(self):
		code = creating.list_of(2031)

		self.assertEqual(creating.list_of(2031), code)
		self.assertEqual(
			frappe.db.get_value("Qingdan List", code, ["year", "title"]), (2031, "2031年交办事项")
		)

"""What runs on goes into a later list: linked both ways, once, under today's units, and its earlier history is read there."""

import frappe
from frappe.utils import add_days, getdate

from qingdan_app.archiving import carrying_over, closing_lists
from qingdan_app.archiving.exceptions import CannotBeCarriedOver
from qingdan_app.changes import asking
from qingdan_app.changes.exceptions import ChangeNotPossible
from qingdan_app.handing_out import handing
from qingdan_app.patches import fill_matters_of_carried
from qingdan_app.qingdan_app.report.qingdan_across_years import qingdan_across_years
from qingdan_app.tasks import pacing, years
from qingdan_app.tasks.exceptions import ListArchived
from qingdan_app.tasks.overview import overview_of
from qingdan_app.tests import factories
from qingdan_app.tests.archives import Archives

TASK, LIST, KEY_WORK = "Qingdan Task", "Qingdan List", "Qingdan Key Work"
DOOR = "qingdan_app.api.archiving"


class CarriesOver(Archives):
	def setUp(self):
		super().setUp()
		self.ahead = add_days(getdate(), 200)
		frappe.db.set_value(TASK, self.city.task.name, "due_date", self.ahead)
		self.later = factories.list_(year=2022)

	def carry(self, *names: str, target: str | None = None, due=None):
		with self.as_user(self.city.supervisor):
			return carrying_over.carry_over(
				self.list, target or self.later, names or [self.city.task.name], due
			)


class TestCarryingOver(CarriesOver):
	def test_it_is_linked_both_ways_and_the_earlier_one_rests(self):
		(found,) = self.carry()
		old, new = frappe.get_doc(TASK, found.task), frappe.get_doc(TASK, found.into)
		self.assertEqual((old.carried_into, new.carried_from), (new.name, old.name))
		self.assertEqual((old.course, old.state), ("Carried Over", "待启动"))
		self.assertEqual((new.list, new.text, str(new.due_date)), (self.later, old.text, str(self.ahead)))
		item = frappe.get_doc(KEY_WORK, new.key_work)
		self.assertEqual((item.carried_from, item.serial), (old.key_work, 1))
		self.assertEqual(new.name, f"{self.later}-1-01")

	def test_many_are_written_as_a_save_of_each_would_write_it(self):
		steps = [{"date": "2021-03-31", "label": "开工"}, {"date": self.ahead, "label": "竣工"}]
		stepped = self.second(deadline_kind="Milestones", due_date=self.ahead, milestones=steps)
		ongoing = self.second(deadline_kind="Ongoing", deadline_raw="长效管理", due_date=None)
		for found in self.carry(self.city.task.name, stepped.name, ongoing.name):
			for name in found:
				with self.subTest(name):
					self.assertAsSaved(name)
		(new,) = frappe.get_all(TASK, {"carried_from": stepped.name}, pluck="name")
		self.assertEqual(frappe.db.count("Qingdan Task Milestone", {"parent": new}), 2)

	def test_before_it_is_handed_out_it_is_behind_no_schedule(self):
		(found,) = self.carry()
		new = frappe.get_doc(TASK, found.into)
		self.assertIsNone(pacing.schedule_of(new, add_days(self.ahead, -1)))
		new.drafted = 0
		self.assertTrue(pacing.schedule_of(new, add_days(self.ahead, -1))["behind"])

	def test_what_was_carried_before_it_kept_its_matter_gets_it_however_often_it_was(self):
		(found,) = self.carry()
		again = factories.task()
		frappe.db.set_value(TASK, found.task, "matter", "SX-1")
		frappe.db.set_value(TASK, again.name, "carried_from", found.into)
		for _again in range(2):
			fill_matters_of_carried.execute()
		self.assertEqual(
			[self.stored(TASK, name, "matter") for name in (found.into, again.name)], ["SX-1"] * 2
		)

	def test_running_twice_makes_nothing_twice(self):
		self.carry()
		self.assertEqual(self.carry(), [])
		self.assertEqual(frappe.db.count(TASK, {"carried_from": self.city.task.name}), 1)

	def test_another_of_the_same_item_comes_later_into_the_item_that_is_there(self):
		self.carry()
		second = self.second(due_date=self.ahead)
		(found,) = self.carry(second.name)
		self.assertEqual(found.into, f"{self.later}-1-02")

	def test_it_is_handed_out_in_the_new_year_and_goes_its_way(self):
		self.city.started()
		frappe.db.set_value(TASK, self.city.task.name, {"percent": 60, "weight": 3})
		frappe.db.set_value("Qingdan Key Work", self.city.task.key_work, "weight", 4)
		(found,) = self.carry()
		new = frappe.get_doc(TASK, found.into)
		self.assertEqual((new.state, new.drafted, new.percent, new.weight), ("待启动", 1, 60, 3))
		self.assertEqual(self.stored("Qingdan Key Work", new.key_work, "weight"), 4)
		handing.hand_out([new.name])
		self.assertEqual(factories.acted(new, ("start", self.city.liaison)).state, "推进中")

	def test_out_of_an_archived_list_too_and_what_was_suspended_still_is(self):
		suspended = self.suspended()
		frappe.db.set_value(TASK, suspended.name, "due_date", self.ahead)
		self.archive()
		found = self.carry(self.city.task.name, suspended.name)
		courses = {each.task: self.course(each.into) for each in found}
		self.assertEqual(courses, {self.city.task.name: "", suspended.name: "Suspended"})
		self.assertEqual(self.course(suspended.name), "Carried Over")
		with self.as_user(self.city.supervisor):
			closing_lists.open_again(self.list, "补报")
		self.assertEqual(self.course(), "Carried Over")

	def test_without_a_list_it_is_the_years_own_list_of_what_runs_on(self):
		year = frappe.utils.cint(self.stored(LIST, self.list, "year"))
		with self.as_user(self.city.supervisor):
			(found,) = carrying_over.carry_over(self.list, None, [self.city.task.name])
		self.assertEqual(frappe.db.get_value(TASK, found.into, "list"), f"{year + 1}-Z")

	def test_that_list_goes_on_with_what_the_earlier_one_was_told(self):
		told = {"superiors_see": 1, "weighted": 1, "cooperating_sign": 1, "acknowledge_hours": 12}
		frappe.db.set_value("Qingdan List", self.list, {**told})
		with self.as_user(self.city.administrator):
			carrying_over.carry_over(self.list, None, [self.city.task.name], self.ahead)
		later = frappe.db.get_value("Qingdan List", "2022-Z", list(told), as_dict=True)
		self.assertEqual(later, told)

	def test_it_is_reported_by_the_rules_of_before_its_own_and_its_lists(self):
		rule = frappe.get_doc(
			{"doctype": "Qingdan Reporting Rule", "title": factories.unique("规则"), "cycle": "Quarter"}
		)
		since = {"since": "2021-01-01", "rule": rule.insert().name}
		frappe.get_doc("Qingdan List", self.list).update({"reporting_rules": [since]}).save()
		self.city.task = frappe.get_doc(TASK, self.city.task.name)
		self.city.task.update({"reporting_rules": [since], "correction_reason": "按季填报"}).save()
		with self.as_user(self.city.supervisor):
			(found,) = carrying_over.carry_over(self.list, None, [self.city.task.name], None)
		new = frappe.get_doc(TASK, found.into)
		for doc in (new, frappe.get_doc("Qingdan List", new.list)):
			self.assertEqual([row.rule for row in doc.reporting_rules], [rule.name])

	def test_the_goal_that_supervision_has_set_for_this_year_goes_along(self):
		year = getdate().year
		goal = {
			"stage_year": year,
			"stage_goal": "年内过半",
			"stage_percent": 50,
			"stage_due": f"{year}-12-31",
		}
		frappe.db.set_value(TASK, self.city.task.name, {"due_date": f"{year + 2}-12-31", **goal})
		(found,) = self.carry()
		self.assertEqual(self.stored(TASK, found.into, "stage_goal"), "年内过半")

	def test_what_it_was_taken_on_from_goes_along_and_is_read_by_whoever_has_it_now(self):
		heir, kind = factories.unit(), factories.matter_kind()
		liaison = factories.contact(heir)
		words = {"doctype": "Qingdan Matter", "kind": kind, "content": "整治", "lead_unit": self.city.lead}
		matter = frappe.get_doc({**words, "deadline_raw": "9月底前"}).insert()
		frappe.db.set_value(TASK, self.city.task.name, "matter", matter.name)
		(found,) = self.carry()
		new = frappe.get_doc(TASK, found.into)
		new.append("units", {"unit": heir, "duty": "Cooperating"})
		new.save()
		self.assertEqual(new.matter, matter.name)
		with self.as_user(liaison):
			self.assertFalse(frappe.has_permission(TASK, "read", found.task))
			self.assertEqual(
				frappe.get_list("Qingdan Matter", {"name": matter.name}, pluck="name"), [matter.name]
			)
			self.assertTrue(frappe.has_permission("Qingdan Matter", "read", matter.name))

	def test_an_empty_choice_carries_nothing_over(self):
		for nothing in ([], "", "[]"):
			self.assertRefused(
				CannotBeCarriedOver,
				self.call,
				"qingdan_app.api.archiving.carry_over",
				self.city.administrator,
				name=self.list,
				tasks=nothing,
			)

	def test_a_leader_for_whom_nobody_acts_is_named_beforehand(self):
		gone = factories.leader()
		frappe.db.set_value(TASK, self.city.task.name, "leader", gone)
		with self.as_user(self.city.administrator):
			(row,) = carrying_over.foresee(self.list, None, [self.city.task.name], None)["rows"]
		self.assertNotEqual(row["leader"], gone)
		self.assertIn(gone, row["leader"])

	def test_units_are_those_of_today(self):
		heir = factories.unit()
		frappe.db.set_value("Qingdan Unit", self.city.lead, "merged_into", heir)
		frappe.clear_document_cache("Qingdan Unit", self.city.lead)
		(found,) = self.carry()
		new = frappe.get_doc(TASK, found.into)
		self.assertEqual(new.lead_unit, heir)
		self.assertEqual(frappe.get_doc(TASK, found.task).lead_unit, self.city.lead)

	def test_a_deadline_that_has_passed_needs_a_new_one_and_all_or_none_go(self):
		late = self.second(due_date="2021-06-30")
		refusal = self.assertRefused(CannotBeCarriedOver, self.carry, self.city.task.name, late.name)
		self.assertIn(late.name, str(refusal))
		self.assertFalse(self.course())
		found = self.carry(self.city.task.name, late.name, due=self.ahead)
		new = frappe.get_doc(TASK, found[1].into)
		self.assertEqual((str(new.due_date), str(new.first_due_date)), (str(self.ahead), "2021-06-30"))
		self.assertFalse(new.late_since)

	def test_what_is_completed_ended_or_asked_about_stays(self):
		done, ended, asked = self.second(), self.second(), self.second(due_date=self.ahead)
		frappe.db.set_value(TASK, done.name, "state", "已完成")
		frappe.db.set_value(TASK, ended.name, "course", "Terminated")
		with self.as_user(self.city.administrator):
			asking.ask({"kind": "Suspension", "reason": "等批复"}, [asked.name])
		for task in (done, ended, asked):
			with self.subTest(task.name):
				self.assertRefused(CannotBeCarriedOver, self.carry, task.name, due=self.ahead)

	def test_no_list_that_is_not_later_and_none_that_has_ended(self):
		earlier = factories.list_(year=2020)
		for target in (earlier, self.list, "none"):
			with self.subTest(target):
				self.assertRefused(CannotBeCarriedOver, self.carry, target=target)
		with self.as_user(self.city.administrator):
			closing_lists.archive(self.later)
		self.assertRefused(ListArchived, self.carry)

	def test_the_preview_says_under_which_number_and_writes_nothing(self):
		late = self.second(due_date="2021-06-30")
		found = self.call(
			f"{DOOR}.get_carried_over", self.city.administrator, name=self.list, target=self.later
		)
		rows = {row["name"]: row for row in found["rows"]}
		self.assertEqual(rows[self.city.task.name]["number"], f"{self.later}-1-01")
		self.assertTrue(rows[late.name]["why"])
		self.assertTrue(rows[late.name]["needs_date"])
		self.assertFalse(frappe.db.exists(KEY_WORK, {"list": self.later}))
		words = {"name": self.list, "tasks": frappe.as_json([self.city.task.name]), "target": self.later}
		(written,) = self.call(f"{DOOR}.carry_over", self.city.administrator, **words)["tasks"]
		self.assertEqual(written["into"], rows[self.city.task.name]["number"])

	def test_units_and_offices_carry_nothing_over(self):
		for who in (self.city.liaison, self.city.office):
			for door in ("get_carried_over", "carry_over"):
				with self.subTest(who, door=door), self.assertRaises(frappe.PermissionError):
					self.call(f"{DOOR}.{door}", who, name=self.list, tasks="[]")

	def test_the_earlier_one_is_not_resumed_beside_the_new_one(self):
		self.carry()
		with self.as_user(self.city.supervisor):
			self.assertRefused(
				ChangeNotPossible, asking.ask, {"kind": "Resumption", "reason": "续"}, [self.city.task.name]
			)


class TestYears(CarriesOver):
	def test_the_form_of_the_new_one_shows_its_years_and_the_earlier_history(self):
		self.city.started()
		(found,) = self.carry()
		new = frappe.get_doc(TASK, found.into)
		with self.as_user(self.city.liaison):
			shown = overview_of(new)["years"]
		self.assertEqual(
			[(row["name"], row["year"], row["own"]) for row in shown],
			[(found.task, 2021, False), (found.into, 2022, True)],
		)
		self.assertIn("start", [entry["act"] for entry in shown[0]["timeline"]])
		self.assertEqual(overview_of(frappe.get_doc(TASK, found.task))["years"][1]["name"], found.into)

	def test_a_unit_that_has_no_part_in_the_earlier_one_reads_no_history_of_it(self):
		(found,) = self.carry()
		new = frappe.get_doc(TASK, found.into)
		new.append("units", {"unit": self.city.foreign, "duty": "Cooperating"})
		new.save()
		with self.as_user(self.city.outsider):
			(earlier, _now) = overview_of(frappe.get_doc(TASK, found.into))["years"]
			(row,) = qingdan_across_years.execute({"list": self.later})[1]
		self.assertEqual(earlier, {"name": found.task, "year": 2021, "own": False, "may_read": False})
		self.assertEqual((row["first_task"], row["lists"], row["late_years"]), (found.into, 2, 0))

	def test_a_task_of_one_year_has_no_roll(self):
		self.assertEqual(years.shown_on(self.city.task), [])

	def test_the_report_counts_a_matter_once_and_follows_its_links(self):
		(found,) = self.carry()
		with self.as_user(self.city.supervisor):
			rows = qingdan_across_years.execute({"list": self.later})[1]
		(row,) = rows
		self.assertEqual((row["task"], row["first_task"]), (found.into, found.task))
		self.assertEqual((row["years"], row["lists"]), ("2021—2022", 2))
		with self.as_user(self.city.outsider):
			self.assertEqual(qingdan_across_years.execute({"list": self.later})[1], [])

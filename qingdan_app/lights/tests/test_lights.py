"""Lights of stored tasks: in the act that changes them, every night, after a rule has changed; their history, and what would change."""

from datetime import date

import frappe
from frappe.utils import add_days, getdate

from qingdan_app.api.lights import get_preview
from qingdan_app.api.tasks import get_overview
from qingdan_app.handing_out import handing
from qingdan_app.lights import all_tasks, rule_sets
from qingdan_app.lights.exceptions import LightRuleWrong, WrittenByLights
from qingdan_app.setup import light_rules
from qingdan_app.supervision import stamping
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.tests.site import one_transaction

RULE_SET, CHANGE, LIST, TASK = (
	"Qingdan Light Rule Set",
	"Qingdan Light Change",
	"Qingdan List",
	"Qingdan Task",
)
TODAY = getdate()
LATE = {"title": "逾期", "colour": "Red", "fact": "Days Late"}
NEAR = {"title": "将到期", "colour": "Yellow", "fact": "Days Left", "comparison": "At Most", "number": 3}
RETURNED = {
	"title": "被退回",
	"colour": "Red",
	"fact": "Reports Returned",
	"made_good": "Yellow",
	"made_good_days": 30,
}
PROBLEM = {"title": "反映问题", "colour": "Blue", "fact": "Problem Reported"}
BEHIND = {"title": "落后", "colour": "Yellow", "fact": "Points Behind Schedule", "number": 10}


class TestLights(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.choose_nothing()
		self.city = City()
		self.name, self.list = self.city.task.name, self.city.task.list

	def by_rules(self, *rules: dict) -> str:
		values = {
			"doctype": RULE_SET,
			"title": factories.unique("灯"),
			"rules": [dict(each) for each in rules],
		}
		with self.as_user(self.city.administrator):
			made = frappe.get_doc(values).insert()
			frappe.get_doc(LIST, self.list).update({"light_rules": made.name}).save()
		self.worker()
		return made.name

	def worker(self) -> int:
		"""What is started once a change of rules is committed."""
		with one_transaction():
			return all_tasks.light_all(TODAY, [self.list])

	def night(self, today: date = TODAY) -> int:
		with one_transaction():
			stamping.stamp_late(today)
			return all_tasks.light_due(today)

	def choose_nothing(self) -> None:
		frappe.get_single("Qingdan Settings").update({"light_rules": None}).save()

	def light(self) -> str:
		return self.stored(TASK, self.name, "light")

	def history(self) -> list[tuple]:
		rows = frappe.get_all(
			CHANGE, {"task": self.name}, ["was", "light", "rule"], order_by="creation, name"
		)
		return [(row.was, row.light, row.rule) for row in rows]

	def due(self, day: date | None) -> None:
		task = frappe.get_doc(TASK, self.name)
		task.update({"due_date": day, "deadline_kind": "Date", "correction_reason": "改期"})
		with self.as_user(self.city.administrator):
			task.save()

	def shown(self, who: str | None = None) -> dict:
		with self.as_user(who or self.city.liaison):
			return get_overview(self.name)["light"]

	def test_without_rules_a_task_shows_no_light(self):
		self.night()
		self.assertFalse(self.light())
		self.assertIsNone(self.shown())

	def test_every_night_it_shows_what_the_day_has_changed(self):
		self.city.started()
		self.due(add_days(TODAY, 10))
		self.by_rules(LATE, NEAR)
		self.night()
		self.assertEqual(self.light(), "Green")
		self.night(add_days(TODAY, 6))
		self.assertEqual(self.light(), "Green")
		self.night(add_days(TODAY, 7))
		self.assertEqual(
			(self.light(), self.stored(TASK, self.name, "light_since")), ("Yellow", add_days(TODAY, 7))
		)
		self.night(add_days(TODAY, 11))
		self.assertEqual(self.light(), "Red")
		self.assertEqual(
			self.history(), [("", "Green", ""), ("Green", "Yellow", "将到期"), ("Yellow", "Red", "逾期")]
		)

	def test_a_second_run_of_a_night_changes_nothing(self):
		self.city.started()
		self.by_rules(LATE, NEAR)
		self.due(add_days(TODAY, 10))
		later = add_days(TODAY, 7)
		self.assertGreater(self.night(later), 0)
		before = self.history()
		self.assertEqual(self.night(later), 0)
		self.assertEqual(self.history(), before)

	def test_after_days_of_outage_it_shows_what_is_so_today(self):
		self.city.started()
		self.due(add_days(TODAY, 10))
		self.by_rules(LATE, NEAR)
		self.night()
		self.night(add_days(TODAY, 40))
		self.assertEqual(self.history()[-1], ("Green", "Red", "逾期"))

	def test_it_changes_in_the_act_that_changes_it(self):
		self.city.started()
		self.by_rules(NEAR)
		self.night()
		self.due(add_days(TODAY, 2))
		self.assertEqual(self.light(), "Yellow")
		self.due(add_days(TODAY, 20))
		self.assertEqual(self.light(), "Green")

	def test_a_report_that_is_sent_back_is_red_and_turns_yellow_once_it_is_filed_again(self):
		self.city.started()
		self.by_rules(RETURNED)
		self.night()
		report = factories.acted(self.city.draft(), ("file", self.city.liaison))
		self.assertEqual(self.light(), "Green")
		factories.acted(report, ("return", self.city.supervisor))
		self.assertEqual((self.light(), self.stored(TASK, self.name, "returned_reports")), ("Red", 1))
		factories.acted(report, ("file", self.city.liaison))
		self.assertEqual((self.light(), self.stored(TASK, self.name, "returned_reports")), ("Yellow", 0))
		self.night(add_days(TODAY, 29))
		self.assertEqual(self.light(), "Yellow")
		self.night(add_days(TODAY, 30))
		self.assertEqual(self.light(), "Green")

	def test_a_completion_that_is_sent_back_counts_and_one_that_is_completed_shows_no_light(self):
		self.by_rules(RETURNED)
		self.city.in_review()
		factories.acted(frappe.get_doc(TASK, self.name), ("return", self.city.office))
		self.assertEqual((self.light(), self.stored(TASK, self.name, "returned_reports")), ("Red", 1))
		factories.acted(self.city.completion, ("file", self.city.liaison))
		self.assertEqual((self.light(), self.stored(TASK, self.name, "returned_reports")), ("Yellow", 0))
		task = factories.acted(
			frappe.get_doc(TASK, self.name), ("complete", self.city.head), ("complete", self.city.office)
		)
		self.assertEqual((task.light or "", task.light_basis), ("", None))
		self.assertEqual(self.history()[-1][:2], ("Yellow", ""))

	def test_a_problem_that_was_reported_is_shown_until_a_report_names_none(self):
		self.city.started()
		self.by_rules(PROBLEM)
		report = factories.acted(self.city.draft(problems="缺用地指标"), ("file", self.city.liaison))
		self.assertEqual(self.light(), "Blue")
		factories.acted(report, ("withdraw", self.city.liaison))
		self.assertEqual(self.light(), "Green")

	def test_a_task_is_lit_when_it_is_handed_out(self):
		self.due(add_days(TODAY, 90))
		frappe.db.set_value(TASK, self.name, "drafted", 1)
		self.by_rules(NEAR)
		self.assertFalse(self.light())
		with self.as_user(self.city.supervisor):
			handing.hand_out([self.name])
		self.assertEqual(self.light(), "Green")

	def test_other_rules_light_the_tasks_of_their_lists_alone(self):
		self.city.started()
		other = City()
		other.started()
		self.by_rules({**NEAR, "number": 100_000})
		with one_transaction():
			all_tasks.light_all(TODAY)
		self.assertEqual(self.light(), "Yellow")
		self.assertFalse(self.stored(TASK, other.task.name, "light"))

	def test_the_office_sets_rules_for_lists_that_name_none(self):
		self.city.started()
		name = self.by_rules({**NEAR, "number": 100_000})
		with self.as_user(self.city.administrator):
			frappe.get_doc(LIST, self.list).update({"light_rules": None}).save()
		self.worker()
		self.assertFalse(self.light())
		frappe.get_single("Qingdan Settings").update({"light_rules": name}).save()
		self.worker()
		self.assertEqual(self.light(), "Yellow")

	def test_rules_that_are_taken_away_take_the_light_along(self):
		self.city.started()
		self.by_rules(PROBLEM)
		self.night()
		with self.as_user(self.city.administrator):
			frappe.get_doc(LIST, self.list).update({"light_rules": None}).save()
		self.worker()
		self.assertEqual((self.light() or "", self.history()[-1][:2]), ("", ("Green", "")))

	def test_what_was_sent_for_a_light_is_passed_over(self):
		self.city.started()
		self.by_rules(PROBLEM)
		self.night()
		task = frappe.get_doc(TASK, self.name)
		task.update({"light": "Red", "light_basis": "{}", "weight": 2, "correction_reason": "权重"})
		with self.as_user(self.city.administrator):
			task.save()
		self.assertEqual((task.light, task.light_basis), ("Green", None))

	def test_behind_its_schedule(self):
		self.city.started()
		days = {"starts_on": TODAY, "due_date": add_days(TODAY, 300), "deadline_kind": "Date"}
		frappe.db.set_value(TASK, self.name, days)
		self.by_rules(BEHIND)
		self.night(add_days(TODAY, 29))
		self.assertEqual(self.light(), "Green")
		self.night(add_days(TODAY, 30))
		self.assertEqual(self.light(), "Yellow")

	def test_its_reason_is_said_in_words_with_todays_numbers(self):
		self.city.started()
		self.by_rules(NEAR)
		self.due(add_days(TODAY, 2))
		shown = self.shown()
		self.assertEqual((shown["light"], shown["reason"]), ("Yellow", "将到期: 2 days left"))
		(change,) = shown["history"]
		self.assertEqual(
			(change["was"]["light"], change["now"]["light"], change["rule"]), ("", "Yellow", "将到期")
		)

	def test_what_would_change_is_shown_before_it_is_saved(self):
		self.city.started()
		self.due(add_days(TODAY, 10))
		name = self.by_rules(NEAR)
		self.night()
		with self.as_user(self.city.administrator):
			same = get_preview([NEAR], name)
			other = get_preview([{**NEAR, "number": 10}], name)
		self.assertEqual((same["changed"], same["lists"]), (0, [self.list]))
		found = next(each for each in other["tasks"] if each["name"] == self.name)
		self.assertEqual((found["before"]["light"], found["after"]["light"]), ("Green", "Yellow"))
		self.assertEqual(self.light(), "Green")

	def test_only_who_may_change_rules_sees_what_would_change(self):
		name = self.by_rules(NEAR)
		for who in (self.city.liaison, self.city.office, self.city.supervisor):
			with self.as_user(who):
				self.assertRaises(frappe.PermissionError, get_preview, [NEAR], name)

	def test_rules_that_say_nothing_are_refused_by_name(self):
		with self.as_user(self.city.administrator):
			for rows in ([{}], [{"colour": "Mauve"}], [{"colour": "Red", "fact": "Weather"}]):
				self.assertRefused(LightRuleWrong, get_preview, rows)

	def test_once_made_good_a_task_shows_something_better(self):
		self.assertRefused(LightRuleWrong, self.by_rules, {**NEAR, "made_good": "Yellow"})
		self.assertRefused(LightRuleWrong, self.by_rules, {**RETURNED, "made_good_days": 2**31 - 1})
		without_days = self.by_rules({**RETURNED, "made_good_days": None})
		self.assertEqual(frappe.get_doc(RULE_SET, without_days).rules[0].made_good_days, 0)

	def test_nobody_writes_the_history(self):
		self.city.started()
		self.by_rules(LATE)
		self.night()
		row = frappe.get_last_doc(CHANGE, {"task": self.name})
		self.assertRaises(WrittenByLights, row.save)
		self.assertRaises(WrittenByLights, row.delete)
		self.assertRaises(WrittenByLights, frappe.get_doc({"doctype": CHANGE, "task": self.name}).insert)

	def test_the_history_is_seen_with_the_task(self):
		self.city.started()
		self.by_rules(LATE)
		self.night()
		for who, sees in (
			(self.city.liaison, True),
			(self.city.supervisor, True),
			(self.city.outsider, False),
		):
			with self.as_user(who):
				self.assertEqual(bool(frappe.get_list(CHANGE, {"task": self.name})), sees, who)

	def test_a_task_that_is_deleted_takes_its_history_along(self):
		task = factories.task(self.city.lead, (), self.city.leader)
		frappe.get_doc(LIST, task.list).update({"light_rules": self.by_rules(LATE)}).save()
		all_tasks.light_some([task.name], TODAY)
		self.assertTrue(frappe.db.exists(CHANGE, {"task": task.name}))
		frappe.delete_doc(TASK, task.name)
		self.assertFalse(frappe.db.exists(CHANGE, {"task": task.name}))

	def test_the_rules_that_are_shipped_can_be_read_and_say_what_their_cities_say(self):
		made = {}
		for values in light_rules.RULE_SETS:
			doc = frappe.get_doc({"doctype": RULE_SET, **values, "title": factories.unique("例")}).insert()
			made[values["title"]] = [rule.colour.value for rule in rule_sets.rules_in(doc)]
		self.assertEqual(made["西安"], ["Red", "Yellow", "Yellow"])
		self.assertEqual(made["宿迁"], ["Red", "Yellow", "Yellow", "Yellow", "Blue"])
		missing = next(row for row in light_rules.RULE_SETS[2]["rules"] if row["fact"] == "Reports Missing")
		self.assertEqual((missing["colour"], missing["made_good"]), ("Red", "Yellow"))

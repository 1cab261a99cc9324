"""Tasks without a due date are looked at again: by when, by whom, what may be said, and what stays in the history."""

import json

import frappe
from frappe.utils import add_days, get_last_day, getdate, nowdate

from qingdan_app.api import reviews as api
from qingdan_app.changes import asking
from qingdan_app.handing_out import handing
from qingdan_app.papers import task_card
from qingdan_app.qingdan_app.report.qingdan_reviews_due.qingdan_reviews_due import (
	execute as reviews_due_report,
)
from qingdan_app.supervision import opening_periods, reviews_due
from qingdan_app.tasks import marks, reviewing
from qingdan_app.tasks.exceptions import (
	NothingToReview,
	NotYoursToReview,
	ReviewIncomplete,
	WatcherCannotSee,
)
from qingdan_app.tasks.overview import overview_of
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.tests.site import one_transaction
from qingdan_app.workflows.moves import guard
from qingdan_app.workflows.moves.subjects import subject_of

TASK, MESSAGE = "Qingdan Task", "Qingdan Message"
AHEAD = 200


class ReviewTestCase(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()

	def task(self, kind: str, raw: str = "长效管理", **fields):
		city = self.city
		values = {"deadline_raw": raw, "deadline_kind": kind, "due_date": None, **fields}
		return factories.task(city.lead, (city.cooperating,), city.leader, **values)

	def tentative(self):
		planned = [{"date": add_days(nowdate(), AHEAD), "precision": "Month"}]
		return self.task("Tentative", "时间待定，计划9月", milestones=planned)

	def review(self, task, who: str, verdict: str, words: str = "", day: str | None = None) -> dict:
		with self.as_user(who):
			return api.review(task.name, verdict, words, day)

	def of(self, task, *fields: str):
		return frappe.db.get_value(TASK, task.name, list(fields))

	def last_entry(self, task):
		return self.log_of(task)[-1]


class TestDays(ReviewTestCase):
	def test_a_tentative_date_is_to_be_fixed_so_many_days_before_it_as_its_list_says(self):
		task = self.tentative()
		self.assertEqual(task.review_on, getdate(add_days(nowdate(), AHEAD - 30)))
		frappe.db.set_value("Qingdan List", task.list, "fix_days", 60)
		frappe.clear_document_cache("Qingdan List", task.list)
		other = self.task("Tentative", milestones=task.milestones, key_work=task.key_work)
		self.assertEqual(getdate(other.review_on), getdate(add_days(nowdate(), AHEAD - 60)))

	def test_reviews_that_are_ahead_follow_their_list_and_days_that_were_set_stay(self):
		list_ = factories.list_(review_cycle="Quarter", fix_days=30)
		item = factories.key_work(list=list_)
		planned = [{"date": add_days(nowdate(), AHEAD), "precision": "Month"}]
		tentative = self.task("Tentative", "计划9月", milestones=planned, key_work=item)
		ongoing, overdue, by_hand = (self.task("Ongoing", key_work=item) for _each in range(3))
		yesterday = getdate(add_days(nowdate(), -1))
		frappe.db.set_value(TASK, overdue.name, "review_on", yesterday)
		with self.as_user(self.city.supervisor):
			day = add_days(nowdate(), AHEAD)
			reviewing.set_up(by_hand.name, {"review_on": day}, "改到年底")
		doc = frappe.get_doc("Qingdan List", list_)
		doc.update({"review_cycle": "Year", "fix_days": 60}).save()
		moved, ring = self.of(tentative, "review_on", "review_ring")
		self.assertEqual(str(moved), add_days(nowdate(), AHEAD - 60))
		self.assertEqual(str(ring), add_days(nowdate(), AHEAD - 67))
		self.assertEqual(self.of(ongoing, "review_on").month, 12)
		self.assertEqual(self.of(overdue, "review_on"), yesterday)
		self.assertEqual(self.of(by_hand, "review_on"), getdate(day))

	def test_a_condition_is_kept_in_the_words_of_the_document_and_ongoing_work_follows_the_cycle_of_its_list(
		self,
	):
		task = self.task("Contingent", "根据省统一部署")
		self.assertEqual((task.condition, task.due_date), ("根据省统一部署", None))
		self.assertGreater(getdate(task.review_on), getdate(add_days(nowdate(), 29)))
		item = factories.key_work(list=factories.list_(review_cycle="Month"))
		monthly = self.task("Ongoing", key_work=item)
		self.assertEqual(getdate(monthly.review_on), get_last_day(add_days(nowdate(), 10)))

	def test_nothing_is_reviewed_before_it_is_handed_out_and_the_sweep_sets_the_day_once(self):
		task = self.task("Ongoing")
		frappe.db.set_value(TASK, task.name, {"review_on": None, "drafted": 1})
		self.sweep()
		self.assertIsNone(self.of(task, "review_on"))
		frappe.db.set_value(TASK, task.name, "drafted", 0)
		for _again in range(2):
			self.sweep()
			self.assertEqual(self.of(task, "review_on"), task.review_on)

	def test_handing_out_many_sets_their_days_at_once(self):
		tasks = [
			self.task("Contingent", "根据省统一部署"),
			self.tentative(),
			self.task("Ongoing"),
			self.city.task,
		]
		names = [task.name for task in tasks]
		drafted = {"drafted": 1, "review_on": None, "review_ring": None, "condition": ""}
		frappe.db.set_value(TASK, {"name": ("in", names)}, drafted)
		with self.as_user(self.city.supervisor):
			handing.hand_out(names)
		self.assertEqual(
			[self.of(task, "review_on") for task in tasks],
			[getdate(task.review_on) if task.review_on else None for task in tasks],
		)
		self.assertEqual(
			self.of(tasks[0], "condition", "review_ring"), ("根据省统一部署", getdate(tasks[0].review_ring))
		)

	def test_a_rest_that_is_over_begins_it_anew_and_a_due_date_ends_it(self):
		task = self.task("Ongoing")
		frappe.db.set_value(TASK, task.name, {"review_on": "2021-03-31", "course": "Suspended"})
		resumed = frappe.get_doc(TASK, task.name)
		resumed.update({"course": ""})
		resumed.flags.revised = True
		with guard.permit(resumed):
			resumed.save()
		self.assertEqual(self.of(task, "review_on"), task.review_on)
		resumed.reload()
		resumed.update(
			{"deadline_kind": "Date", "due_date": add_days(nowdate(), 9), "correction_reason": "笔误"}
		)
		resumed.save()
		self.assertEqual(self.of(task, "review_on", "review_ring"), (None, None))

	def test_nobody_writes_the_day_of_a_review_or_its_result_by_hand(self):
		task = self.task("Contingent", "根据省统一部署")
		known = self.of(task, "review_on", "condition", "watcher", "review_result")
		again = frappe.get_doc(TASK, task.name)
		again.update(
			{"review_on": add_days(nowdate(), 900), "condition": "x", "review_result": "As It Should Be"}
		)
		with self.as_user(self.city.administrator):
			again.save()
		self.assertEqual(self.of(task, "review_on", "condition", "watcher", "review_result"), known)

	def sweep(self) -> None:
		with one_transaction():
			opening_periods.open_periods(getdate())


class TestReviewing(ReviewTestCase):
	def test_supervision_fixes_a_date_with_a_reason_that_stays_in_the_history(self):
		task, day = self.tentative(), add_days(nowdate(), 120)
		done = self.review(task, self.city.supervisor, "fix_date", "方案已批", day)
		self.assertEqual(
			(done["deadline_kind"], str(done["due_date"]), done["review_on"]), ("Date", day, None)
		)
		entry = self.last_entry(task)
		self.assertEqual((entry.act, entry.opinion), ("fix_date", "方案已批"))
		self.assertIn(day, entry.snapshot)
		with self.as_user(self.city.supervisor):
			history = overview_of(frappe.get_doc(TASK, task.name))["history"]
		self.assertIn(day, [row["now"] for row in history[-1]["revised"]])

	def test_a_unit_does_not_fix_the_date_of_its_own_task_and_asks_for_it_instead(self):
		task, day = self.tentative(), add_days(nowdate(), 120)
		self.assertRefused(
			NotYoursToReview, self.review, task, self.city.liaison, "fix_date", "方案已批", day
		)
		asked = {"kind": "Adjustment", "reason": "方案已批", "new_due_date": day}
		with self.as_user(self.city.liaison):
			request = asking.ask(asked, [task.name])
		factories.acted(request, *(("grant_change", who) for who in (self.city.head, self.city.supervisor)))
		request.reload()
		if request.state != "同意变更":
			factories.acted(request, ("grant_change", self.city.office))
		self.assertEqual(
			self.of(task, "deadline_kind", "due_date", "review_on"), ("Date", getdate(day), None)
		)

	def test_whoever_watches_a_condition_says_that_it_has_not_come_and_supervision_that_it_has(self):
		task, later = self.task("Contingent", "根据省统一部署"), add_days(nowdate(), 50)
		self.review(task, self.city.liaison, "look_again", "省里尚未部署", later)
		self.assertEqual(self.of(task, "review_on", "review_result"), (getdate(later), "Asked Again Later"))
		self.assertIn(later, self.last_entry(task).snapshot)
		self.assertRefused(
			NotYoursToReview, self.review, task, self.city.liaison, "has_happened", "已部署", later
		)
		self.review(task, self.city.supervisor, "has_happened", "省里已部署", later)
		self.assertEqual(self.of(task, "deadline_kind", "due_date"), ("Date", getdate(later)))

	def test_another_watcher_takes_the_place_of_the_lead_unit_and_has_to_see_the_task(self):
		task, city, day = self.task("Contingent", "根据省统一部署"), self.city, add_days(nowdate(), 50)
		self.assertRefused(WatcherCannotSee, self.set_up, task, {"watcher": city.outsider})
		self.assertRefused(WatcherCannotSee, self.set_up, task, {"watch_unit": city.foreign})
		self.set_up(task, {"watch_unit": city.cooperating, "condition": "省方案印发"})
		self.assertEqual(self.of(task, "watch_unit", "condition"), (city.cooperating, "省方案印发"))
		said = json.loads(self.last_entry(task).snapshot)["revised"]["condition"]
		self.assertEqual(said, {"was": "根据省统一部署", "now": "省方案印发"})
		self.assertRefused(NotYoursToReview, self.review, task, city.liaison, "look_again", "未", day)
		self.review(task, city.helper, "look_again", "未印发", day)
		self.set_up(task, {"watch_unit": "", "watcher": city.office})
		self.review(task, city.office, "look_again", "未印发", add_days(day, 1))

	def test_ongoing_work_is_reported_by_its_unit_judged_by_supervision_and_never_late(self):
		task = self.task("Ongoing")
		frappe.db.set_value(TASK, task.name, "review_on", add_days(nowdate(), -3))
		self.assertIn("3", self.mark(task)["text"])
		self.assertEqual((self.mark(task)["colour"], self.of(task, "late_since")), ("orange", None))
		self.review(task, self.city.liaison, "report_review", "每周巡查，无积存")
		first = self.of(task, "review_on")
		self.assertGreater(first, getdate())
		self.review(task, self.city.supervisor, "find_badly", "现场仍有积存")
		self.assertEqual(self.of(task, "review_on", "review_result"), (first, "Not As It Should Be"))
		self.assertRefused(NotYoursToReview, self.review, task, self.city.liaison, "find_well")
		self.assertRefused(NotYoursToReview, self.review, task, self.city.helper, "report_review", "x")
		self.assertRefused(frappe.PermissionError, self.review, task, self.city.outsider, "find_well")

	def test_who_holds_an_overdue_review_is_urged_to_it(self):
		task = factories.acted(self.task("Contingent", "根据省统一部署"), ("start", self.city.liaison))
		self.assertNotEqual(subject_of(task).waits_for().act, "Report the Review")
		frappe.db.set_value(
			TASK, task.name, {"review_on": add_days(nowdate(), -1), "watcher": self.city.office}
		)
		waits = subject_of(frappe.get_doc(TASK, task.name)).waits_for()
		self.assertEqual(waits.act, "Report the Review")
		self.assertEqual(set(waits.users), {self.city.liaison, self.city.head, self.city.office})

	def test_words_and_a_day_ahead_are_asked_for_and_what_has_a_due_date_is_not_reviewed(self):
		task, who = self.tentative(), self.city.supervisor
		self.assertRefused(ReviewIncomplete, self.review, task, who, "fix_date", "", add_days(nowdate(), 9))
		self.assertRefused(ReviewIncomplete, self.review, task, who, "fix_date", "批复")
		self.assertRefused(ReviewIncomplete, self.review, task, who, "look_again", "未批", nowdate())
		self.assertRefused(ReviewIncomplete, self.set_up, task, {"review_on": "2021-01-01"})
		self.assertRefused(NotYoursToReview, self.set_up, task, {"condition": "x"}, self.city.liaison)
		self.assertRefused(NothingToReview, self.review, self.city.task, who, "fix_date", "x", nowdate())
		frappe.db.set_value(TASK, task.name, "course", "Suspended")
		self.assertRefused(
			NothingToReview, self.review, task, who, "fix_date", "批复", add_days(nowdate(), 9)
		)

	def test_it_stands_on_the_card_and_among_the_reviews_due_of_whoever_sees_it(self):
		task, city = self.task("Contingent", "根据省统一部署"), self.city
		frappe.db.set_value(TASK, task.name, "review_on", add_days(nowdate(), -3))
		self.assertIn("根据省统一部署", str(task_card.of_task(frappe.get_doc(TASK, task.name))["fields"]))
		filters = {"lead_unit": city.lead, "overdue": 1}
		for who in (city.supervisor, city.liaison, city.office):
			with self.as_user(who):
				self.assertEqual([row["task"] for row in reviews_due_report(filters)[1]], [task.name])
		with self.as_user(city.outsider):
			self.assertEqual(reviews_due_report(filters)[1], [])
		self.assertEqual(
			reviews_due_report({"lead_unit": city.lead, "until": add_days(nowdate(), -4)})[1], []
		)

	def test_the_form_offers_what_one_may_say(self):
		task, city = self.task("Contingent", "根据省统一部署"), self.city
		offers = {who: self.offers(task, who) for who in (city.liaison, city.supervisor, city.helper)}
		self.assertEqual(
			offers,
			{
				city.liaison: ["look_again"],
				city.supervisor: ["has_happened", "look_again"],
				city.helper: [],
			},
		)

	def test_whoever_sets_it_up_chooses_among_those_who_see_it_and_whoever_may_asks_for_a_date(self):
		task, city = self.task("Contingent", "根据省统一部署"), self.city
		shown = {
			who: self.shown(task, who) for who in (city.supervisor, city.liaison, city.helper, city.office)
		}
		chosen = {each["value"] for each in shown[city.supervisor]["people"]}
		self.assertEqual(chosen, {city.liaison, city.head, city.helper, city.office})
		self.assertEqual(shown[city.liaison]["people"], [])
		asking = [who for who, each in shown.items() if each["may_ask"]]
		self.assertEqual(asking, [city.liaison, city.office])
		self.assertFalse(self.shown(self.task("Ongoing"), city.liaison)["may_ask"])

	def shown(self, task, who: str) -> dict:
		with self.as_user(who):
			return overview_of(frappe.get_doc(TASK, task.name))["review"]

	def set_up(self, task, values: dict, who: str | None = None) -> None:
		with self.as_user(who or self.city.supervisor):
			api.set_up(task.name, values, "分工明确")

	def offers(self, task, who: str) -> list[str]:
		return [each["verdict"] for each in self.shown(task, who)["offers"]]

	def mark(self, task) -> dict:
		return marks.mark_of(frappe.get_doc(TASK, task.name).as_dict(), getdate())


class TestReminders(ReviewTestCase):
	def test_the_unit_the_watcher_and_supervision_are_reminded_before_and_after_once_each_time(self):
		city, task = self.city, self.task("Contingent", "根据省统一部署")
		with self.as_user(city.supervisor):
			reviewing.set_up(task.name, {"watcher": city.office}, "分工明确")
		day = getdate(self.of(task, "review_on"))
		concerned = {city.liaison, city.head, city.office, city.supervisor}
		for today, told in ((add_days(day, -8), 0), (add_days(day, -7), 1), (add_days(day, -6), 1), (day, 1)):
			self.remind(today)
			with self.subTest(str(today)):
				self.assertEqual(self.told(task), dict.fromkeys(concerned, told) if told else {})
		for _again in range(2):
			self.remind(add_days(day, 1))
		self.assertEqual(self.told(task), dict.fromkeys(concerned, 2))
		self.remind(add_days(day, 8))
		self.assertEqual(self.told(task), dict.fromkeys(concerned, 3))

	def test_one_message_for_all_of_ones_tasks_and_none_of_what_rests(self):
		tasks = [self.task("Ongoing") for _each in range(3)]
		frappe.db.set_value(TASK, tasks[2].name, "course", "Suspended")
		day = getdate(self.of(tasks[0], "review_on"))
		self.remind(add_days(day, -7))
		rows = frappe.get_all(
			MESSAGE, {"receiver": self.city.liaison, "channel": "Desk Notification"}, "subject"
		)
		self.assertEqual(len([row for row in rows if "2" in row.subject]), 1)
		self.assertEqual(self.told(tasks[2]), {})

	def remind(self, today) -> None:
		with one_transaction():
			reviews_due.remind(getdate(today))

	def told(self, task) -> dict[str, int]:
		found: dict[str, int] = {}
		about = {"reference_name": task.name, "channel": "Desk Notification"}
		for receiver in frappe.get_all(MESSAGE, about, pluck="receiver"):
			if receiver in {self.city.liaison, self.city.head, self.city.office, self.city.supervisor}:
				found[receiver] = found.get(receiver, 0) + 1
		return found

"""A unit's part is cut into sub-items: each with its person, day, weight and percentage, and the unit is as far as they are together."""

import frappe
from frappe.utils import add_days, getdate

from qingdan_app.handlers.exceptions import (
	DeadlineTooLate,
	HandedAlready,
	NothingHanded,
	NotOfTheUnit,
	NotYoursToHand,
	SeveralInHand,
	SubItemsUnclear,
	TaskIsOver,
	WrongPercent,
)
from qingdan_app.handlers.tests.test_handing_on import DOOR, PART, TASK, HandingTestCase
from qingdan_app.tests import factories


class SubItemsTestCase(HandingTestCase):
	def item(self, words: str, person: str | None = None, **more) -> dict:
		return {"words": words, "person": person or self.handler, **more}

	def cut(self, *items: dict, who: str | None = None) -> list[str]:
		return self.call(f"{DOOR}.cut", who or self.city.liaison, task=self.task, sub_items=list(items))

	def advance(self, name: str, percent: float, who: str | None = None, note: str = "") -> dict:
		return self.call(f"{DOOR}.advance", who or self.handler, handed=name, percent=percent, note=note)

	def far(self, who: str | None = None) -> dict:
		(found,) = self.overview_for(who or self.city.liaison)["parts_by_unit"]
		return found


class TestCutting(SubItemsTestCase):
	def test_each_has_its_person_and_day_and_everybody_is_told_once(self):
		day = add_days(self.due, -3)
		names = self.cut(
			self.item("征地", deadline=str(day), weight=3), self.item("招标"), self.item("进场", self.other)
		)
		rows = [frappe.get_doc(PART, name) for name in names]
		self.assertEqual(
			[(row.words, row.handler) for row in rows],
			[("征地", self.handler), ("招标", self.handler), ("进场", self.other)],
		)
		self.assertEqual([(row.deadline, row.weight) for row in rows], [(day, 3), (None, 1), (None, 1)])
		self.assertEqual([len(self.told(person)) for person in (self.handler, self.other)], [1, 1])
		self.assertEqual(sorted(self.todos()), sorted([self.handler, self.other]))
		self.assertEqual(
			len([row for row in self.log_of(frappe.get_doc(TASK, self.task)) if row.act == "hand_on"]), 1
		)

	def test_all_or_none_are_cut_and_what_is_unclear_is_refused(self):
		good, stranger = self.item("征地"), self.item("招标", self.city.outsider)
		late = self.item("进场", deadline=str(add_days(self.due, 1)))
		for refusal, items in (
			(NotOfTheUnit, [good, stranger]),
			(DeadlineTooLate, [good, late]),
			(HandedAlready, [good, good]),
			(SubItemsUnclear, [good, {"words": "", "person": self.handler}]),
			(SubItemsUnclear, [good, {"words": "x"}]),
			(SubItemsUnclear, []),
			(SubItemsUnclear, [self.item(str(each)) for each in range(51)]),
			(WrongPercent, [self.item("征地", weight=-1)]),
			(WrongPercent, [self.item("征地", weight="many")]),
		):
			with self.subTest(refusal=refusal.__name__):
				frappe.db.savepoint("cut")
				self.assertRefused(refusal, self.cut, *items)
				frappe.db.rollback(save_point="cut")
				self.assertEqual(frappe.db.count(PART, {"task": self.task}), 0)

	def test_only_liaison_and_head_of_the_unit_cut_its_part(self):
		for who in (self.city.supervisor, self.city.office, self.city.administrator, self.handler):
			with self.subTest(who=who), self.assertRaises((NotYoursToHand, frappe.PermissionError)):
				self.cut(self.item("征地"), who=who)
		self.assertEqual(len(self.cut(self.item("征地"), who=self.city.head)), 1)


class TestHowFar(SubItemsTestCase):
	def test_the_unit_is_as_far_as_its_sub_items_by_their_weight(self):
		first, second = self.cut(self.item("征地", weight=3), self.item("招标", self.other))
		self.advance(first, 60)
		self.assertEqual(self.far(), {"unit": self.city.lead, "percent": 45, "items": 2, "done": 0})
		self.call(f"{DOOR}.finish", self.other, handed=second)
		self.assertEqual(self.far(), {"unit": self.city.lead, "percent": 70, "items": 2, "done": 1})
		self.call(f"{DOOR}.take_back", self.city.liaison, handed=first)
		self.assertEqual(self.far()["percent"], 100)

	def test_its_person_and_the_unit_say_it_and_nobody_else(self):
		(name,) = self.cut(self.item("征地"))
		for who in (self.handler, self.city.liaison, self.city.head):
			self.advance(name, 30, who, "已签约")
		self.assertEqual(frappe.db.get_value(PART, name, ["percent", "note"]), (30, "已签约"))
		for who in (self.other, self.city.helper, self.city.office, self.city.supervisor, self.city.outsider):
			with self.subTest(who=who), self.assertRaises((NotYoursToHand, frappe.PermissionError)):
				self.advance(name, 90, who)
		for percent in (-1, 101):
			self.assertRefused(WrongPercent, self.advance, name, percent)

	def test_at_a_hundred_it_is_done_and_less_opens_it_again(self):
		(name,) = self.cut(self.item("征地"))
		self.assertEqual(self.advance(name, 100)["state"], "Done")
		self.assertEqual((self.todos(), len(self.told(self.city.liaison))), ([], 1))
		self.assertEqual(self.advance(name, 80)["state"], "Open")
		self.assertEqual((self.todos(), self.far()["percent"]), ([self.handler], 80))
		self.assertIsNone(frappe.db.get_value(PART, name, "ended_at"))

	def test_what_was_taken_back_or_is_over_goes_no_further(self):
		first, second = self.cut(self.item("征地"), self.item("招标"))
		self.call(f"{DOOR}.take_back", self.city.liaison, handed=first)
		self.assertRefused(NothingHanded, self.advance, first, 10, self.city.liaison)
		self.advance(second, 100)
		frappe.db.set_value(TASK, self.task, "state", "已完成")
		self.assertRefused(TaskIsOver, self.advance, second, 10)

	def test_whoever_has_left_has_nothing_opened_again(self):
		(name,) = self.cut(self.item("征地"))
		self.advance(name, 100)
		contact = frappe.get_doc("Qingdan Contact", {"user": self.handler})
		contact.update({"until_date": add_days(getdate(), -1)}).save()
		self.assertRefused(NotOfTheUnit, self.advance, name, 10, self.city.liaison)

	def test_a_report_begins_with_it_and_says_what_the_unit_says(self):
		(name,) = self.cut(self.item("征地"))
		self.advance(name, 40)
		form = self.overview_for(self.city.liaison)["reports"]["period"]
		self.assertEqual((form["values"]["percent"], form["by_parts"]["percent"]), (40, 40))
		words = {"task": self.task, "period": factories.month(), "percent": 55, "done": "已完成选址"}
		self.call("qingdan_app.api.reports.file_report", self.city.liaison, **words)
		self.advance(name, 20)
		self.assertEqual(frappe.db.get_value(TASK, self.task, "percent"), 55)
		with self.as_user(self.city.liaison):
			form = self.call(
				"qingdan_app.api.reports.get_form",
				self.city.liaison,
				task=self.task,
				period=factories.month(1),
			)
		self.assertEqual(form["by_parts"]["percent"], 20)
		helper = self.overview_for(self.city.helper)["reports"]["period"]
		self.assertIsNone(helper["by_parts"])

	def test_words_day_and_weight_are_changed_by_the_unit(self):
		first, second = self.cut(self.item("征地"), self.item("招标"))
		told = len(self.told(self.handler))
		self.call(f"{DOOR}.change", self.city.liaison, handed=first, words="征地", weight=4)
		self.assertEqual(
			(frappe.db.get_value(PART, first, "weight"), len(self.told(self.handler))), (4, told)
		)
		self.call(f"{DOOR}.change", self.city.liaison, handed=first, words="征地拆迁", deadline=str(self.due))
		self.assertEqual(frappe.db.get_value(PART, first, ["words", "weight"]), ("征地拆迁", 4))
		self.assertRefused(
			HandedAlready, self.call, f"{DOOR}.change", self.city.liaison, handed=second, words="征地拆迁"
		)
		self.assertRefused(
			NotYoursToHand, self.call, f"{DOOR}.change", self.handler, handed=second, words="x"
		)

	def test_another_person_goes_on_where_the_first_one_stopped(self):
		(name,) = self.cut(self.item("征地", weight=3))
		self.advance(name, 60, note="已签约")
		self.call(f"{DOOR}.hand_over", self.city.liaison, handed=name, person=self.other, words="征地")
		part = self.part(state="Open")
		self.assertEqual((part.handler, part.percent, part.weight, part.note), (self.other, 60, 3, "已签约"))


class TestOneToDoForSeveral(SubItemsTestCase):
	def setUp(self):
		super().setUp()
		self.names = self.cut(self.item("征地", deadline=str(self.due)), self.item("招标"))
		self.todo = frappe.get_last_doc("ToDo", {"reference_name": self.task})

	def states(self) -> list[str]:
		return [frappe.db.get_value(PART, name, "state") for name in self.names]

	def test_there_is_one_and_it_says_all_of_it(self):
		self.assertEqual(self.todos(), [self.handler])
		self.assertIn("招标", self.todo.description)
		with self.as_user(self.city.liaison):
			again = {
				"doctype": "ToDo",
				"reference_type": TASK,
				"reference_name": self.task,
				"allocated_to": self.handler,
			}
			self.assertRefused(
				HandedAlready,
				frappe.get_doc({**again, "assigned_by": self.city.liaison, "description": "另一项"}).insert,
			)

	def test_closing_it_finishes_all_and_leaves_no_other(self):
		with self.as_user(self.handler):
			self.todo.update({"status": "Closed"}).save()
		self.assertEqual(
			(self.states(), self.todos(), self.todos("Closed")), (["Done", "Done"], [], [self.handler])
		)
		self.assertEqual(len(self.told(self.city.liaison)), 1)

	def test_cancelling_and_deleting_take_all_back(self):
		with self.as_user(self.city.liaison):
			self.todo.update({"status": "Cancelled"}).save()
		self.assertEqual((self.states(), self.todos()), (["Taken Back", "Taken Back"], []))
		self.names = self.cut(self.item("进场"), self.item("收尾"))
		with self.as_user(self.city.liaison):
			frappe.delete_doc(
				"ToDo",
				frappe.get_last_doc("ToDo", {"reference_name": self.task, "status": "Open"}).name,
				ignore_permissions=True,
			)
		self.assertEqual((self.states(), self.todos()), (["Taken Back", "Taken Back"], []))

	def test_giving_it_to_another_person_gives_all_of_it_as_it_is(self):
		self.advance(self.names[0], 50)
		with self.as_user(self.city.liaison):
			self.todo.reload()
			self.todo.update({"allocated_to": self.other}).save()
		rows = frappe.get_all(
			PART,
			{"task": self.task, "state": "Open"},
			["handler", "words", "percent"],
			order_by="percent desc",
		)
		self.assertEqual(
			[(row.handler, row.words, row.percent) for row in rows],
			[(self.other, "征地", 50), (self.other, "招标", 0)],
		)
		self.assertEqual((self.todos(), self.todos("Cancelled")), ([self.other], []))

	def test_its_words_and_day_are_those_of_several_and_stay(self):
		with self.as_user(self.city.liaison):
			self.todo.date = add_days(self.due, -1)
			self.assertRefused(SeveralInHand, self.todo.save)

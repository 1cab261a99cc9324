"""Core's Assign To on a task is handing it on, by whatever door: asked by the same rule, told once, and told the same everywhere."""

import frappe
from frappe.utils import add_days

from qingdan_app.handlers.exceptions import DeadlineTooLate, HandedByItsUnit, NotOfTheUnit, NotYoursToHand
from qingdan_app.handlers.tests.test_handing_on import DOOR, PART, TASK, HandingTestCase
from qingdan_app.tests import factories
from qingdan_app.tests.site import as_json

ASSIGN = "frappe.desk.form.assign_to"


class TestAssignTo(HandingTestCase):
	def assign(self, who: str | None = None, person: str | None = None, **words):
		words = {"doctype": TASK, "name": self.task, "assign_to": as_json([person or self.handler]), **words}
		return self.call(f"{ASSIGN}.add", who or self.city.liaison, **words)

	def todo(self):
		return frappe.get_last_doc("ToDo", {"reference_name": self.task})

	def test_assigning_is_the_act(self):
		self.assign(description="拟报告", date=str(add_days(self.due, -1)))

		part = self.part()
		self.assertEqual((part.handler, part.words, part.unit), (self.handler, "拟报告", self.city.lead))
		self.assertEqual(part.deadline, add_days(self.due, -1))
		self.assertEqual(self.seen(self.handler), [self.task])
		self.assertEqual(len(self.told(self.handler)), 1)
		self.assertEqual(
			frappe.get_all("Notification Log", {"for_user": self.handler, "type": "Assignment"}), []
		)
		self.assertEqual(self.log_of(frappe.get_doc(TASK, self.task))[-1].act, "hand_on")

	def test_who_may_not_hand_on_may_not_assign(self):
		for who in (self.city.office, self.city.supervisor):
			with self.subTest(who=who):
				self.assertRefused(NotYoursToHand, self.assign, who)
		with self.assertRaises(frappe.PermissionError):
			self.assign(self.handler)
		self.assertRefused(NotOfTheUnit, self.assign, person=self.city.helper)
		self.assertRefused(NotOfTheUnit, self.assign, person=self.city.office)
		self.assertRefused(DeadlineTooLate, self.assign, date=str(add_days(self.due, 1)))
		self.assertEqual(
			(self.todos(), self.assigned(), frappe.db.count(PART, {"task": self.task})), ([], [], 0)
		)

	def test_removing_closing_and_deleting_end_it_for_who_may(self):
		for method in ("remove", "delete"):
			with self.subTest(method=method):
				self.assign()
				with self.assertRaises((frappe.PermissionError, frappe.ValidationError)):
					self._end(method, self.city.helper)
				self._end(method, self.city.liaison)
				self.assertEqual((self.part().state, self.assigned()), ("Taken Back", []))
		self.assign()
		todo = self.todo()
		with self.as_user(self.handler):
			todo.update({"status": "Closed"}).save()
		self.assertEqual(self.part().state, "Done")

	def _end(self, method: str, who: str) -> None:
		if method == "remove":
			self.call(f"{ASSIGN}.remove", who, doctype=TASK, name=self.task, assign_to=self.handler)
			return
		with self.as_user(who):
			frappe.delete_doc("ToDo", self.todo().name, ignore_permissions=True)

	def test_a_todo_made_or_changed_by_hand_is_the_same_act(self):
		with self.as_user(self.city.liaison):
			about = {"reference_type": TASK, "reference_name": self.task, "description": "x"}
			todo = frappe.get_doc(
				{"doctype": "ToDo", **about, "allocated_to": self.handler, "assigned_by": self.city.liaison}
			)
			todo.insert()
			todo.reload()
			todo.update({"date": add_days(self.due, -2)}).save()
			self.assertEqual(self.part().deadline, add_days(self.due, -2))
			todo.reload()
			todo.update({"allocated_to": self.other}).save()
		self.assertEqual((self.seen(self.handler), self.seen(self.other)), ([], [self.task]))
		self.assertEqual((self.todos(), self.assigned()), ([self.other], [self.other]))
		with self.as_user(self.other):
			todo.reload()
			todo.date = add_days(self.due, -1)
			self.assertRefused(NotYoursToHand, todo.save)

	def test_nobody_a_rule_and_another_document_hand_nothing_on(self):
		about = {"doctype": "ToDo", "reference_type": TASK, "reference_name": self.task, "description": "x"}
		about["assigned_by"] = self.city.liaison
		with self.as_user(self.city.liaison):
			self.assertRefused(HandedByItsUnit, frappe.get_doc(about).insert)
			own = frappe.get_doc(
				{"doctype": "ToDo", "description": "x", "allocated_to": self.city.liaison}
			).insert()
			own.update({"reference_type": TASK, "reference_name": self.task})
			self.assertRefused(HandedByItsUnit, own.save)
		rule = {"doctype": "Assignment Rule", "name": factories.unique("rule"), "document_type": TASK}
		rule |= {"assign_condition": "1", "rule": "Round Robin", "description": "x"}
		days = [{"day": day} for day in ("Monday", "Tuesday")]
		rule = frappe.get_doc({**rule, "users": [{"user": self.handler}], "assignment_days": days})
		self.assertRefused(HandedByItsUnit, rule.insert)

	def test_what_our_act_hands_on_stands_in_cores_columns_and_filters(self):
		self.hand_on()
		with self.as_user(self.city.liaison):
			found = frappe.get_list(TASK, {"_assign": ("like", f"%{self.handler}%")}, pluck="name")
		self.assertEqual(found, [self.task])
		self.call(f"{DOOR}.take_back", self.city.liaison, handed=self.part().name)
		self.assertEqual(self.assigned(), [])

	def test_todos_about_other_things_are_cores_own(self):
		todo = {"doctype": "ToDo", "description": "x", "allocated_to": self.city.office}
		with self.as_user(self.city.office):
			frappe.get_doc(todo).insert().update({"status": "Closed"}).save()

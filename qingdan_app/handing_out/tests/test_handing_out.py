"""Handing out: previewed, done once, told once to each person, and on record on each task."""

from unittest.mock import patch

import frappe
from frappe.utils import get_datetime

from qingdan_app.handing_out import handing, telling
from qingdan_app.handing_out.exceptions import PreviewOutdated
from qingdan_app.matters import taking_on
from qingdan_app.tasks import reporting, waiting
from qingdan_app.tasks.exceptions import NotHandedOut
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.workflows.exceptions import ActNotPossible, StateChangeRefused
from qingdan_app.workflows.moves import performing, subjects

TASK, DOOR = "Qingdan Task", "qingdan_app.api.handing_out"


class HandingOutTestCase(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()
		item = factories.key_work()
		self.list = self.stored("Qingdan Key Work", item, "list")
		self.tasks = [self.drafted(key_work=item) for _number in range(3)]

	def drafted(self, **fields) -> str:
		"""A task of the city that is not handed out yet."""
		task = factories.task(self.city.lead, (self.city.cooperating,), self.city.leader, **fields)
		frappe.db.set_value(TASK, task.name, "drafted", 1)
		return task.name

	def hand_out(self, who: str | None = None, **words) -> dict:
		words = words or {"lists": [self.list]}
		return self.call(f"{DOOR}.hand_out", who or self.city.supervisor, **words)

	def told(self, user: str, channel: str = "Desk Notification") -> list[str]:
		"""What somebody was told of these tasks."""
		about = {"receiver": user, "channel": channel, "reference_name": ("in", self.tasks)}
		return frappe.get_all("Qingdan Message", about, pluck="subject")


class TestHandingOut(HandingOutTestCase):
	def test_the_preview_says_who_gets_how_many_and_who_has_nobody(self):
		lonely = factories.unit()
		self.tasks.append(factories.task(lonely, key_work=self.stored(TASK, self.tasks[0], "key_work")).name)
		frappe.db.set_value(TASK, self.tasks[-1], "drafted", 1)
		shown = self.call(f"{DOOR}.get_preview", self.city.administrator, lists=[self.list])

		counts = {row["unit"]: (row["lead"], row["cooperating"]) for row in shown["units"]}
		self.assertEqual(counts, {self.city.lead: (3, 0), self.city.cooperating: (0, 3), lonely: (1, 0)})
		self.assertEqual((shown["tasks"], shown["people"], shown["nobody"]), (4, 4, [lonely]))
		self.assertEqual([row["tasks"] for row in shown["leaders"]], [3])
		self.assertEqual(frappe.db.count(TASK, {"list": self.list, "drafted": 1}), 4)

	def test_each_person_is_told_once_and_each_task_says_who_and_when(self):
		done = self.hand_out()

		self.assertEqual((sorted(done["tasks"]), done["people"]), (sorted(self.tasks), 4))
		for user in (self.city.liaison, self.city.head, self.city.helper, self.city.office):
			(said,) = self.told(user)
			self.assertIn("3", said)
		for name in self.tasks:
			task = frappe.get_doc(TASK, name)
			(entry,) = self.log_of(task)
			self.assertEqual((entry.act, entry.actor), ("hand_out", self.city.supervisor))
			self.assertEqual((task.drafted, task.handed_out_by), (0, self.city.supervisor))
			self.assertEqual(get_datetime(entry.acted_at), task.handed_out_at)

	def test_twice_in_a_row_nobody_is_told_twice(self):
		self.hand_out()
		again = self.hand_out()

		self.assertEqual(again, {"tasks": [], "people": 0})
		self.assertEqual(len(self.told(self.city.liaison)), 1)
		self.assertEqual(len(self.log_of(frappe.get_doc(TASK, self.tasks[0]))), 1)

	def test_a_worker_that_dies_has_handed_out_nothing(self):
		frappe.db.savepoint("handing_out")
		with patch.object(telling.outbox, "send", side_effect=[None, InterruptedError]):
			self.assertRaises(InterruptedError, handing.hand_out, self.tasks)
		frappe.db.rollback(save_point="handing_out")

		self.assertEqual(frappe.db.count(TASK, {"name": ("in", self.tasks), "drafted": 1}), 3)
		self.hand_out()
		self.assertEqual(len(self.told(self.city.liaison)), 1)

	def test_what_changed_since_the_preview_is_shown_again_first(self):
		self.assertRefused(PreviewOutdated, self.hand_out, lists=[self.list], seen=2)
		self.assertEqual(frappe.db.count(TASK, {"name": ("in", self.tasks), "drafted": 1}), 3)
		self.assertEqual(self.hand_out(names=self.tasks, seen=3)["people"], 4)

	def test_one_task_is_named_and_who_stands_for_a_unit_and_an_office_is_asked_to_act(self):
		leader = frappe.get_doc("Qingdan Leader", self.city.leader)
		leader.append("office", {"user": self.city.head})
		leader.save()
		self.hand_out(names=self.tasks[:1])

		(said,) = self.told(self.city.head)
		self.assertIn("请签收", said)
		self.assertIn(self.tasks[0], said)

	def test_the_members_of_a_group_and_a_successor_are_told(self):
		member, successor = factories.unit(), factories.unit()
		merged = factories.unit(merged_into=successor)
		group = factories.group(member)
		people = [factories.contact(unit) for unit in (member, successor)]
		task = factories.task(group, (merged,))
		frappe.db.set_value(TASK, task.name, "drafted", 1)
		self.tasks.append(task.name)
		self.hand_out(names=[task.name])

		self.assertEqual([len(self.told(user)) for user in people], [1, 1])


class TestBeforeHandingOut(HandingOutTestCase):
	def test_its_units_see_it_and_nothing_is_asked_of_them(self):
		task = frappe.get_doc(TASK, self.tasks[0])
		with self.as_user(self.city.liaison):
			self.assertTrue(task.has_permission("read"))
			self.assertEqual(performing.choices(task), [])
			waits = [row["task"] for row in waiting.waiting_for_me(get_datetime().date())]
		self.assertFalse(set(waits) & set(self.tasks))
		self.assertEqual(tuple(subjects.subject_of(task).waits_for().users), ())

	def test_a_unit_neither_acknowledges_nor_starts_it(self):
		with self.as_user(self.city.liaison):
			self.assertRefused(NotHandedOut, reporting.acknowledge, self.tasks[:1])
			self.assertRefused(NotHandedOut, performing.perform, TASK, self.tasks[0], "start")

	def test_once_handed_out_it_is_acknowledged(self):
		self.hand_out()
		with self.as_user(self.city.liaison):
			self.assertEqual(reporting.acknowledge(self.tasks), self.tasks)


class TestWhoHandsOut(HandingOutTestCase):
	def test_units_offices_and_strangers_neither_hand_out_nor_look(self):
		for who in (self.city.liaison, self.city.head, self.city.office, self.city.nobody, factories.user()):
			for door in ("get_preview", "hand_out"):
				with self.subTest(who=who, door=door):
					self.assertRefused(
						frappe.PermissionError, self.call, f"{DOOR}.{door}", who, names=self.tasks
					)
		self.assertEqual(frappe.db.count(TASK, {"name": ("in", self.tasks), "drafted": 1}), 3)

	def test_nobody_writes_the_stamps_through_a_door_of_core(self):
		for field, value in (("drafted", 0), ("handed_out_by", self.city.administrator)):
			words = {"doctype": TASK, "name": self.tasks[0], "fieldname": field, "value": value}
			with self.subTest(field=field):
				self.assertRefused(
					StateChangeRefused, self.call, "frappe.client.set_value", self.city.administrator, **words
				)

	def test_the_verb_is_no_move_of_the_flow(self):
		with self.as_user(self.city.liaison), self.assertRaises((ActNotPossible, NotHandedOut)):
			performing.perform(TASK, self.tasks[0], "hand_out")


class TestEndingInIt(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()
		self.source = {"kind": factories.matter_kind(), "urgency": "Normal"}

	def test_what_is_taken_on_together_is_told_once(self):
		rows = [self.row(), self.row()]
		with self.as_user(self.city.supervisor):
			taken = taking_on.take_on(self.source, rows)
		names = [each.task for each in taken]

		about = {"receiver": self.city.liaison, "channel": "Email", "reference_name": ("in", names)}
		self.assertEqual(frappe.db.count("Qingdan Message", about), 1)
		self.assertEqual({self.stored(TASK, name, "drafted") for name in names}, {0})

	def test_what_is_looked_at_first_waits(self):
		with self.as_user(self.city.supervisor):
			(taken,) = taking_on.take_on(self.source, [self.row()], hand_out=False)

		self.assertEqual(self.stored(TASK, taken.task, "drafted"), 1)
		self.assertEqual(frappe.db.count("Qingdan Message", {"reference_name": taken.task}), 0)

	def row(self) -> dict:
		words = {"content": factories.unique("整治"), "deadline_raw": "每月底", "lead_unit": self.city.lead}
		return {**words, "cooperating": [], "leader": self.city.leader}

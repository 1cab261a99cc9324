"""A portfolio or a unit changes hands: tasks, turns, drafts and people follow, all of it or nothing, and what is closed stays."""

from unittest.mock import patch

import frappe
from frappe.utils import add_days, getdate, now_datetime

from qingdan_app.changes import asking
from qingdan_app.handlers import handing_on
from qingdan_app.organization import people, unit_names
from qingdan_app.reorganizing import foreseeing, jobs, ordering
from qingdan_app.reorganizing.checking import ORDER
from qingdan_app.reorganizing.exceptions import IsOrdered, NotInOrder
from qingdan_app.tasks import reporters, reporting
from qingdan_app.tasks.timeline import timeline_of
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.workflows.exceptions import NameIsFixed, NotYourTurn
from qingdan_app.workflows.moves import performing

TASK, UNIT, CONTACT = "Qingdan Task", "Qingdan Unit", "Qingdan Contact"


class Orders(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()

	def order(self, kind: str, who: str | None = None, **values):
		with self.as_user(who or self.city.supervisor):
			words = {"kind": kind, "effective_date": getdate(), "reason": "常务会议决定", **values}
			return frappe.get_doc({"doctype": ORDER, **words}).insert()

	def give(self, kind: str, who: str | None = None, **values):
		order = self.order(kind, who, **values)
		with self.as_user(who or self.city.supervisor):
			return ordering.give(order.name)

	def portfolio(self, **values):
		return self.give("Portfolio", leader=self.city.leader, new_leader=self.city.other_leader, **values)

	def come_to_midnight(self):
		"""The job of the first minutes of a day, which leaves nothing behind."""
		with patch.object(frappe.db, "commit"):
			jobs.carry_out_due()

	def task(self, name: str | None = None):
		return frappe.get_doc(TASK, name or self.city.task.name)

	def units(self, name: str | None = None):
		return [(row.unit, row.duty) for row in self.task(name).units]

	def second(self, **fields):
		return factories.task(self.city.lead, (self.city.cooperating,), self.city.leader, **fields)


class TestKind(Orders):
	def test_a_kind_that_there_is_not_is_refused_in_cores_words(self):
		self.assertRefused(frappe.ValidationError, self.order, "Nonsense")


class TestPortfolio(Orders):
	def test_open_tasks_go_to_the_new_leader_and_closed_ones_stay(self):
		self.city.completed()
		open_one = self.second()
		order = self.portfolio()
		self.assertEqual((order.state, order.tasks_moved), ("Done", 1))
		self.assertEqual(self.task().leader, self.city.leader)
		self.assertEqual(self.task(open_one.name).leader, self.city.other_leader)

	def test_the_history_of_a_task_says_from_whom_to_whom_and_by_which_order(self):
		self.portfolio()
		entry = timeline_of(self.task())[-1]
		self.assertEqual(entry["act"], "hand_portfolio_over")
		self.assertEqual(entry["opinion"], "常务会议决定")
		said = entry["revised"][0]
		self.assertEqual((said["was"], said["now"]), (self.city.leader, self.city.other_leader))

	def test_the_turn_is_the_new_offices_and_the_old_one_decides_no_more(self):
		self.city.in_review()
		self.portfolio()
		with self.as_user(self.city.office), self.assertRaises((NotYourTurn, frappe.PermissionError)):
			performing.perform(TASK, self.city.task.name, "complete", "同意")
		with self.as_user(self.city.other_office):
			performing.perform(TASK, self.city.task.name, "complete", "同意")
		self.assertEqual(self.task().state, "已完成")

	def test_a_change_under_approval_goes_to_the_new_office_and_is_written(self):
		due, later = add_days(getdate(), 30), add_days(getdate(), 90)
		frappe.db.set_value(TASK, self.city.task.name, {"due_date": due, "due_order": due})
		with self.as_user(self.city.liaison):
			words = {"kind": "Extension", "reason": "征地", "progress": "过半", "new_due_date": str(later)}
			request = asking.ask(words, [self.city.task.name])
		for who in (self.city.head, self.city.supervisor):
			with self.as_user(who):
				performing.perform(request.doctype, request.name, "grant_change", "同意")
		self.portfolio()
		with self.as_user(self.city.other_office):
			performing.perform(request.doctype, request.name, "grant_change", "同意")
		self.assertEqual(getdate(self.task().due_date), later)
		self.assertEqual(self.task().leader, self.city.other_leader)

	def test_chosen_tasks_alone_change_hands(self):
		chosen = self.second()
		self.portfolio(choice="Chosen Tasks", tasks=[{"task": chosen.name}])
		self.assertEqual(self.task().leader, self.city.leader)
		self.assertEqual(self.task(chosen.name).leader, self.city.other_leader)

	def test_tasks_of_chosen_units_alone_change_hands(self):
		other = factories.task(self.city.foreign, (), self.city.leader)
		self.portfolio(choice="Tasks of Chosen Units", units=[{"unit": self.city.foreign}])
		self.assertEqual(self.task().leader, self.city.leader)
		self.assertEqual(self.task(other.name).leader, self.city.other_leader)

	def test_a_matter_that_is_no_task_yet_goes_along(self):
		words = {"content": "推进老旧小区改造", "leader": self.city.leader, "lead_unit": self.city.lead}
		words |= {"kind": factories.matter_kind(), "document_number": "府办〔2021〕1号"}
		with self.as_user(self.city.supervisor):
			matter = frappe.get_doc({"doctype": "Qingdan Matter", **words}).insert()
		self.portfolio()
		self.assertEqual(frappe.db.get_value("Qingdan Matter", matter.name, "leader"), self.city.other_leader)

	def test_nobody_is_left_without_an_office(self):
		alone = factories.leader(())
		with self.assertRaises(NotInOrder):
			self.give("Portfolio", leader=self.city.leader, new_leader=alone)
		self.assertEqual(self.task().leader, self.city.leader)

	def test_each_person_of_both_offices_is_told_once(self):
		self.second()
		order = self.portfolio()
		said = {"cause": ("like", f"{order.name}%"), "channel": "Desk Notification"}
		told = frappe.get_all("Qingdan Message", said, pluck="receiver")
		self.assertEqual(sorted(told), sorted([self.city.office, self.city.other_office]))

	def test_the_preview_counts_and_writes_nothing(self):
		self.city.in_review()
		closed = self.second()
		frappe.db.set_value(TASK, closed.name, "state", "已完成")
		order = self.order("Portfolio", leader=self.city.leader, new_leader=self.city.other_leader)
		seen = foreseeing.foresee(order)
		self.assertEqual((seen["tasks"], seen["closed"], seen["turns"]), (1, 1, 1))
		self.assertEqual([row.name for row in seen["rows"]], [self.city.task.name])
		self.assertEqual(seen["problems"], [])
		self.assertEqual(self.task().leader, self.city.leader)


class TestUnits(Orders):
	def merge(self, kind: str = "Merger of Units", **values):
		return self.give(kind, unit=self.city.lead, new_unit=self.city.foreign, **values)

	def test_a_merged_unit_gives_everything_away_and_its_people_go_along(self):
		self.merge()
		self.assertEqual(self.units(), [(self.city.foreign, "Lead"), (self.city.cooperating, "Cooperating")])
		self.assertEqual(
			frappe.db.get_value(UNIT, self.city.lead, ["merged_into", "disabled"]), (self.city.foreign, 1)
		)
		self.assertIn(self.city.liaison, people.contacts_of([self.city.foreign]))
		with self.as_user(self.city.liaison):
			performing.perform(TASK, self.city.task.name, "start")
		self.assertEqual(self.task().state, "推进中")

	def test_the_new_unit_signs_for_what_another_one_has_signed(self):
		with self.as_user(self.city.liaison):
			reporting.acknowledge([self.city.task.name])
		self.merge()
		self.assertFalse(self.task().acknowledged_by)

	def test_what_a_person_has_in_hands_stays_there_where_people_go_along(self):
		self.city.started()
		handler = factories.contact(self.city.lead, "Handler")
		with self.as_user(self.city.liaison):
			handing_on.hand_on(self.city.task.name, handing_on.Errand(handler, "先拟报告"))
		self.merge()
		part = frappe.get_last_doc("Qingdan Part", {"task": self.city.task.name})
		self.assertEqual((part.unit, part.state, part.handler), (self.city.foreign, "Open", handler))
		with self.as_user(handler):
			self.assertTrue(frappe.has_permission(TASK, "read", self.city.task.name))

	def test_a_draft_goes_on_under_the_new_unit(self):
		self.city.started()
		draft = self.city.draft(period=getdate().strftime("%Y-%m"))
		self.merge()
		self.assertEqual(frappe.db.get_value(draft.doctype, draft.name, "unit"), self.city.foreign)

	def test_what_was_filed_counts_for_the_unit_that_has_taken_over(self):
		self.city.started()
		month = getdate().strftime("%Y-%m")
		report = self.city.draft(period=month)
		with self.as_user(self.city.liaison):
			performing.perform(report.doctype, report.name, "file")
		self.merge()
		self.assertNotIn(self.city.foreign, reporters.missing_for(self.task(), getdate())[1])

	def test_what_was_filed_is_at_no_moment_a_missing_report(self):
		"""Found by the simulated year: a light turned red within the act, and stayed yellow for a month."""
		self.city.started()
		rule = {"title": "当期未报", "colour": "Red", "fact": "Reports Missing"}
		rule |= {"made_good": "Yellow", "made_good_days": 30}
		words = {"doctype": "Qingdan Light Rule Set", "title": factories.unique("灯"), "rules": [rule]}
		rules = frappe.get_doc(words).insert().name
		frappe.get_doc("Qingdan List", self.city.task.list).update({"light_rules": rules}).save()
		frappe.db.set_value(TASK, self.city.task.name, "started_at", f"{factories.month(1)}-01")
		for back in (1, 0):
			report = self.city.draft(period=factories.month(back))
			with self.as_user(self.city.liaison):
				performing.perform(report.doctype, report.name, "file")
		before = self.task().light
		self.merge()
		self.assertEqual((before, self.task().light), ("Green", "Green"))

	def test_the_turn_of_a_head_who_did_not_go_along_is_the_new_heads(self):
		head = factories.contact(self.city.foreign, "Head")
		self.city.filed()
		self.merge("Dissolution")
		with self.as_user(self.city.head), self.assertRaises((NotYourTurn, frappe.PermissionError)):
			performing.perform(TASK, self.city.task.name, "complete", "同意")
		with self.as_user(head):
			performing.perform(TASK, self.city.task.name, "complete", "同意")

	def test_a_new_name_is_a_new_unit_with_the_same_people_and_nothing_to_sign(self):
		with self.as_user(self.city.liaison):
			reporting.acknowledge([self.city.task.name])
		name = f"市数据资源局{frappe.generate_hash(length=4)}"
		self.give("Renaming", unit=self.city.lead, new_name=name)
		self.assertEqual(self.units()[0], (name, "Lead"))
		self.assertEqual(self.task().acknowledged_by, self.city.liaison)
		self.assertEqual(self.task().earlier_units, [])
		self.assertIn(self.city.head, people.contacts_of([name], ["Head"]))

	def test_the_old_name_means_the_new_unit_in_the_next_list(self):
		self.merge()
		self.assertEqual(unit_names.units_by_name()[self.city.lead], self.city.foreign)

	def test_a_unit_further_down_takes_the_place_of_the_one_it_takes_over_from(self):
		top, child = factories.unit(), factories.unit(parent_unit=self.city.lead)
		frappe.get_doc("Qingdan Unit", self.city.lead).update({"parent_unit": top}).save()
		frappe.get_doc("Qingdan Unit", self.city.foreign).update({"parent_unit": child}).save()
		self.merge()
		self.assertEqual(people.units_above(child), [child, self.city.foreign, top])

	def test_closed_tasks_keep_the_name_of_who_answered_for_them(self):
		self.city.completed()
		self.merge()
		self.assertEqual(self.units()[0], (self.city.lead, "Lead"))

	def test_two_units_of_one_task_become_one(self):
		self.give("Merger of Units", unit=self.city.lead, new_unit=self.city.cooperating)
		self.assertEqual(self.units(), [(self.city.cooperating, "Lead")])

	def test_a_transfer_moves_chosen_tasks_and_the_unit_lives_on(self):
		chosen = self.second()
		self.merge("Transfer of Duties", choice="Chosen Tasks", tasks=[{"task": chosen.name}])
		self.assertEqual(self.units()[0], (self.city.lead, "Lead"))
		self.assertEqual(self.units(chosen.name)[0], (self.city.foreign, "Lead"))
		self.assertFalse(frappe.db.get_value(UNIT, self.city.lead, "disabled"))

	def test_a_granted_change_names_the_unit_that_has_taken_over(self):
		with self.as_user(self.city.supervisor):
			words = {"kind": "Adjustment", "reason": "职能划入", "new_lead_unit": self.city.cooperating}
			request = asking.ask(words, [self.city.task.name])
		self.give("Dissolution", unit=self.city.cooperating, new_unit=self.city.foreign)
		with self.as_user(self.city.office):
			performing.perform(request.doctype, request.name, "return", "按机构调整重新提请")
		self.assertEqual(self.units()[1], (self.city.foreign, "Cooperating"))

	def test_a_unit_that_has_refused_a_task_is_answered_first(self):
		frappe.db.set_value(TASK, self.city.task.name, "open_refusal", "x")
		with self.assertRaises(NotInOrder) as refused:
			self.merge()
		self.assertIn(self.city.task.name, str(refused.exception))

	def test_nothing_is_given_to_a_unit_without_people_or_to_itself(self):
		empty = factories.unit()
		for values in ({"new_unit": empty}, {"new_unit": self.city.lead}):
			with self.subTest(**values), self.assertRaises(NotInOrder):
				self.give("Transfer of Duties", unit=self.city.lead, **values)


class TestDays(Orders):
	def scheduled(self):
		order = self.order(
			"Portfolio",
			leader=self.city.leader,
			new_leader=self.city.other_leader,
			effective_date=add_days(getdate(), 3),
		)
		with self.as_user(self.city.supervisor):
			return ordering.give(order.name)

	def come(self, order):
		frappe.db.set_value(ORDER, order.name, "effective_date", getdate())

	def test_an_order_waits_for_its_day_and_is_then_carried_out_once(self):
		order = self.scheduled()
		self.assertEqual((order.state, self.task().leader), ("Scheduled", self.city.leader))
		self.come_to_midnight()
		self.assertEqual(self.task().leader, self.city.leader)
		self.come(order)
		self.come_to_midnight()
		self.come_to_midnight()
		self.assertEqual(self.task().leader, self.city.other_leader)
		order.reload()
		self.assertEqual((order.state, order.carried_out_by), ("Done", self.city.supervisor))

	def test_one_that_cannot_be_carried_out_says_why_and_is_tried_again(self):
		order = self.scheduled()
		self.come(order)
		frappe.db.set_value("User", self.city.other_office, "enabled", 0)
		self.come_to_midnight()
		order.reload()
		self.assertEqual(order.state, "Scheduled")
		self.assertIn(self.city.other_leader, order.trouble)
		self.assertEqual(self.task().leader, self.city.leader)
		frappe.db.set_value("User", self.city.other_office, "enabled", 1)
		self.come_to_midnight()
		self.assertEqual(frappe.db.get_value(ORDER, order.name, ["state", "trouble"]), ("Done", None))

	def test_it_is_taken_back_before_its_day_and_not_after(self):
		order = self.scheduled()
		with self.as_user(self.city.supervisor):
			self.assertEqual(ordering.call_off(order.name).state, "Draft")
			ordering.give(order.name)
		self.come(order)
		self.come_to_midnight()
		with self.as_user(self.city.supervisor), self.assertRaises(IsOrdered):
			ordering.call_off(order.name)


class TestRights(Orders):
	def test_only_supervision_and_administrators_order(self):
		for who in (self.city.liaison, self.city.head, self.city.office):
			with self.subTest(who=who), self.assertRaises(frappe.PermissionError):
				self.order("Portfolio", who, leader=self.city.leader, new_leader=self.city.other_leader)
		order = self.portfolio(who=self.city.administrator)
		self.assertEqual(order.ordered_by, self.city.administrator)

	def test_what_was_ordered_keeps_its_words_and_is_kept(self):
		order = self.portfolio()
		with self.as_user(self.city.supervisor):
			order = frappe.get_doc(ORDER, order.name)
			order.reason = "另议"
			self.assertRaises(IsOrdered, order.save)
			self.assertRaises(IsOrdered, frappe.delete_doc, ORDER, order.name)
			self.assertRaises(NameIsFixed, frappe.rename_doc, ORDER, order.name, "TZ-1")

	def test_nobody_writes_by_hand_that_it_was_done(self):
		with self.as_user(self.city.supervisor):
			words = {"kind": "Portfolio", "leader": self.city.leader, "new_leader": self.city.other_leader}
			made = {"state": "Done", "tasks_moved": 9, "carried_out_at": now_datetime()}
			order = frappe.get_doc(
				{"doctype": ORDER, "effective_date": getdate(), "reason": "x", **words, **made}
			).insert()
			order.state = "Scheduled"
			order.save()
		self.assertEqual((order.state, order.tasks_moved, order.carried_out_at), ("Draft", 0, None))

"""A change, a matter, an answer that was sent in or decided keeps all its words: one that says something else is found."""

from functools import partial

import frappe
from frappe.utils import add_days, getdate

from qingdan_app import plain_rows
from qingdan_app.archiving import closing_lists
from qingdan_app.changes import asking
from qingdan_app.handing_out import disputing
from qingdan_app.handlers import handing_on
from qingdan_app.reorganizing import ordering
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.workflows.moves import performing
from qingdan_app.workflows.seals import histories, sealing

CHANGE, MATTER, REFUSAL = "Qingdan Change Request", "Qingdan Matter", "Qingdan Refusal"
PART, ORDER, REPORT = "Qingdan Part", "Qingdan Reorganization", "Qingdan Closing Report"
LIGHT = "Qingdan Light Change"


class TestKeptWords(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()

	def assertFound(self, doctype: str, name: str, tamper) -> None:
		self.assertIsNone(sealing.verify_one(doctype, name))
		frappe.db.savepoint("tampering")
		tamper()
		found = sealing.verify_one(doctype, name)
		frappe.db.rollback(save_point="tampering")
		self.assertTrue(found, name)
		self.assertEqual((found.chain, found.fault), (f"{doctype}/{name}", "not as the log tells"))

	def assertKept(self, doctype: str, name: str, **values) -> None:
		for field, value in values.items():
			with self.subTest(doctype, field=field):
				self.assertFound(doctype, name, partial(frappe.db.set_value, doctype, name, field, value))

	def change(self, decided: bool) -> str:
		self.asking = city = City()
		with self.as_user(city.liaison):
			words = {
				"kind": "Adjustment",
				"reason": "范围扩大",
				"new_text": "完成两期工程",
				"progress": "六成",
			}
			request = asking.ask(words, [city.task.name])
		for who in (city.head, city.supervisor, city.office) if decided else ():
			with self.as_user(who):
				performing.perform(CHANGE, request.name, "grant_change", "同意")
		return request.name

	def matter(self, act: str) -> str:
		city = self.city
		words = {
			"kind": factories.matter_kind(),
			"content": factories.unique("整治"),
			"deadline_raw": "每月底",
		}
		words |= {"lead_unit": city.lead, "cooperating": [{"unit": city.cooperating}], "leader": city.leader}
		with self.as_user(city.office if act == "propose" else city.supervisor):
			name = frappe.get_doc({"doctype": MATTER, **words}).insert().name
			if act:
				performing.perform(MATTER, name, act)
		return name

	def refusal(self) -> str:
		unit = factories.unit()
		task = factories.task(unit, leader=self.city.leader).name
		with self.as_user(factories.contact(unit)):
			disputing.refuse(task, "不属本单位职责")
		with self.as_user(self.city.supervisor):
			disputing.settle(task, "reassign", unit=self.city.lead)
		return frappe.db.get_value(REFUSAL, {"task": task})

	def test_a_change_that_is_decided_or_waits_for_it(self):
		waiting, granted = self.change(decided=False), self.change(decided=True)

		self.assertKept(CHANGE, waiting, reason="另一个理由", new_text="另一项")
		self.assertKept(
			CHANGE, granted, reason="另一个理由", decided_by=self.city.liaison, asked_as="Supervision"
		)
		row = frappe.db.get_value("Qingdan Change Task", {"parent": granted})
		for change in (
			partial(frappe.db.set_value, "Qingdan Change Task", row, "asked", "完成三期"),
			partial(frappe.db.delete, "Qingdan Change Task", {"name": row}),
		):
			self.assertFound(CHANGE, granted, change)

	def test_a_matter_that_is_taken_on_or_proposed(self):
		taken, proposed = self.matter("take_on"), self.matter("propose")

		self.assertKept(
			MATTER, taken, content="另一件事", taken_on_by=self.city.office, lead_unit=self.city.cooperating
		)
		self.assertKept(MATTER, proposed, content="另一件事", due_date="2021-01-01")

	def test_an_answer_that_a_task_is_not_ones_duty(self):
		refusal = self.refusal()

		self.assertKept(
			REFUSAL, refusal, reason="另一个理由", settled_by=self.city.office, new_unit=self.city.cooperating
		)

	def test_what_a_unit_has_handed_to_a_person(self):
		person, task = factories.contact(self.city.lead, "Handler"), self.city.started().name
		with self.as_user(self.city.liaison):
			part = handing_on.hand_on(task, handing_on.Errand(person, "先拟稿")).name
		with self.as_user(person):
			handing_on.advance(part, 40, "四成")

		self.assertKept(PART, part, handler=self.city.head, words="另一件", percent=90, note="九成")
		with self.as_user(person):
			handing_on.finish(part)
		self.assertKept(PART, part, state="Open", ended_by=self.city.head)

	def test_an_order_that_waits_that_was_called_off_and_that_is_carried_out(self):
		words = {
			"kind": "Renaming",
			"unit": self.city.lead,
			"new_name": factories.unique("新局"),
			"reason": "更名",
		}
		order = frappe.get_doc({"doctype": ORDER, **words, "effective_date": add_days(getdate(), 9)}).insert()
		ordering.give(order.name)
		self.assertKept(ORDER, order.name, effective_date=getdate(), new_name="别的局", state="Done")
		ordering.call_off(order.name)
		self.assertKept(ORDER, order.name, reason="另一个理由", state="Scheduled")
		frappe.get_doc(ORDER, order.name).update({"effective_date": getdate()}).save()
		ordering.give(order.name)
		self.assertKept(ORDER, order.name, tasks_moved=99, carried_out_by=self.city.head, state="Draft")

		draft = frappe.get_doc({"doctype": ORDER, **words, "effective_date": getdate()}).insert()
		draft.delete()
		self.assertIsNone(sealing.verify_one(ORDER, draft.name))

	def test_what_a_list_had_come_to_when_it_was_archived(self):
		list_ = self.city.task.list
		with self.as_user(self.city.supervisor):
			report = closing_lists.archive(list_, "年终").name
			self.assertKept(REPORT, report, still_open=0, remark="无", archived_by=self.city.head, units="[]")
			closing_lists.open_again(list_, "漏了一项")
		self.assertKept(REPORT, report, reopening_reason="无", reopened_by=self.city.head)

	def test_a_row_without_a_log_that_nobody_but_a_room_writes(self):
		with self.as_user(self.city.supervisor):
			report = closing_lists.archive(self.city.task.list)
		row = {"list": report.list, "title": report.title, "archived_at": report.archived_at}
		plain_rows.insert(REPORT, [{"name": f"{report.name}-2", **row}])
		found = {each.chain: each.fault for each in sealing.verify_all()}
		self.assertEqual(found.get(f"{REPORT}/{report.name}-2"), "not as the log tells")
		self.assertNotIn(f"{REPORT}/{report.name}", found)

	def light(self, day, light: str = "Red") -> str:
		row = {"name": frappe.generate_hash(length=10), "task": self.city.task.name, "day": day}
		plain_rows.insert(LIGHT, [{**row, "was": "", "light": light, "rule": "逾期", "reason": "[]"}])
		return row["name"]

	def lights_found(self) -> dict[str, str]:
		return {each.chain: each.fault for each in sealing.verify_all() if each.chain.startswith(f"{LIGHT}/")}

	def test_the_day_on_which_a_task_changed_its_colour(self):
		day = add_days(getdate(), -1)
		row, today = self.light(day), self.light(getdate())
		histories.note_days()
		histories.note_days()
		self.assertEqual(self.lights_found(), {})
		frappe.db.set_value(LIGHT, today, "light", "Green")  # its day has not ended
		self.assertEqual(self.lights_found(), {})

		chain = f"{LIGHT}/@{day}/{self.city.task.name}"
		for column, value in {"light": "Green", "rule": "别的", "reason": "[1]", "task": None}.items():
			with self.subTest(column):
				frappe.db.savepoint("tampering")
				frappe.db.set_value(LIGHT, row, column, value)
				fault = "not as the log tells" if value else "deleted"
				self.assertEqual(self.lights_found(), {chain: fault})
				frappe.db.rollback(save_point="tampering")
		frappe.db.delete(LIGHT, {"name": row})
		self.assertEqual(self.lights_found(), {chain: "deleted"})

	def test_a_colour_that_is_written_into_a_day_that_was_noted(self):
		day = add_days(getdate(), -1)
		self.light(day)
		histories.note_days()
		other = City()
		for added in (day, add_days(day, -1)):
			row = {"task": other.task.name, "day": added, "was": "", "light": "Red"}
			plain_rows.insert(LIGHT, [row])
			self.assertEqual(
				self.lights_found().get(f"{LIGHT}/@{added}/{other.task.name}"), "appended past the flow"
			)

	def test_what_is_still_open_and_what_is_called_otherwise_since_is_no_fault(self):
		granted, taken, draft = self.change(decided=True), self.matter("take_on"), self.matter("")

		with self.as_user(self.city.supervisor):
			frappe.get_doc(MATTER, draft).update({"content": factories.unique("改")}).save()
		for user in (self.asking.office, self.asking.liaison, self.city.supervisor):
			frappe.rename_doc("User", user, f"neu-{user}", force=True, show_alert=False)
		words = {"kind": "Renaming", "unit": self.city.lead, "new_name": factories.unique("新局")}
		words |= {"effective_date": frappe.utils.nowdate(), "reason": "更名"}
		order = frappe.get_doc({"doctype": "Qingdan Reorganization", **words}).insert()
		ordering.give(order.name)
		for doctype, name in ((CHANGE, granted), (MATTER, taken), (MATTER, draft)):
			self.assertIsNone(sealing.verify_one(doctype, name))

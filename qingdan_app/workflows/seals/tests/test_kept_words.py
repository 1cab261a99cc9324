"""A change, a matter, an answer that was sent in or decided keeps all its words: one that says something else is found."""

from functools import partial

import frappe

from qingdan_app.changes import asking
from qingdan_app.handing_out import disputing
from qingdan_app.reorganizing import ordering
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.workflows.moves import performing
from qingdan_app.workflows.seals import sealing

CHANGE, MATTER, REFUSAL = "Qingdan Change Request", "Qingdan Matter", "Qingdan Refusal"


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

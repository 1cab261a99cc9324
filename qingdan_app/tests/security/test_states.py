"""No door but the flow changes a state or a field the flow owns, for nobody, Administrator included."""

import frappe
from frappe.utils import now_datetime, nowdate

from qingdan_app.handing_out import disputing
from qingdan_app.same_matters import joining
from qingdan_app.tasks.report_subject import ReportSubject
from qingdan_app.tasks.task_subject import TaskSubject
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.tests.security.side_doors import UPDATES
from qingdan_app.workflows.exceptions import StateChangeRefused
from qingdan_app.workflows.moves import guard, performing

FORGED = {
	"Link": "Administrator",
	"Datetime": "2021-01-01 00:00:00",
	"Date": "2021-01-01",
	"Percent": 77,
	"Check": 1,
	"Int": 77,
}


class TestStates(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()

	def test_no_door_moves_a_task(self):
		task = self.city.started()
		for name, door in UPDATES.items():
			for who in (*self.city.insiders, self.city.outsider, "Administrator"):
				with (
					self.subTest(door=name, who=who),
					self.assertRaises((StateChangeRefused, frappe.PermissionError)),
				):
					door(self, who, task, state="已完成")
		self.assertEqual(self.stored("Qingdan Task", task.name, "state"), "推进中")

	def test_who_may_write_the_task_is_told_by_name_to_use_the_flow(self):
		task = self.city.started()
		for name in ("by_save", "by_rest_put", "by_set_value", "by_client_save", "by_form_save", "by_kanban"):
			for who in (self.city.administrator, "Administrator"):
				with self.subTest(door=name, who=who):
					self.assertRefused(StateChangeRefused, UPDATES[name], self, who, task, state="已完成")

	def test_no_door_moves_a_report(self):
		self.city.started()
		draft = self.city.draft()
		for name, door in UPDATES.items():
			for who in (
				self.city.liaison,
				self.city.helper,
				self.city.office,
				self.city.supervisor,
				"Administrator",
			):
				with (
					self.subTest(door=name, who=who),
					self.assertRaises((StateChangeRefused, frappe.PermissionError)),
				):
					door(self, who, draft, state="已采纳")
		self.assertEqual(self.stored(draft.doctype, draft.name, "state"), "草稿")

	def test_no_door_writes_a_field_of_a_task_that_the_flow_owns(self):
		self._assert_fields_are_shut(self.city.started(), TaskSubject.owned_fields, self.city.administrator)

	def test_no_door_writes_a_field_of_a_report_that_the_flow_owns(self):
		self.city.started()
		self._assert_fields_are_shut(self.city.draft(), ReportSubject.owned_fields, self.city.liaison)

	def test_a_task_starts_in_its_first_state_however_it_is_inserted(self):
		for values in (
			{"state": "已完成"},
			{"percent": 100},
			{"completed_by": "Administrator"},
			{"late_since": "2021-01-01"},
		):
			for who in (self.city.administrator, "Administrator"):
				with self.subTest(values=values, who=who):
					self.assertRefused(StateChangeRefused, self._insert_task, who, **values)

	def test_today_is_no_way_past_the_guard(self):
		"""Core casts an empty date into today, so that today's date looked like no change."""
		task = self.city.task
		for field in ("late_since", "was_late_since", "judged_from", "completed_at"):
			task.reload()
			task.set(field, now_datetime() if field == "completed_at" else nowdate())
			with self.subTest(field):
				self.assertRefused(StateChangeRefused, task.save)

	def test_rest_and_the_client_insert_no_finished_task_either(self):
		words = {**self._new_task(), "state": "已完成"}
		who = self.city.administrator
		self.assertRefused(StateChangeRefused, self.rest, "POST", "Qingdan Task", who, **words)
		self.assertRefused(
			StateChangeRefused, self.call, "frappe.client.insert", who, doc=frappe.as_json(words)
		)
		self.assertRefused(
			StateChangeRefused, self.call, "frappe.client.insert_many", who, docs=frappe.as_json([words])
		)

	def test_flags_sent_in_with_a_document_do_not_open_the_flow(self):
		task = self.city.started()
		flags = {"ignore_permissions": True, "ignore_validate": True, "qingdan_permitted": True}
		for who in (self.city.administrator, "Administrator"):
			words = {**task.as_dict(), "state": "已完成", "flags": flags}
			self.assertRefused(
				StateChangeRefused, self.call, "frappe.client.save", who, doc=frappe.as_json(words)
			)

	def test_a_task_is_neither_submitted_nor_cancelled(self):
		for docstatus in (1, 2):
			for who in (self.city.administrator, "Administrator"):
				with (
					self.subTest(docstatus=docstatus, who=who),
					self.assertRaises((frappe.ValidationError, frappe.PermissionError)),
				):
					UPDATES["by_rest_put"](self, who, self.city.task, docstatus=docstatus)
		self.assertEqual(self.stored("Qingdan Task", self.city.task.name, "docstatus"), 0)

	def test_discarding_a_draft_as_frappe_16_can_is_refused(self):
		self.city.started()
		for doc in (self.city.task, self.city.draft()):
			self.assertRefused(StateChangeRefused, doc.run_method, "before_discard")

	def test_the_flow_shuts_again_after_a_move(self):
		with self.as_user(self.city.liaison):
			moved = performing.perform("Qingdan Task", self.city.task.name, "start")
			moved.state = "已完成"
			self.assertRefused(StateChangeRefused, moved.save, ignore_permissions=True)

	def test_the_flow_shuts_again_after_a_refused_move(self):
		with self.as_user(self.city.liaison):
			task = frappe.get_doc("Qingdan Task", self.city.task.name)
			with self.assertRaises(ZeroDivisionError), guard.permit(task):
				raise ZeroDivisionError
			task.state = "已完成"
			self.assertRefused(StateChangeRefused, task.save, ignore_permissions=True)

	def test_without_an_active_workflow_nothing_moves(self):
		frappe.db.set_value("Workflow", "任务办理流程", "is_active", 0)
		frappe.cache.delete_value("workflow")
		try:
			with self.assertRaises(frappe.ValidationError):
				UPDATES["by_save"](self, "Administrator", self.city.task, state="已完成")
		finally:
			frappe.db.rollback()
			frappe.cache.delete_value("workflow")

	def _assert_fields_are_shut(self, doc, fieldnames, who: str) -> None:
		for fieldname in fieldnames:
			value = self._forged(doc.meta.get_field(fieldname))
			with self.subTest(field=fieldname):
				for person in (who, "Administrator"):
					self.assertRefused(
						StateChangeRefused, UPDATES["by_set_value"], self, person, doc, **{fieldname: value}
					)

	def _forged(self, field):
		"""A value that core itself takes: what is refused is refused by the flow."""
		if field.fieldtype == "Select":
			return field.options.split("\n")[-1]
		made = {
			"Qingdan Progress Report": self._some_report,
			"Qingdan Task": lambda: factories.task().name,
			"Qingdan Refusal": self._some_refusal,
			"Qingdan Same Matter": lambda: joining.begin([factories.task().name for _ in range(2)]).name,
		}
		return made[field.options]() if field.options in made else FORGED.get(field.fieldtype, "伪造")

	def _some_refusal(self) -> str:
		unit = factories.unit()
		task, liaison = factories.task(unit).name, factories.contact(unit)
		with self.as_user(liaison):
			return disputing.refuse(task, "不属于本单位职责").name

	def _some_report(self) -> str:
		draft = {"task": self.city.task.name, "unit": self.city.lead}
		return frappe.db.get_value("Qingdan Progress Report", draft) or self.city.draft().name

	def _new_task(self) -> dict:
		item = self.city.task.key_work
		code = frappe.db.get_value("Qingdan Key Work", item, "list")
		units = [{"doctype": "Qingdan Task Unit", "unit": self.city.lead, "duty": "Lead"}]
		return {
			"doctype": "Qingdan Task",
			"list": code,
			"key_work": item,
			"number": 7777,
			"text": "伪造",
			"units": units,
		}

	def _insert_task(self, who: str, **values):
		with self.as_user(who):
			return frappe.get_doc({**self._new_task(), **values}).insert()

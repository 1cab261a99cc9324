"""Core's own workflow action, its bulk form and its e-mail link do not pass the flow, and write no turns of core's."""

import json
from contextlib import contextmanager
from unittest.mock import patch

import frappe
from frappe.model import workflow
from frappe.workflow.doctype.workflow_action import workflow_action

from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.tests.site import one_transaction
from qingdan_app.workflows.exceptions import StateChangeRefused

MOVED = {"Qingdan Task", "Qingdan Progress Report"}


class TestCoreWorkflow(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()
		self.all_roles = factories.user(
			"Qingdan Unit Liaison", "Qingdan Leader Office", "Qingdan List Administrator", "System Manager"
		)

	def test_core_action_is_refused_to_who_holds_every_role(self):
		task = self.city.in_review()
		for action in ("办结", "退回", "撤回"):
			with self.subTest(action=action):
				self.assertRefused(StateChangeRefused, self._apply, self.all_roles, task, action)

	def test_core_action_does_not_move_a_task_for_its_own_people_either(self):
		task = self.city.in_review()
		for who, action in (
			(self.city.office, "办结"),
			(self.city.liaison, "撤回"),
			("Administrator", "办结"),
		):
			with self.subTest(who=who), self.assertRaises((StateChangeRefused, frappe.PermissionError)):
				self._apply(who, task, action)

	def test_core_action_does_not_file_a_report(self):
		self.city.started()
		self.assertRefused(StateChangeRefused, self._apply, self.city.liaison, self.city.draft(), "提交")

	def test_core_bulk_action_leaves_every_task_where_it_was(self):
		task = self.city.in_review()
		arguments = {"docnames": json.dumps([task.name]), "doctype": "Qingdan Task", "action": "办结"}
		for who in (self.all_roles, self.city.office, "Administrator"):
			with one_transaction(), patch("builtins.print"):
				self.call("frappe.model.workflow.bulk_workflow_approval", who, **arguments)
			self.assertEqual(self.stored("Qingdan Task", task.name, "state"), "待审核", who)

	def test_the_link_in_cores_mail_does_not_decide(self):
		task = self.city.in_review()
		for who in (self.city.office, self.all_roles):
			with (
				self.subTest(who=who),
				self.assertRaises((StateChangeRefused, frappe.PermissionError)),
				patch.object(workflow_action, "verify_request", return_value=True),
				one_transaction(),
			):
				workflow_action.confirm_action("Qingdan Task", task.name, who, "办结")
			frappe.set_user("Administrator")
		self.assertEqual(self.stored("Qingdan Task", task.name, "state"), "待审核")

	def test_core_writes_no_turns_of_its_own_which_deadlock_and_mail_everybody(self):
		before = frappe.db.count("Workflow Action")
		self.city.completed()
		self.assertEqual(frappe.db.count("Workflow Action"), before)

	def test_core_is_not_asked_for_turns_that_it_would_not_write(self):
		with self._asking() as asked:
			self.city.completed()
		self.assertEqual({doctype for doctype, _event in asked} & MOVED, set())

	def test_core_is_asked_where_a_workflow_wants_turns(self):
		shipped = frappe.get_doc("Workflow", workflow.get_workflow_name("Qingdan Task"))
		frappe.db.set_value("Workflow Document State", shipped.states[-1].name, "is_optional_state", 0)
		frappe.clear_document_cache("Workflow", shipped.name)
		self.addCleanup(frappe.clear_document_cache, "Workflow", shipped.name)
		with self._asking() as asked:
			self.city.completed()
		self.assertEqual({each for each in asked if each[0] in MOVED}, {("Qingdan Task", "on_update")})

	def test_core_is_asked_of_what_is_others_and_clears_what_a_deleted_document_leaves(self):
		self.city.started()
		report = self.city.draft()
		with self._asking() as asked:
			report.delete()
			frappe.get_doc({"doctype": "ToDo", "description": "催报"}).insert()
		self.assertLessEqual({("Qingdan Progress Report", "on_trash"), ("ToDo", "on_update")}, asked)

	@contextmanager
	def _asking(self):
		"""The documents, by DocType, and the events of which core is asked for its turns."""
		asked: set[tuple[str, str]] = set()

		def process(doc, event):
			asked.add((doc.doctype, event))

		with patch.object(workflow_action, "process_workflow_actions", process):
			yield asked

	def test_core_mails_nobody_about_states(self):
		self.assertEqual(frappe.get_all("Workflow", {"send_email_alert": 1}), [])

	def _apply(self, who: str, doc, action: str) -> None:
		with self.as_user(who):
			workflow.apply_workflow(frappe.get_doc(doc.doctype, doc.name), action)

"""A document that a finished flow has moved is the one that core's `apply_workflow` would have left, field by field."""

import ast
import inspect
import textwrap
from typing import ClassVar

import frappe
from frappe.model import workflow
from frappe.model.workflow import WorkflowPermissionError, apply_workflow

from qingdan_app.tests.site import SiteTestCase
from qingdan_app.workflows.exceptions import ActNotPossible, ConditionFails, IllegalStep
from qingdan_app.workflows.log import chains
from qingdan_app.workflows.moves import performing
from qingdan_app.workflows.requests import acting
from qingdan_app.workflows.tests import expenses, purchases
from qingdan_app.workflows.tests.base import ApprovalTestCase
from qingdan_app.workflows.tests.expenses import (
	AGREE,
	AUDITED,
	CANCEL,
	CLAIM,
	DEPARTMENT,
	HAND_IN,
	LINE,
	PAID,
	PENDING,
	SHARE,
)
from qingdan_app.workflows.tests.listeners import listening
from qingdan_app.workflows.tests.purchases import PURCHASE, step


class LikeCoreTestCase(ApprovalTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		expenses.make_doctypes()

	def flow(self, *steps, **fields):
		"""A published flow that decides on pending expenses."""
		words = {
			"guard": "Transition",
			"guarded_state": PENDING,
			"approved_action": AGREE,
			"returned_action": expenses.REFUSE,
		}
		return purchases.flow(*(steps or [step("一", self.one)]), doctype=CLAIM, **{**words, **fields})

	def handed_in(self, **fields):
		"""A claim that its author has handed in; answers it and the request that runs on it, if one does."""
		doc = expenses.claim(self.buyer, **fields)
		with self.as_user(self.buyer):
			apply_workflow(frappe.get_doc(CLAIM, doc.name), HAND_IN)
		return doc, chains.running(CLAIM, doc.name)

	def by_flow(self, **fields) -> str:
		doc, name = self.handed_in(**fields)
		self.do(frappe.get_doc(acting.REQUEST, name), "approve", self.one)
		return doc.name

	def by_core(self, **fields) -> str:
		doc, _none = self.handed_in(**fields)
		with self.as_user(self.buyer):
			apply_workflow(frappe.get_doc(CLAIM, doc.name), AGREE)
		return doc.name


class TestLikeCore(LikeCoreTestCase):
	def compared(self, **fields) -> dict:
		"""What both have left, which is the same."""
		core = expenses.content(self.by_core(**fields))
		self.flow()
		ours = expenses.content(self.by_flow(**fields))
		self.assertEqual(ours, core)
		return ours

	def test_rebuilt_tables_conditions_and_fields_of_states_are_as_core_leaves_them(self):
		with expenses.rebuilding():
			left = self.compared()

		self.assertEqual((left["state"], left["docstatus"], left["status"]), (PAID, 1, "Approved"))
		self.assertEqual([row["share"] for row in left["shares"]], [0.4, 0.6])
		self.assertEqual({row["reviewed_by"] for row in left["shares"]}, {"before_submit"})
		self.assertEqual((left["company"], left["urgent"], left["remark"]), ("甲公司", 1, "2 shares"))

	def test_the_condition_chooses_between_two_edges_of_one_act(self):
		with expenses.rebuilding():
			self.assertEqual(self.compared(amount=5000)["state"], AUDITED)

	def test_what_is_fetched_from_a_link_is_fetched_again_as_core_does(self):
		def rename(doc):
			frappe.db.set_value(DEPARTMENT, doc.department, "company", "乙公司")

		with listening(CLAIM, "on_update", rename):
			self.assertEqual(self.compared()["company"], "乙公司")

	def test_a_table_that_a_hook_empties_and_fills_is_written_once_however_often_the_document_is_saved(self):
		with expenses.rebuilding():
			self.flow()
			name = self.by_flow()

		self.assertEqual(frappe.db.count(SHARE, {"parent": name}), 2)
		self.assertEqual(frappe.db.count(LINE, {"parent": name}), 2)

	def test_rows_of_a_purchase_that_its_controller_rebuilds_do_not_double_when_it_is_submitted(self):
		def rebuild(doc):
			doc.set("items", [])
			doc.append("items", {"buyer": self.one})
			doc.append("items", {"buyer": self.two})

		with listening(PURCHASE, "validate", rebuild):
			run = self.sent(step("一", self.one))
			self.do(run, "approve", self.one)

		rows = frappe.get_all(
			purchases.ITEM, {"parent": self.doc.name}, ["buyer", "idx", "docstatus"], order_by="idx"
		)
		expected = [(self.one, 1, 1), (self.two, 2, 1)]
		self.assertEqual([(row.buyer, row.idx, row.docstatus) for row in rows], expected)

	def test_a_cancellation_by_role_is_cores_too(self):
		name = self.by_core()
		with self.as_user(self.buyer):
			performing.perform(CLAIM, name, CANCEL)
		ours = expenses.content(name)

		name = self.by_core()
		with self.as_user(self.buyer):
			apply_workflow(frappe.get_doc(CLAIM, name), CANCEL)
		self.assertEqual(ours, expenses.content(name))
		self.assertEqual((ours["docstatus"], ours["status"]), (2, "Rejected"))

	def test_the_timeline_says_it_as_core_does(self):
		said = []
		for name in (self.by_core(), (self.flow(), self.by_flow())[1]):
			about = {"reference_doctype": CLAIM, "reference_name": name, "comment_type": "Workflow"}
			said.append(frappe.get_all("Comment", about, pluck="content", order_by="creation, name"))

		self.assertEqual(sorted(said[0]), sorted(said[1]))

	def test_a_save_of_the_document_by_a_hook_is_still_checked_by_core(self):
		def again(doc):
			if doc.state == PAID and not doc.remark:
				doc.remark = "einmal"
				doc.state = AUDITED
				doc.save(ignore_permissions=True)

		doc, _none = self.handed_in()
		with self.as_user(self.buyer), listening(CLAIM, "on_update", again):
			self.assertRefused(WorkflowPermissionError, performing.perform, CLAIM, doc.name, AGREE)


class TestEdges(LikeCoreTestCase):
	def conditions(self, **by_target: str) -> None:
		"""Change the conditions of the edges, for this test."""
		frappe.db.savepoint("conditions")
		words = frappe.get_doc("Workflow", CLAIM)
		for edge in words.transitions:
			edge.condition = by_target.get(edge.next_state.rsplit(" ")[-1].lower(), edge.condition)
		words.save()
		self.addCleanup(frappe.clear_cache, doctype=CLAIM)

	def test_an_act_by_role_takes_the_edge_whose_condition_holds_and_offers_no_other(self):
		doc, _none = self.handed_in(amount=2000)
		with self.as_user(self.buyer):
			stored = frappe.get_doc(CLAIM, doc.name)
			offered = [(each["act"], each["next_state"]) for each in performing.choices(stored)]
			performing.perform(CLAIM, doc.name, AGREE)

		self.assertIn((AGREE, AUDITED), offered)
		self.assertNotIn((AGREE, PAID), offered)
		self.assertEqual(self.stored(CLAIM, doc.name, "state"), AUDITED)

	def test_an_act_whose_condition_holds_nowhere_is_refused_by_name(self):
		self.conditions(paid="doc.amount > 10**9", audited="doc.amount > 10**9")
		doc, _none = self.handed_in()
		with self.as_user(self.buyer):
			self.assertNotIn(
				AGREE, [each["act"] for each in performing.choices(frappe.get_doc(CLAIM, doc.name))]
			)
			self.assertRefused(ActNotPossible, performing.perform, CLAIM, doc.name, AGREE)

	def test_a_condition_that_fails_is_named_and_its_act_not_offered(self):
		doc, _none = self.handed_in()
		self.conditions(paid="doc.no_such_field.x > 1")
		with self.as_user(self.buyer):
			self.assertNotIn(
				PAID, [each["next_state"] for each in performing.choices(frappe.get_doc(CLAIM, doc.name))]
			)
			self.assertRefused(ConditionFails, performing.perform, CLAIM, doc.name, AGREE)

	def test_of_two_edges_that_hold_core_and_flow_take_the_same(self):
		self.conditions(paid="doc.amount > 0", audited="doc.amount > 0")
		core = self.by_core()
		self.flow()

		self.assertEqual(self.stored(CLAIM, core, "state"), self.stored(CLAIM, self.by_flow(), "state"))

	def test_a_step_of_docstatus_that_core_does_not_know_is_refused_by_name(self):
		words = frappe.get_doc("Workflow", CLAIM)
		row = next(row for row in words.states if row.state == PAID)
		row.db_set("doc_status", "2")
		self.addCleanup(frappe.clear_cache, doctype=CLAIM)
		frappe.clear_document_cache("Workflow", CLAIM)
		doc, _none = self.handed_in()
		with self.as_user(self.buyer):
			self.assertRefused(IllegalStep, performing.perform, CLAIM, doc.name, AGREE)


class TestCoresMove(SiteTestCase):
	"""What core's `apply_workflow` does, on the line of Frappe at hand, and where the flow does it."""

	JUDGED: ClassVar = {
		"get_doc": "the document is read under a lock",
		"parse_json": "the same",
		"load_from_db": "the same",
		"get_workflow": "subjects.workflow",
		"get_transitions": "subjects.edges_for, or decided by the flow",
		"throw": "named refusals",
		"_": "the same",
		"format": "the same",
		"has_approval_access": "engine.transitions, or decided by the flow",
		"set": "performing.MoveTo and core_workflow.set_field_of",
		"next": "subjects.state_row",
		"cint": "subjects.docstatus_of",
		"DocStatus": "the same",
		"is_draft": "as_core.SAVES",
		"is_submitted": "the same",
		"is_cancelled": "the same",
		"draft": "the same",
		"submitted": "the same",
		"cancelled": "the same",
		"save": "the same",
		"submit": "the same",
		"cancel": "the same",
		"is_scheduler_inactive": "submitted in the transaction that ends its request, not by a queue",
		"queue_submission": "the same",
		"add_comment": "as_core.move",
	}

	def test_every_step_of_cores_move_has_been_judged(self):
		source = textwrap.dedent(inspect.getsource(workflow.apply_workflow))
		calls = (node.func for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
		names = {getattr(called, "attr", getattr(called, "id", "")) for called in calls}

		self.assertEqual(names - {"whitelist"} - set(self.JUDGED), set())

	def test_what_a_state_and_an_edge_can_say_is_known(self):
		known = {
			"Workflow Document State": {
				"state",
				"doc_status",
				"update_field",
				"update_value",
				"is_optional_state",
				"next_action_email_template",
				"allow_edit",
				"send_email",
				"message",
				"workflow_builder_id",
				"avoid_status_override",
			},
			"Workflow Transition": {
				"state",
				"action",
				"next_state",
				"allowed",
				"allow_self_approval",
				"condition",
				"workflow_builder_id",
				"send_email_to_creator",
			},
		}
		for doctype, fields in known.items():
			found = {
				field.fieldname
				for field in frappe.get_meta(doctype).fields
				if "Break" not in field.fieldtype and field.fieldtype not in ("HTML",)
			}
			self.assertEqual(found - fields, set(), doctype)

"""The Workflow of core that flows stand on stays what it is while one is in force or runs, whatever brings another."""

import frappe
from frappe.modules.import_file import import_doc

from qingdan_app.workflows.exceptions import UnderApproval
from qingdan_app.workflows.flows import publishing
from qingdan_app.workflows.requests import acting
from qingdan_app.workflows.requests.tests.test_outside import OutsideTestCase
from qingdan_app.workflows.tests import expenses, purchases
from qingdan_app.workflows.tests.purchases import AGREE, DONE, DRAFT, LEAVE, PURCHASE, REVIEW, TAKE_BACK, step

NO_MOVES = {"guarded_state": None, "approved_action": None, "returned_action": None}


class TestTheWorkflow(OutsideTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		expenses.make_doctypes()

	def change(self, **changes):
		workflow = frappe.get_doc("Workflow", LEAVE)
		if lost := changes.pop("lost", ""):
			workflow.transitions = [row for row in workflow.transitions if row.action != lost]
		workflow.update(changes)
		workflow.save()

	def test_an_edge_that_a_flow_decides_stays_while_it_is_in_force_or_runs(self):
		self.waiting()
		self.assertRefused(UnderApproval, self.change, lost=AGREE)
		publishing.retire(self.flow)
		self.assertRefused(UnderApproval, self.change, lost=AGREE)

	def test_it_is_not_switched_off_or_deleted(self):
		self.waiting()
		self.assertRefused(UnderApproval, self.change, is_active=0)
		self.assertRefused(UnderApproval, frappe.delete_doc, "Workflow", LEAVE)

	def test_another_is_not_put_in_its_place_that_means_something_else(self):
		self.waiting()
		for what, changes in self.meanings().items():
			for other in ("", "Test Other Workflow"):
				with self.subTest(what, other=other):
					self.assertRefused(UnderApproval, self.put, other, **changes)

	def meanings(self) -> dict[str, dict]:
		return {
			"keeps the state elsewhere": {"workflow_state_field": "unit"},
			"leads elsewhere": {"edge": {"next_state": DRAFT}},
			"is never met": {"edge": {"condition": "doc.amount > 10 ** 9"}},
			"has a second end": {"also": {"next_state": DRAFT, "condition": "doc.amount > 5"}},
			"submits all that wait": {"state": (REVIEW, "1")},
			"submits what was agreed to": {"state": (DONE, "1")},
			"is another DocType's": {"document_type": PURCHASE, "is_active": 1},
		}

	def put(self, other: str, **changes):
		"""Save the Workflow with changes, or one of another name that is like it but for them."""
		workflow = frappe.get_doc("Workflow", LEAVE)
		if other and "document_type" not in changes:
			workflow = frappe.copy_doc(workflow)
			workflow.workflow_name = other
		edge = next(row for row in workflow.transitions if row.action == AGREE)
		edge.update(changes.pop("edge", {}))
		if also := changes.pop("also", {}):
			workflow.append("transitions", {**edge.as_dict(no_default_fields=True), **also})
		if "state" in changes:
			state, docstatus = changes.pop("state")
			next(row for row in workflow.states if row.state == state).doc_status = docstatus
		workflow.update({**changes, "is_active": 1}).save()

	def test_a_fixture_does_not_put_another_in_its_place(self):
		self.addCleanup(setattr, frappe.flags, "in_import", False)
		self.waiting()
		for lost in (True, False):
			with self.subTest(lost=lost):
				words = frappe.get_doc("Workflow", LEAVE).as_dict()
				edge = next(row for row in words["transitions"] if row["action"] == AGREE)
				edge.update({"action": TAKE_BACK} if lost else {"next_state": DRAFT})
				self.assertRefused(UnderApproval, import_doc, words)

	def test_a_workflow_that_means_the_same_takes_its_place(self):
		run = self.waiting(step("一", self.one))
		import_doc(frappe.get_doc("Workflow", LEAVE).as_dict())
		self.put("Test Other Workflow")
		self.addCleanup(frappe.clear_cache, doctype=LEAVE)

		self.assertEqual(self.do(run, "approve", self.one).outcome, "Approved")

	def test_a_workflow_does_not_submit_what_a_flow_has_to_approve(self):
		purchases.flow(step("一", self.one), doctype=expenses.CLAIM, guard="Submission", **NO_MOVES)
		workflow = frappe.get_doc("Workflow", expenses.CLAIM)
		for row in workflow.states[:2]:
			row.doc_status = "1"

		self.assertRefused(UnderApproval, workflow.save)

	def test_its_words_are_not_renamed(self):
		self.waiting()
		for doctype, word in (("Workflow State", REVIEW), ("Workflow Action Master", AGREE)):
			with self.subTest(word):
				self.assertRefused(UnderApproval, frappe.rename_doc, doctype, word, "Neu", force=True)

	def test_other_changes_are_made_as_ever(self):
		self.waiting()
		self.change(lost="Test Take Back")
		self.addCleanup(frappe.clear_cache, doctype=LEAVE)

	def test_a_state_that_no_flow_names_is_renamed(self):
		self.waiting()
		frappe.get_doc({"doctype": "Workflow State", "workflow_state_name": "Test Unused"}).insert()

		frappe.rename_doc("Workflow State", "Test Unused", "Test Unused Too", force=True, show_alert=False)

	def test_a_request_whose_workflow_was_changed_past_every_rule_is_blocked(self):
		run = self.waiting(step("一", self.one))
		row = next(row for row in frappe.get_doc("Workflow", LEAVE).transitions if row.action == AGREE)
		frappe.db.set_value("Workflow Transition", row.name, "state", "Test Draft")
		frappe.db.set_value("Workflow", LEAVE, "modified", frappe.utils.now())
		frappe.clear_document_cache("Workflow", LEAVE)
		self.addCleanup(frappe.clear_document_cache, "Workflow", LEAVE)

		run = self.do(run, "approve", self.one)

		self.assertEqual((run.status, self.stored(LEAVE, self.doc.name, "state")), ("Blocked", REVIEW))
		self.assertEqual(acting.state_of(run.name).visit.step, "@outcome")

"""What a finished flow does to its document: in whose name, and what becomes of it where the document's app refuses."""

from unittest.mock import patch

import frappe

from qingdan_app.tests import users
from qingdan_app.workflows.engine.flow.state import OUTCOME
from qingdan_app.workflows.exceptions import FlowUnsound, NotAdministrator
from qingdan_app.workflows.flows import publishing
from qingdan_app.workflows.log import causes
from qingdan_app.workflows.moves.subjects import _transitions
from qingdan_app.workflows.requests import acting, views
from qingdan_app.workflows.tests import purchases
from qingdan_app.workflows.tests.base import REQUEST, ApprovalTestCase
from qingdan_app.workflows.tests.listeners import listening
from qingdan_app.workflows.tests.purchases import AGREE, BUYER, DONE, LEAVE, PURCHASE, REVIEW, step

FOLLOWER = "Test Absence"
"""What another app makes when a purchase is submitted: only buyers may create one."""


def order(doc) -> None:
	"""As a Purchase Order of ERPNext makes a Subcontracting Order when it is submitted: by the rights of who submits."""
	frappe.get_doc({"doctype": FOLLOWER, "subject": doc.name}).insert()


def refuse(doc) -> None:
	frappe.throw("Kein Budget", frappe.ValidationError)


class OutcomeTestCase(ApprovalTestCase):
	def leave_in_review(self):
		"""A document that core's Workflow has brought into a state which a flow guards; answers it and its request."""
		purchases.flow(step("一", self.one), doctype=LEAVE)
		leave = purchases.purchase(self.buyer, LEAVE)
		with self.as_user(self.buyer):
			frappe.get_doc(LEAVE, leave.name).update({"state": REVIEW}).save()
		return leave, frappe.get_last_doc(REQUEST, {"reference_name": leave.name})


class TestInWhoseName(OutcomeTestCase):
	def made(self) -> list[tuple[str, str]]:
		return [
			(row.owner, row.modified_by)
			for row in frappe.get_all(FOLLOWER, {"subject": self.doc.name}, ["owner", "modified_by"])
		]

	def test_what_a_hook_makes_is_made_by_the_rights_and_in_the_name_of_the_initiator(self):
		run = self.sent(step("一", self.one))
		with listening(PURCHASE, "on_submit", order):
			run = self.do(run, "approve", self.one)

		self.assertEqual((run.outcome, self.stored(PURCHASE, self.doc.name, "docstatus")), ("Approved", 1))
		self.assertEqual(self.made(), [(self.buyer, self.buyer)])
		self.assertEqual(self.stored(PURCHASE, self.doc.name, "modified_by"), self.buyer)

	def test_the_record_has_both_names(self):
		run = self.sent(step("一", self.one))
		self.do(run, "approve", self.one)

		last = causes.trail_of(PURCHASE, self.doc.name)[-1]
		self.assertEqual(
			(last["act"], last["actor"], last["on_behalf_of"]), ("submitted", self.one, self.buyer)
		)

	def test_a_move_of_the_core_workflow_is_recorded_alike(self):
		leave, run = self.leave_in_review()
		self.do(run, "approve", self.one)

		last = causes.trail_of(LEAVE, leave.name)[-1]
		self.assertEqual((last["act"], last["actor"], last["on_behalf_of"]), (AGREE, self.one, self.buyer))
		self.assertEqual(self.stored(LEAVE, leave.name, "state"), DONE)

	def test_a_flow_may_name_whose_rights_it_uses(self):
		clerk = users.user(BUYER)
		run = self.sent(step("一", self.one), acts_as=clerk)
		with listening(PURCHASE, "on_submit", order):
			self.do(run, "approve", self.one)

		self.assertEqual(self.made(), [(clerk, clerk)])

	def test_the_session_is_the_signers_again(self):
		run = self.sent(step("一", self.one))
		with self.as_user(self.one):
			frappe.local.form_dict = frappe._dict(a=1)
			acting.act(run.name, acting.engine.Act("approve", self.one, opinion="同意"))
			self.assertEqual((frappe.session.user, frappe.local.form_dict.a), (self.one, 1))

	def test_only_a_system_manager_names_somebody_else(self):
		draft = purchases.draft_flow(step("一", self.one), acts_as=self.admin)
		theirs = {"approval_publishers": {PURCHASE: ["Qingdan List Administrator"]}}
		conf = patch.object(frappe.local, "conf", frappe._dict({**frappe.local.conf, **theirs}))
		with conf, self.as_user(users.user("Qingdan List Administrator")):
			self.assertRefused(FlowUnsound, publishing.publish, draft)
		with self.as_user(self.admin):
			publishing.publish(draft)

	def test_administrator_signs_nothing_and_is_not_called_disabled(self):
		refusal = self.assertRefused(FlowUnsound, purchases.flow, step("一", "Administrator"))

		self.assertIn("Administrator signs nothing", str(refusal))
		self.assertNotIn("disabled", str(refusal))


class TestWhatFails(OutcomeTestCase):
	def blocked(self, listener=refuse):
		"""A purchase that everybody has approved and that its app does not let be submitted."""
		run = self.sent(step("一", self.one))
		with listening(PURCHASE, "before_submit", listener):
			run = self.do(run, "approve", self.one)
		return run

	def test_the_decision_stands_and_the_request_is_blocked_with_its_reason(self):
		run = self.blocked()

		self.assertEqual((run.status, run.step, run.outcome), ("Blocked", OUTCOME, ""))
		self.assertEqual(self.stored(PURCHASE, self.doc.name, "docstatus"), 0)
		self.assertEqual(self.turn_of(run, self.one).decision, "Approved")
		self.assertEqual(self.acts_on(run), ["start", "approve", "fail"])
		last = causes.trail_of(PURCHASE, self.doc.name)[-1]
		self.assertIn("Kein Budget", last["opinion"])

	def test_nothing_of_what_failed_is_left(self):
		def half(doc):
			frappe.get_doc({"doctype": FOLLOWER, "subject": doc.name}).insert()
			frappe.db.after_commit.add(lambda: self.fail("runs for what was undone"))
			doc.db_set("unit", "halb")
			refuse(doc)

		self.blocked(half)

		self.assertFalse(frappe.db.exists(FOLLOWER, {"subject": self.doc.name}))
		self.assertIsNone(self.stored(PURCHASE, self.doc.name, "unit"))
		waiting = [each for each in frappe.db.after_commit._functions if "half" in each.__qualname__]
		self.assertEqual(waiting, [])

	def test_administrators_are_told_and_the_signer_hears_why(self):
		self.blocked()

		self.assertIn((self.admin, "Blocked"), self.told)
		said = " ".join(str(message) for message in frappe.local.message_log)
		self.assertNotIn("raise_exception", said)

	def test_a_refusal_without_words_has_a_reason_all_the_same(self):
		def silent(doc):
			raise frappe.PermissionError

		self.blocked(silent)

		self.assertIn("PermissionError", causes.trail_of(PURCHASE, self.doc.name)[-1]["opinion"])

	def test_a_hook_that_keeps_it_a_draft_without_a_word_is_a_reason(self):
		run = self.blocked(lambda doc: doc.update({"docstatus": 0}))

		self.assertEqual((run.status, self.stored(PURCHASE, self.doc.name, "docstatus")), ("Blocked", 0))
		self.assertIn("kept it there", causes.trail_of(PURCHASE, self.doc.name)[-1]["opinion"])

	def test_an_administrator_has_it_carried_out_again(self):
		run = self.blocked()
		self.assertRefused(NotAdministrator, self.do, run, "resume", self.one)
		with listening(PURCHASE, "before_submit", refuse):
			run = self.do(run, "resume", self.admin, administrator=True)
		self.assertEqual((run.status, run.step), ("Blocked", OUTCOME))

		run = self.do(run, "resume", self.admin, administrator=True)

		self.assertEqual((run.status, run.outcome), ("Ended", "Approved"))
		self.assertEqual(self.stored(PURCHASE, self.doc.name, "docstatus"), 1)
		self.assertEqual(self.acts_on(run), ["start", "approve", "fail", "resume", "fail", "resume"])

	def test_it_can_be_terminated_or_sent_back_for_correction(self):
		run = self.do(self.blocked(), "jump", self.admin, administrator=True, target="@initiator")
		self.assertEqual((run.status, self.open_for(run)), ("Returned", [self.buyer]))
		publishing.retire(self.flow)

		run = self.do(self.blocked(), "terminate", self.admin, administrator=True)
		self.assertEqual((run.status, run.outcome), ("Ended", "Terminated"))

	def test_the_page_offers_administrators_to_try_again_and_names_nobody(self):
		run = self.blocked()
		with self.as_user(self.admin):
			view = views.of_request(run.name, frappe.utils.now_datetime())

		self.assertEqual(view["mark"]["text"], "Could not be carried out")
		(again,) = [each for each in view["choices"] if each["verb"] == "resume"]
		self.assertEqual(
			(again["words"], again["naming"], again["targets"]), ("Carry Out Again", "nobody", [])
		)

	def test_a_workflow_without_a_way_on_blocks_instead_of_leaving_the_document_behind(self):
		leave, run = self.leave_in_review()
		workflow = frappe.get_doc("Workflow", LEAVE)
		row = next(row for row in workflow.transitions if row.action == AGREE)
		row.db_set("condition", "doc.amount > 10**6")
		frappe.clear_document_cache("Workflow", LEAVE)
		self.addCleanup(frappe.clear_document_cache, "Workflow", LEAVE)

		_transitions.cache_clear()
		self.addCleanup(_transitions.cache_clear)

		run = self.do(run, "approve", self.one)

		self.assertEqual((run.status, run.step), ("Blocked", OUTCOME))
		self.assertEqual(self.stored(LEAVE, leave.name, "state"), REVIEW)

	def test_a_deadlock_is_not_a_reason_but_repeated(self):
		def deadlock(doc):
			raise frappe.QueryDeadlockError

		run = self.sent(step("一", self.one))
		with listening(PURCHASE, "before_submit", deadlock), self.assertRaises(frappe.QueryDeadlockError):
			self.do(run, "approve", self.one)

"""Whatever happens to a document under approval outside its flow is refused by name, or followed through."""

import frappe
from frappe.modules.import_file import import_doc

from qingdan_app.tests.site import new_request
from qingdan_app.workflows.exceptions import ApprovalPending, SubjectChanged, UnderApproval
from qingdan_app.workflows.flows import publishing
from qingdan_app.workflows.log import causes, chains
from qingdan_app.workflows.moves import performing
from qingdan_app.workflows.requests import views
from qingdan_app.workflows.seals import sealing
from qingdan_app.workflows.tests import purchases
from qingdan_app.workflows.tests.base import REQUEST, ApprovalTestCase
from qingdan_app.workflows.tests.listeners import listening
from qingdan_app.workflows.tests.purchases import DONE, HAND_IN, LEAVE, PURCHASE, REVIEW, step


class OutsideTestCase(ApprovalTestCase):
	def waiting(self, *steps, **fields):
		"""A leave under a flow of two signers; answers its request."""
		self.flow = purchases.flow(
			*(steps or [step("一", self.one), step("二", self.two)]), doctype=LEAVE, **fields
		)
		self.doc = purchases.purchase(self.buyer, LEAVE)
		with self.as_user(self.buyer):
			performing.perform(LEAVE, self.doc.name, HAND_IN)
		return frappe.get_last_doc(REQUEST, {"reference_name": self.doc.name})

	def edit(self, doctype: str, **values) -> None:
		with self.as_user(self.buyer):
			frappe.get_doc(doctype, self.doc.name).update(values).save()

	def view(self, run, who: str) -> dict:
		with self.as_user(who):
			return views.of_request(run.name, frappe.utils.now_datetime())


class TestEdits(OutsideTestCase):
	def test_what_is_to_be_submitted_is_not_edited_between_two_decisions(self):
		run = self.sent(step("一", self.one), step("二", self.two))
		self.do(run, "approve", self.one)

		self.assertRefused(ApprovalPending, self.edit, PURCHASE, amount=88_888)
		self.assertEqual(self.stored(PURCHASE, self.doc.name, "amount"), 100)

	def test_who_signs_is_told_of_an_edit_that_the_core_workflow_allows_and_decides_on_nothing_unseen(self):
		run = self.waiting()
		self.do(run, "approve", self.one)
		told = self.told_since(lambda: self.edit(LEAVE, amount=88_888))

		self.assertEqual(told, [(self.two, "Turn")])
		last = causes.trail_of(LEAVE, self.doc.name)[-1]
		self.assertEqual((last["act"], last["actor"]), ("edited", self.buyer))
		self.assertRefused(SubjectChanged, self.do, run, "approve", self.two)
		seen = self.view(run, self.two)["seen"]
		self.assertEqual(self.do(run, "approve", self.two, snapshot=seen).outcome, "Approved")

	def test_what_was_written_past_every_rule_is_not_decided_on_unseen(self):
		run = self.sent(step("一", self.one), step("二", self.two))
		self.do(run, "approve", self.one)
		frappe.db.set_value(PURCHASE, self.doc.name, "amount", 88_888)

		refusal = self.assertRefused(SubjectChanged, self.do, run, "approve", self.two)

		self.assertIn("100", str(refusal))
		self.assertIn("88888", str(refusal))
		self.assertEqual(self.stored(PURCHASE, self.doc.name, "docstatus"), 0)

	def test_whoever_opened_the_page_before_decides_on_nothing_else(self):
		run = self.sent(step("一", self.one))
		opened = self.view(run, self.one)["seen"]
		frappe.db.set_value(PURCHASE, self.doc.name, "amount", 88_888)

		self.assertRefused(SubjectChanged, self.do, run, "approve", self.one, snapshot=opened)
		view = self.view(run, self.one)
		self.assertEqual(
			[(each["path"], each["after"]) for each in view["meanwhile"]], [(["amount"], "88888.0")]
		)
		run = self.do(run, "approve", self.one, snapshot=view["seen"])

		self.assertEqual(run.outcome, "Approved")

	def test_over_http_the_fingerprint_comes_with_the_act(self):
		run = self.sent(step("一", self.one))
		act = "qingdan_app.api.approvals.act"
		self.assertRefused(
			SubjectChanged, self.call, act, self.one, request=run.name, verb="approve", seen="x" * 64
		)
		seen = self.view(run, self.one)["seen"]
		self.call(act, self.one, request=run.name, verb="approve", seen=seen)

		self.assertEqual(self.stored(PURCHASE, self.doc.name, "docstatus"), 1)

	def test_who_may_not_decide_is_told_nothing_of_the_document(self):
		run = self.sent(step("一", self.one))
		frappe.db.set_value(PURCHASE, self.doc.name, "amount", 88_888)

		with self.assertRaises(frappe.ValidationError) as caught:
			self.do(run, "approve", self.four)
		self.assertNotIsInstance(caught.exception, SubjectChanged)

	def test_a_return_and_a_correction_need_no_fingerprint(self):
		run = self.sent(step("一", self.one))
		frappe.db.set_value(PURCHASE, self.doc.name, "amount", 88_888)
		run = self.do(run, "return", self.one, "请改", target="@initiator")
		self.edit(PURCHASE, amount=90)
		run = self.do(run, "resume", self.buyer)

		self.assertEqual(self.do(run, "approve", self.one).outcome, "Approved")

	def test_what_an_import_puts_in_its_place_stands_in_the_log_and_is_not_decided_on_unseen(self):
		"""Fixtures and `bench import-doc` delete a document and insert theirs: no check of a save is asked then."""
		run = self.sent(step("一", self.one))
		words = {**self.doc.as_dict(), "amount": 88_888}
		told = self.told_since(lambda: import_doc(words))

		self.assertEqual(told, [(self.one, "Turn")])
		self.assertEqual(causes.trail_of(PURCHASE, self.doc.name)[-1]["act"], "edited")
		self.assertRefused(SubjectChanged, self.do, run, "approve", self.one)
		submitted = {**words, "docstatus": 1}
		self.assertRefused(ApprovalPending, import_doc, submitted)

	def test_what_another_app_writes_while_it_is_saved_was_sent_in_too(self):
		def write(doc):
			frappe.db.set_value(doc.doctype, doc.name, "unit", "财务处")

		self.flow = purchases.flow(step("一", self.one), doctype=LEAVE)
		self.doc = purchases.purchase(self.buyer, LEAVE)
		with listening(LEAVE, "on_update", write), self.as_user(self.buyer):
			frappe.get_doc(LEAVE, self.doc.name).update({"state": REVIEW, "amount": "300"}).save()
		run = frappe.get_last_doc(REQUEST, {"reference_name": self.doc.name})
		new_request()

		self.assertEqual(self.do(run, "approve", self.one).outcome, "Approved")


class TestNames(OutsideTestCase):
	def renamed(self, doctype: str, merge: bool = False, to: str = "") -> str:
		new = to or f"{self.doc.name}-neu"
		with self.as_user("Administrator"):
			frappe.rename_doc(doctype, self.doc.name, new, force=True, merge=merge, show_alert=False)
		return new

	def test_a_renamed_document_takes_its_request_and_its_trail_along(self):
		run = self.sent(step("一", self.one), step("二", self.two))
		self.do(run, "approve", self.one)
		sealing.seal_heads()
		old, new = self.doc.name, self.renamed(PURCHASE)
		self.doc = frappe.get_doc(PURCHASE, new)

		self.assertEqual(chains.running(PURCHASE, new), run.name)
		self.assertIsNone(sealing.verify_one(PURCHASE, new))
		self.assertRefused(ApprovalPending, self.doc.submit)
		with self.assertRaises(frappe.ValidationError):
			self.send(self.doc)
		run = self.do(frappe.get_doc(REQUEST, run.name), "approve", self.two)
		self.assertEqual((run.outcome, self.stored(PURCHASE, new, "docstatus")), ("Approved", 1))
		self.assertEqual(frappe.db.count("Qingdan Approval Log", {"reference_name": old}), 0)
		self.assertNotIn(f"{PURCHASE}/{old}", [each.chain for each in sealing.verify_all()])
		self.assertNotIn(f"{PURCHASE}/{new}", [each.chain for each in sealing.verify_all()])

	def test_two_renamings_and_a_new_document_of_the_old_name_are_told_apart(self):
		run = self.sent(step("一", self.one), step("二", self.two))
		first = self.doc.name
		self.doc = frappe.get_doc(PURCHASE, self.renamed(PURCHASE))
		self.do(frappe.get_doc(REQUEST, run.name), "approve", self.one)
		last = self.renamed(PURCHASE, to=f"{first}-last")
		again = purchases.purchase(self.buyer)
		again = frappe.get_doc(
			PURCHASE, frappe.rename_doc(PURCHASE, again.name, first, force=True, show_alert=False)
		)
		self.do(self.send(again), "approve", self.one)
		sealing.seal_heads()
		self.do(frappe.get_doc(REQUEST, run.name), "approve", self.two)

		self.assertIsNone(sealing.verify_one(PURCHASE, first))
		self.assertIsNone(sealing.verify_one(PURCHASE, last))
		broken = [each.chain for each in sealing.verify_all() if each.chain.startswith(f"{PURCHASE}/{first}")]
		self.assertEqual(broken, [])

	def test_a_document_renamed_and_named_back_goes_on(self):
		run = self.sent(step("一", self.one))
		first = self.doc.name
		self.doc = frappe.get_doc(PURCHASE, self.renamed(PURCHASE))
		self.renamed(PURCHASE, to=first)

		self.assertEqual(self.do(run, "approve", self.one).outcome, "Approved")

	def test_a_document_with_a_trail_is_not_merged_into_another(self):
		self.sent(step("一", self.one))
		other = purchases.purchase(self.buyer)
		publishing.retire(self.flow)

		self.assertRefused(UnderApproval, self.renamed, PURCHASE, True, other.name)

	def test_nothing_is_merged_into_a_document_under_approval(self):
		self.sent(step("一", self.one))
		target, self.doc = self.doc, purchases.purchase(self.buyer)

		self.assertRefused(UnderApproval, self.renamed, PURCHASE, True, target.name)

	def test_a_doctype_that_flows_decide_keeps_its_name(self):
		purchases.flow(step("一", self.one))

		self.assertRefused(UnderApproval, frappe.rename_doc, "DocType", PURCHASE, "Test Other", force=True)


class TestTheRest(OutsideTestCase):
	def test_the_guard_holds_while_a_request_runs_whose_flow_was_retired(self):
		run = self.waiting()
		publishing.retire(self.flow)

		for value in (DONE, "Test Draft"):
			self.assertRefused(ApprovalPending, self.edit, LEAVE, state=value)
		self.do(run, "approve", self.one)
		self.do(run, "approve", self.two)
		self.assertEqual(self.stored(LEAVE, self.doc.name, "state"), DONE)

	def test_a_submission_is_guarded_by_the_request_whose_flow_was_retired(self):
		self.sent(step("一", self.one))
		publishing.retire(self.flow)

		self.assertRefused(ApprovalPending, frappe.get_doc(PURCHASE, self.doc.name).submit)

	def test_a_document_under_approval_is_not_deleted_and_afterwards_is(self):
		run = self.sent(step("一", self.one))
		self.assertRefused(ApprovalPending, frappe.delete_doc, PURCHASE, self.doc.name)
		self.assertRefused(ApprovalPending, frappe.delete_doc, PURCHASE, self.doc.name, force=True)

		self.do(run, "withdraw", self.buyer)
		with self.as_user(self.buyer):
			frappe.delete_doc(PURCHASE, self.doc.name)

		self.assertFalse(frappe.db.exists(PURCHASE, self.doc.name))
		self.assertEqual(self.acts_on(run), ["start", "withdraw"])

	def test_a_cancelled_document_that_was_approved_is_deleted_as_any_other(self):
		run = self.sent(step("一", self.one))
		self.do(run, "approve", self.one)
		frappe.get_doc(PURCHASE, self.doc.name).cancel()
		frappe.delete_doc(PURCHASE, self.doc.name)

		self.assertFalse(frappe.db.exists(PURCHASE, self.doc.name))

	def test_a_document_is_not_inserted_as_submitted_and_hears_what_to_do(self):
		purchases.flow(step("一", self.one))
		doc = frappe.get_doc({"doctype": PURCHASE, "subject": "x", "amount": 1, "docstatus": 1})

		refusal = self.assertRefused(ApprovalPending, doc.insert)
		self.assertIn("draft", str(refusal))

	def test_an_amended_document_is_sent_in_on_its_own(self):
		run = self.sent(step("一", self.one))
		self.do(run, "approve", self.one)
		doc = frappe.get_doc(PURCHASE, self.doc.name)
		doc.cancel()
		amended = frappe.copy_doc(doc)
		amended.update({"amended_from": doc.name, "docstatus": 0})
		amended.insert()

		self.assertRefused(ApprovalPending, amended.submit)
		self.assertEqual(self.do(self.send(amended), "approve", self.one).outcome, "Approved")

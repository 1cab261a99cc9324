"""How many voices a step takes, on the site: 或签, 会签, 依次, 票签 — and who is told, in which order."""

import json
from unittest.mock import patch

import frappe

from qingdan_app.api import approvals as api
from qingdan_app.tests import factories
from qingdan_app.workflows.exceptions import AlreadyDecided, NotYourTurn, OpinionRequired, SelfApproval
from qingdan_app.workflows.flows import choosing
from qingdan_app.workflows.log import trail
from qingdan_app.workflows.requests import acting
from qingdan_app.workflows.tests import purchases
from qingdan_app.workflows.tests.base import ApprovalTestCase
from qingdan_app.workflows.tests.purchases import step


class TestModes(ApprovalTestCase):
	def test_any_one_is_enough_and_the_other_is_told_who_and_when(self):
		run = self.sent(step("一", self.one, self.two))
		self.assertEqual(self.open_for(run), sorted([self.one, self.two]))

		run = self.do(run, "approve", self.one, "同意")

		self.assertEqual((run.status, run.outcome), ("Ended", "Approved"))
		self.assertEqual(self.open_for(run), [])
		refusal = self.assertRefused(AlreadyDecided, self.do, run, "approve", self.two)
		self.assertIn(frappe.utils.get_fullname(self.one), str(refusal))

	def test_all_have_to_agree_and_the_last_one_ends_it(self):
		run = self.sent(step("一", self.one, self.two, self.three, mode="All"))
		for who in (self.two, self.one):
			self.assertEqual(self.do(run, "approve", who).status, "Running")

		self.assertEqual(self.do(run, "approve", self.three).outcome, "Approved")

	def test_one_veto_ends_a_step_of_all(self):
		run = self.sent(step("一", self.one, self.two, mode="All", may_reject=1))

		run = self.do(run, "reject", self.two, "太贵")

		self.assertEqual((run.outcome, self.open_for(run)), ("Rejected", []))
		self.assertEqual(self.stored(self.doc.doctype, self.doc.name, "docstatus"), 0)

	def test_in_turn_the_next_waits_and_is_told_when_it_is_their_turn(self):
		told = self.told_since(lambda: self._send_in_turn())
		self.assertEqual(told, [(self.two, "Turn")])
		run = self.run_
		self.assertEqual((self.open_for(run), self.open_for(run, "Waiting")), ([self.two], [self.one]))

		told = self.told_since(lambda: self.do(run, "approve", self.two))

		self.assertEqual(told, [(self.one, "Turn")])
		self.assertEqual(self.do(run, "approve", self.one).outcome, "Approved")

	def test_in_turn_who_comes_later_is_refused_until_then(self):
		self._send_in_turn()

		refusal = self.assertRaises(NotYourTurn)
		with refusal:
			self.do(self.run_, "approve", self.one)
		self.assertEqual(type(refusal.exception).__name__, "NotYetYourTurn")

	def test_a_count_of_two_among_three(self):
		run = self.sent(step("一", self.one, self.two, self.three, mode="Count", threshold=2))
		self.do(run, "approve", self.three)

		self.assertEqual(self.do(run, "approve", self.one).outcome, "Approved")

	def test_a_vote_by_threshold_ends_when_enough_can_no_longer_come(self):
		people = (self.one, self.two, self.three, self.four)
		rules = {"mode": "Percent", "threshold": 75, "veto": "Threshold", "may_reject": 1}
		run = self.sent(step("一", *people, **rules))
		self.assertEqual(self.do(run, "reject", self.one, "不").status, "Running")

		self.assertEqual(self.do(run, "reject", self.two, "不").outcome, "Rejected")

	def test_a_count_that_nobody_can_reach_blocks_and_tells_the_administrators(self):
		told = self.told_since(lambda: self._send(step("一", self.one, mode="Count", threshold=3)))

		self.assertEqual(self.run_.status, "Blocked")
		self.assertIn((self.admin, "Blocked"), told)

	def test_steps_whose_condition_does_not_hold_are_passed_over(self):
		dear = {"condition_field": "amount", "condition_operator": ">", "condition_value": "1000"}
		run = self.sent(step("一", self.one), step("二", self.two, **dear), step("三", self.three))
		self.do(run, "approve", self.one)

		self.assertEqual(self.open_for(run), [self.three])

	def test_a_required_opinion_is_required_on_approval_and_nothing_is_written_without(self):
		run = self.sent(step("一", self.one, opinion="Required"))
		before = self.acts_on(run)

		self.assertRefused(OpinionRequired, self.do, run, "approve", self.one, " ")
		self.assertEqual(self.acts_on(run), before)

	def test_a_required_signature_is_required_kept_once_and_shown(self):
		run = self.sent(step("一", self.one, signature="Required"))
		with self.assertRaises(frappe.ValidationError) as refusal:
			self.do(run, "approve", self.one)
		self.assertEqual(type(refusal.exception).__name__, "SignatureRequired")

		picture = purchases.picture("一" * 20_000)
		run = self.do(run, "approve", self.one, signature=picture)

		self.assertEqual(self.turn_of(run, self.one).signature, picture)
		self.assertNotIn(picture, run.engine_state)
		self.assertNotIn(picture, json.dumps(trail.events_of(run.name)))
		with self.as_user(self.buyer):
			history = api.get_view(run.name)["history"]
		self.assertEqual([entry["signature"] for entry in history if entry["act"] == "approve"], [picture])

	def test_the_initiator_does_not_decide_on_their_own_unless_the_flow_allows(self):
		run = self.sent(step("一", self.buyer, self.one))
		self.assertEqual(self.open_for(run), [self.one])
		with self.assertRaises((NotYourTurn, SelfApproval)):
			self.do(run, "approve", self.buyer)

		frappe.db.set_value("Qingdan Approval Flow", self.flow.name, "status", "Retired")
		choosing.forget(self.doc.doctype)
		run = self.sent(step("一", self.buyer), allow_own=1)
		self.assertEqual(self.do(run, "approve", self.buyer).outcome, "Approved")

	def test_who_approved_just_before_is_passed_over_where_the_flow_says_so(self):
		run = self.sent(step("一", self.one), step("二", self.one, duplicates="Skip Adjacent"))

		self.assertEqual(self.do(run, "approve", self.one).outcome, "Approved")

	def test_nobody_found_goes_to_the_fallback_that_is_named(self):
		rules = {"nobody": "Fallback", "fallback": f"{self.two}\n{self.three}"}
		run = self.sent(step("一", resolver="field", parameter="approver", **rules))

		self.assertEqual(self.open_for(run), sorted([self.two, self.three]))

	def test_fifty_signers_are_written_in_one_statement_per_table(self):
		people = [factories.user() for _ in range(50)]
		purchases.flow(step("一", *people, mode="All"))
		doc = purchases.purchase(self.buyer)
		with self.as_user(self.buyer), patch.object(frappe.db, "sql", wraps=frappe.db.sql) as sql:
			acting.send(doc.doctype, doc.name)

		said = [str(call.args[0]) for call in sql.call_args_list]
		inserts = [each for each in said if each.lstrip()[:6].lower() == "insert"]
		for table in ("Qingdan Approval Assignment", "Qingdan Approval Log", "DocShare"):
			self.assertEqual(len([each for each in inserts if f"`tab{table}`" in each]), 1, table)

	def _send(self, *steps):
		self.run_ = self.sent(*steps)

	def _send_in_turn(self):
		self._send(step("一", self.two, self.one, mode="In Turn"))

"""A signer leaves: the request waits for somebody with their voice, it never ends by that."""

import frappe
from frappe.desk.query_report import run as run_report

from qingdan_app.tests import users
from qingdan_app.tests.site import new_request
from qingdan_app.workflows.engine.flow import Act
from qingdan_app.workflows.exceptions import PersonUnavailable
from qingdan_app.workflows.flows import publishing
from qingdan_app.workflows.requests import acting
from qingdan_app.workflows.tests.base import REQUEST, ApprovalTestCase
from qingdan_app.workflows.tests.purchases import BUYER, PURCHASE, step


class TestLeaving(ApprovalTestCase):
	def setUp(self):
		super().setUp()
		# core takes Desk from whoever is saved without a role that opens it
		self.one, self.two, self.three = (users.user(BUYER) for _ in range(3))

	def disable(self, *users: str) -> None:
		for user in users:
			frappe.get_doc("User", user).update({"enabled": 0}).save()
		new_request()

	def assertWaits(self, run, *missing: str) -> None:
		"""Nothing was decided, and whoever looks after requests finds it with the names of those who are missed."""
		run.reload()
		self.assertEqual((run.status, run.outcome or ""), ("Blocked", ""))
		self.assertEqual(self.stored(PURCHASE, self.doc.name, "docstatus"), 0)
		self.assertInStep(run.name)
		with self.as_user(self.admin):
			rows = run_report("Qingdan Nobody Can Act", {})["result"]
		why = next(str(row) for row in rows if row.get("request") == run.name or run.name in str(row))
		for person in missing:
			self.assertIn(frappe.utils.get_fullname(person), why)

	def test_no_mode_ends_because_signers_are_disabled(self):
		modes = {
			"Any": {},
			"All": {},
			"In Turn": {},
			"Count": {"threshold": 2},
			"Percent": {"threshold": 60},
		}
		for mode, rules in modes.items():
			with self.subTest(mode):
				signers = [users.user() for _ in range(1 if mode == "Any" else 2)]
				run = self.sent(step("一", *signers, mode=mode, **rules))
				if mode != "Any":
					self.do(run, "approve", signers[0])
				self.disable(signers[-1])
				self.assertWaits(run, signers[-1])
				publishing.retire(self.flow)

	def test_who_comes_back_has_the_turn_again_at_once(self):
		for mode in ("Any", "All"):
			with self.subTest(mode):
				run = self.sent(step("一", self.one, self.two, mode=mode))
				self.disable(self.one, self.two)
				self.assertWaits(run)
				for who in (self.one, self.two):
					frappe.get_doc("User", who).update({"enabled": 1}).save()
				new_request()
				self.assertEqual(self.open_for(run), sorted([self.one, self.two]))
				publishing.retire(self.flow)

	def test_who_loses_desk_could_open_nothing_and_is_missed_by_name(self):
		run = self.sent(step("一", self.one, self.two, mode="All"))
		frappe.get_doc("User", self.two).remove_roles(BUYER)
		new_request()

		self.assertWaits(run, self.two)

	def test_what_was_given_by_name_to_somebody_without_desk_is_shown_with_their_name(self):
		run = self.sent(step("一", self.one))
		visitor = users.user(user_type="Website User")
		self.assertRefused(PersonUnavailable, self.do, run, "transfer", self.one, people=visitor)
		self.do(run, "transfer", self.one, people=self.three)
		frappe.get_doc("User", self.three).remove_roles(BUYER)
		new_request()

		with self.as_user(self.admin):
			rows = run_report("Qingdan Nobody Can Act", {})["result"]
		why = next(row["why"] for row in rows if row.get("name") == run.name)
		self.assertIn(frappe.utils.get_fullname(self.three), why)

	def test_the_fallback_is_asked_first(self):
		run = self.sent(step("一", self.one, self.two, mode="All", nobody="Fallback", fallback=self.three))
		self.do(run, "approve", self.one)
		self.disable(self.two)

		self.assertEqual(self.open_for(run), [self.three])
		self.assertEqual(self.do(run, "approve", self.three).outcome, "Approved")

	def test_a_signer_in_a_field_that_was_emptied_past_every_rule(self):
		run = self.sent(step("一", resolver="field", parameter="approver"), subject={"approver": self.one})
		frappe.db.set_value(PURCHASE, self.doc.name, "approver", None)
		new_request()
		acting.reseat(run.name)

		self.assertWaits(run)

	def test_who_was_disabled_before_their_step_began_is_missed(self):
		run = self.sent(step("一", self.one), step("二", self.two, self.three, mode="All"))
		self.disable(self.three)
		self.do(run, "approve", self.one)

		self.assertWaits(run, self.three)

	def test_a_holder_of_a_role_who_loses_it_without_a_word_is_missed(self):
		role = frappe.get_doc({"doctype": "Role", "role_name": users.unique("会签")}).insert().name
		holders = [users.user(role) for _ in range(3)]
		run = self.sent(step("一", resolver="role", parameter=role, mode="All"))
		self.do(run, "approve", holders[0])
		frappe.get_doc("User", holders[2]).remove_roles(role)
		new_request()
		acting.reseat(run.name)

		self.assertWaits(run, holders[2])
		resume = Act("resume", self.admin, opinion="不再需要", administrator=True)
		with self.as_user(self.admin):
			acting.act(run.name, resume)
		self.assertEqual(self.do(run, "approve", holders[1]).outcome, "Approved")
		self.assertEqual(frappe.db.get_value(REQUEST, run.name, "status"), "Ended")

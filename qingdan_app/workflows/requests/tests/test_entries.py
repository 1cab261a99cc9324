"""What a flow enters into its document: fields its end sets, fields its signers fill in, what its subject prepares."""

from typing import ClassVar

import frappe

from qingdan_app.arguments import WrongArgument
from qingdan_app.workflows.exceptions import FieldIsNotYours, FlowUnsound, ValueUnreadable
from qingdan_app.workflows.flows import publishing
from qingdan_app.workflows.moves.subjects import ApprovalSubject
from qingdan_app.workflows.requests import acting, views
from qingdan_app.workflows.tests import purchases
from qingdan_app.workflows.tests.base import ApprovalTestCase, attached
from qingdan_app.workflows.tests.listeners import listening
from qingdan_app.workflows.tests.purchases import PURCHASE, step

ACT = "qingdan_app.api.approvals.act"


class Prepared(ApprovalSubject):
	"""Another app's subject that completes its document before it is submitted."""

	heard: ClassVar[list] = []

	def before_submit(self) -> None:
		self.heard.append((self.doc.name, self.doc.docstatus))
		self.doc.unit = "财务处"


def only_approved(doc) -> None:
	"""As the controller of a Leave Application does."""
	if doc.unit != "Approved":
		frappe.throw("Only approved ones are submitted")


class TestWhatTheEndSets(ApprovalTestCase):
	def settings(self, *rows: tuple[str, str, str]) -> dict:
		return {
			"settings": [{"outcome": when, "field": field, "value": value} for when, field, value in rows]
		}

	def test_a_controller_that_wants_a_field_set_by_the_approver_gets_it(self):
		sets = self.settings(("Approved", "unit", "Approved"), ("Approved", "amount", "eval:doc.amount * 2"))
		run = self.sent(step("一", self.one), **sets)
		with listening(PURCHASE, "before_submit", only_approved):
			run = self.do(run, "approve", self.one)

		self.assertEqual((run.outcome, self.stored(PURCHASE, self.doc.name, "docstatus")), ("Approved", 1))
		self.assertEqual(self.stored(PURCHASE, self.doc.name, "amount"), 200)

	def test_a_rejection_sets_its_own(self):
		sets = self.settings(("Rejected", "unit", "Rejected"), ("Approved", "unit", "Approved"))
		run = self.sent(step("一", self.one, may_reject=1), **sets)
		self.do(run, "reject", self.one)

		self.assertEqual(self.stored(PURCHASE, self.doc.name, "unit"), "Rejected")
		self.assertEqual(self.stored(PURCHASE, self.doc.name, "docstatus"), 0)

	def test_a_flow_that_sets_what_there_is_not_or_what_is_nobodys_is_not_published(self):
		for field in ("nonsense", "docstatus", "owner", "items"):
			with self.subTest(field):
				draft = purchases.draft_flow(step("一", self.one), **self.settings(("Approved", field, "1")))
				self.assertRefused(FlowUnsound, publishing.publish, draft)


class TestFillingIn(ApprovalTestCase):
	def waiting(self):
		return self.sent(step("一", self.one, fills="amount\nneeded_on"), step("二", self.two))

	def test_a_signer_fills_in_what_the_step_gives_them_and_the_next_decides_on_that(self):
		run = self.waiting()
		with self.as_user(self.one):
			view = views.of_request(run.name, frappe.utils.now_datetime())
		(approve,) = [each for each in view["choices"] if each["verb"] == "approve"]
		self.assertEqual([each["fieldname"] for each in approve["fills"]], ["amount", "needed_on"])
		self.call(
			ACT,
			self.one,
			request=run.name,
			verb="approve",
			turn=1,
			seen=view["seen"],
			values={"amount": 80, "needed_on": "2024-03-08"},
		)

		self.assertEqual(self.stored(PURCHASE, self.doc.name, "amount"), 80)
		self.assertEqual(self.do(run, "approve", self.two).outcome, "Approved")

	def test_nobody_fills_in_anything_else(self):
		run = self.waiting()
		words = {"request": run.name, "verb": "approve", "turn": 1}

		self.assertRefused(FieldIsNotYours, self.call, ACT, self.one, **words, values={"subject": "x"})
		self.assertRefused(FieldIsNotYours, self.call, ACT, self.one, **words, values={"docstatus": 1})
		self.assertRefused(WrongArgument, self.call, ACT, self.one, **words, values="[1]")
		with self.assertRaises((frappe.ValidationError, frappe.PermissionError)):
			self.call(ACT, self.four, **words, values={"amount": 1})
		self.do(run, "approve", self.one)
		self.assertRefused(
			FieldIsNotYours, self.call, ACT, self.two, request=run.name, verb="approve", values={"amount": 1}
		)
		self.assertEqual(self.stored(PURCHASE, self.doc.name, "amount"), 100)

	def test_what_is_filled_in_is_read_as_its_field_asks_or_refused_by_name(self):
		fills = "amount\nneeded_on\nunit\napprover"
		run = self.sent(step("一", self.one, fills=fills, may_transfer=1), step("二", self.two))
		words = {"request": run.name, "verb": "approve"}
		bad = {
			"amount": ("abc", "nan", "inf", 1e308, "1e400"),
			"needed_on": ("2021-2-30", 7, "bald"),
		}
		for field, values in bad.items():
			for value in values:
				with self.subTest(field, value=value):
					refusal = self.assertRefused(
						ValueUnreadable, self.call, ACT, self.one, **words, values={field: value}
					)
					self.assertIn(self.doc.meta.get_label(field), str(refusal))
		self.assertEqual(self.stored(PURCHASE, self.doc.name, "amount"), 100)
		self.call(ACT, self.one, **words, values={"amount": "1万", "needed_on": "2024年3月8日", "unit": ""})

		self.assertEqual(self.stored(PURCHASE, self.doc.name, "amount"), 10_000)
		self.assertEqual(str(self.stored(PURCHASE, self.doc.name, "needed_on")), "2024-03-08")

	def test_nothing_is_filled_in_without_a_decision(self):
		rights = {"may_transfer": 1, "may_ask": 1, "may_add": 1, "may_copy": 1}
		run = self.sent(step("一", self.one, fills="amount", **rights), step("二", self.two))
		for verb in ("transfer", "ask", "add_before", "add_after", "copy"):
			with self.subTest(verb):
				words = {"request": run.name, "verb": verb, "people": [self.three], "opinion": "请"}
				self.assertRefused(FieldIsNotYours, self.call, ACT, self.one, **words, values={"amount": 6})
		self.assertEqual(self.stored(PURCHASE, self.doc.name, "amount"), 100)

	def test_what_the_controller_refuses_is_said_to_the_signer_and_nothing_is_decided(self):
		def refuse(doc):
			if doc.amount > 1000:
				frappe.throw("Zu viel")

		run = self.waiting()
		with listening(PURCHASE, "validate", refuse), self.as_user(self.one):
			asked = acting.engine.Act("approve", self.one, opinion="同意")
			self.assertRefused(frappe.ValidationError, acting.act, run.name, asked, values={"amount": 5000})
		self.assertEqual(self.acts_on(run), ["start"])


class TestSubject(ApprovalTestCase):
	def test_the_subject_prepares_its_document_before_it_is_submitted(self):
		Prepared.heard.clear()
		with attached(PURCHASE, f"{__name__}.Prepared"):
			run = self.sent(step("一", self.one))
			self.do(run, "approve", self.one)

		self.assertEqual(Prepared.heard, [(self.doc.name, 0)])
		self.assertEqual(self.stored(PURCHASE, self.doc.name, "unit"), "财务处")

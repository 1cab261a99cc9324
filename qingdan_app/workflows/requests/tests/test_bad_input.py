"""Whatever comes in: a refusal with a name, and not half a row written."""

import frappe

from qingdan_app.arguments import WrongArgument
from qingdan_app.tests import factories, users
from qingdan_app.workflows.exceptions import (
	AlreadyDecided,
	ConditionFails,
	DelegationRefused,
	FlowUnsound,
	NoSuchRequest,
	NotASignature,
	OpinionRequired,
	OpinionTooLong,
	WrongPeople,
)
from qingdan_app.workflows.flows import publishing
from qingdan_app.workflows.tests import purchases
from qingdan_app.workflows.tests.base import ApprovalTestCase
from qingdan_app.workflows.tests.purchases import PURCHASE, step

ACT = "qingdan_app.api.approvals.act"
TABLES = (
	"Qingdan Approval Request",
	"Qingdan Approval Assignment",
	"Qingdan Approval Copy",
	"Qingdan Approval Log",
	"DocShare",
)
MILLION = 1_000_000


class TestBadInput(ApprovalTestCase):
	def setUp(self):
		super().setUp()
		self.run_ = self.sent(step("一", self.one), step("二", self.two))

	def test_every_bad_act_is_refused_by_name_and_leaves_everything_as_it_was(self):
		cases = {
			"UnknownAct": {"verb": "explode"},
			"ActNotAllowed": {"verb": "reject", "opinion": "x"},
			"NoSuchTurn": {"verb": "approve", "turn": 99},
			"OpinionTooLong": {"verb": "approve", "opinion": "长" * MILLION},
			"OpinionRequired": {"verb": "return", "target": "@initiator"},
			"TargetNotAllowed": {"verb": "return", "opinion": "x", "target": "'; drop table"},
			"PersonUnavailable": {"verb": "transfer", "people": ["ghost@qingdan.example"]},
			"WrongPeople": {"verb": "transfer", "people": []},
			"SelfApproval": {"verb": "transfer", "people": [self.buyer]},
			"NotAdministrator": {"verb": "jump", "opinion": "x", "target": "二"},
			"NotInitiator": {"verb": "withdraw"},
			"NothingToTakeBack": {"verb": "take_back"},
		}
		for name, words in cases.items():
			with self.subTest(name=name):
				self.assertUnchanged(name, self.call, ACT, self.one, request=self.run_.name, **words)

	def test_turns_of_no_number_are_refused(self):
		for turn in (-1, "x", 10**12):
			with self.subTest(turn=turn), self.assertRaises((frappe.ValidationError, TypeError)):
				self._unchanged(
					self.call, ACT, self.one, request=self.run_.name, verb="approve", turn=turn, opinion=""
				)

	def test_people_that_are_no_list_of_users_or_are_too_many_are_refused(self):
		for people in ('{"a": 1}', "5", '[{"user": "x"}]', "[[1]]", ["a"] * 5000, "not json"):
			with (
				self.subTest(people=str(people)[:20]),
				self.assertRaises((frappe.ValidationError, TypeError)),
			):
				self._unchanged(
					self.call, ACT, self.one, request=self.run_.name, verb="copy", people=people, opinion=""
				)
		many = [f"user{number}@qingdan.example" for number in range(5000)]
		self.assertRefused(
			WrongPeople, self.call, ACT, self.one, request=self.run_.name, verb="copy", people=many
		)

	def test_a_stale_form_is_told_who_acted_and_when(self):
		self.do(self.run_, "approve", self.one, turn=1)

		refusal = self.assertRefused(
			AlreadyDecided, self.call, ACT, self.one, request=self.run_.name, verb="approve", turn=1
		)

		self.assertIn(frappe.utils.get_fullname(self.one), str(refusal))

	def test_a_turn_of_somebody_else_is_not_taken(self):
		self.assertUnchanged(
			"NotYourTurn", self.call, ACT, self.buyer, request=self.run_.name, verb="approve", turn=1
		)

	def test_an_act_on_a_request_that_has_ended_or_never_was_is_refused(self):
		self.do(self.run_, "terminate", self.admin, administrator=True)

		for verb in ("approve", "urge", "withdraw", "terminate", "jump", "resume", "copy"):
			with self.subTest(verb=verb):
				self.assertUnchanged(
					"AlreadyDecided" if verb == "approve" else "RequestEnded",
					self.do,
					self.run_,
					verb,
					self.one if verb in ("approve", "copy") else self.buyer,
					people=self.three,
					administrator=True,
				)
		self.assertRefused(NoSuchRequest, self.call, ACT, self.admin, request="nothing", verb="approve")

	def test_a_signer_who_has_left_since_is_replaced(self):
		frappe.db.set_value("User", self.one, "enabled", 0)
		run = self.do(self.run_, "transfer", self.admin, people=self.three, turn=1, administrator=True)

		self.assertEqual(self.open_for(run), [self.three])

	def test_a_million_characters_are_refused_on_every_path(self):
		words = "长" * MILLION
		self.assertRefused(OpinionTooLong, self.do, self.run_, "approve", self.one, words)
		self.assertRefused(NotASignature, self.do, self.run_, "approve", self.one, signature=words)

	def test_what_is_no_picture_is_no_signature(self):
		script = 'data:image/png;base64,"><script>alert(1)</script>'
		large = purchases.picture("长" * MILLION)
		for wrong in (" ", "李", "javascript:alert(1)", "data:text/html;base64,PGI+", script, large):
			with self.subTest(wrong=wrong[:60]):
				self.assertRefused(NotASignature, self.do, self.run_, "approve", self.one, signature=wrong)

	def test_a_condition_that_raises_on_the_way_refuses_the_act_by_name(self):
		publishing.retire(self.flow)
		later = {"condition_field": "subject", "condition_operator": ">", "condition_value": "5"}
		run = self.sent(step("一", self.one), step("二", self.two, **later))
		before = self.acts_on(run)
		try:
			self.do(run, "approve", self.one)
		except ConditionFails:
			self.assertEqual(self.acts_on(run), before)

	def test_a_document_that_is_gone_is_refused_by_name(self):
		frappe.db.delete(PURCHASE, {"name": self.doc.name})

		with self.assertRaises(frappe.DoesNotExistError):
			self.call(ACT, self.one, request=self.run_.name, verb="approve")

	def test_delegations_that_make_no_sense_or_are_anothers_are_refused(self):
		now, later = "2021-03-01 09:00:00", "2021-03-02 09:00:00"
		times = {"from_time": now, "until_time": later}
		cases = (
			(self.one, {"person": self.one, "delegate": self.one, **times}),
			(self.one, {"person": self.one, "delegate": self.two, "from_time": later, "until_time": now}),
			(self.one, {"person": self.two, "delegate": self.one, **times}),
			*((self.one, {"person": self.one, "delegate": nobody, **times}) for nobody in self.nobodies()),
		)
		for who, words in cases:
			with self.as_user(who):
				made = frappe.get_doc(
					{"doctype": "Qingdan Approval Delegation", "scope_kind": "All", **words}
				)
				self.assertRefused(DelegationRefused, made.insert)

	def nobodies(self) -> tuple[str, ...]:
		"""Accounts by which nobody signs."""
		left = users.user()
		frappe.db.set_value("User", left, "enabled", 0)
		return "Guest", "Administrator", left

	def test_what_is_no_number_is_refused_before_it_reaches_the_database(self):
		for words in ("nan", "inf", "1e400"):
			with self.subTest(words):
				made = step("一", self.one, working_hours=words)
				self.assertRefused(WrongArgument, purchases.draft_flow, made)
				flow = purchases.draft_flow(step("一", self.one, reminders=words))
				self.assertRefused(FlowUnsound, publishing.publish, flow)

	def test_nobody_turns_anothers_delegation_to_themselves(self):
		times = {"from_time": "2021-03-01 09:00:00", "until_time": "2031-03-02 09:00:00", "scope_kind": "All"}
		with self.as_user(self.one):
			words = {"doctype": "Qingdan Approval Delegation", "person": self.one, "delegate": self.two}
			made = frappe.get_doc({**words, **times}).insert()
		for who in (self.two, self.three):
			with self.subTest(who=who), self.assertRaises((DelegationRefused, frappe.PermissionError)):
				self.call(
					"frappe.client.set_value",
					who,
					doctype=made.doctype,
					name=made.name,
					fieldname="delegate",
					value=self.three,
				)

	def test_nobody_makes_anothers_delegation_their_own(self):
		times = {"from_time": "2021-03-01 09:00:00", "until_time": "2031-03-02 09:00:00", "scope_kind": "All"}
		with self.as_user(self.one):
			words = {"doctype": "Qingdan Approval Delegation", "person": self.one, "delegate": self.two}
			made = frappe.get_doc({**words, **times}).insert()
		forged = {**made.as_dict(), "person": self.three, "owner": self.three}

		with self.assertRaises(frappe.PermissionError):
			self.call("frappe.client.save", self.three, doc=frappe.as_json(forged))
		self.assertEqual(self.stored(made.doctype, made.name, "person"), self.one)

	def test_an_administrators_act_needs_their_reason(self):
		self.assertRefused(
			OpinionRequired, self.do, self.run_, "terminate", self.admin, "", administrator=True
		)

	def test_a_flow_of_a_doctype_that_is_gone_or_a_purchase_of_nobody_is_refused(self):
		made = purchases.draft_flow(step("一", self.one))
		made.document_type = "Nothing"

		self.assertRefused(frappe.LinkValidationError, made.save)

	def assertUnchanged(self, name: str, action, *arguments, **more) -> None:
		with self.assertRaises((frappe.ValidationError, frappe.PermissionError)) as refusal:
			self._unchanged(action, *arguments, **more)
		self.assertEqual(type(refusal.exception).__name__, name, refusal.exception)

	def _unchanged(self, action, *arguments, **more):
		before = self._picture()
		try:
			action(*arguments, **more)
		except Exception:
			self.assertEqual(self._picture(), before)
			raise

	def _picture(self) -> tuple:
		state = self.stored("Qingdan Approval Request", self.run_.name, "engine_state")
		return (state, *(frappe.db.count(table) for table in TABLES))


class TestUsersWithOddNames(ApprovalTestCase):
	def test_quotes_in_a_user_do_not_break_a_list(self):
		odd = factories.user(full_name="O'Brien \" -- ")
		run = self.sent(step("一", odd))

		self.assertEqual(self.open_for(run), [odd])
		self.assertEqual(self.call("qingdan_app.api.approvals.get_inbox", odd)["total"], 1)

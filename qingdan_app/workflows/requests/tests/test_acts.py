"""Everything people may do on a request, through the service, with the rows in step after each act."""

import frappe
from frappe.utils import add_to_date, now_datetime

from qingdan_app.workflows.engine.flow import INITIATOR, PREVIOUS
from qingdan_app.workflows.exceptions import AlreadyDecided, NotYourTurn, OpinionRequired
from qingdan_app.workflows.requests import changes
from qingdan_app.workflows.tests.base import COPY, ApprovalTestCase
from qingdan_app.workflows.tests.purchases import step


class ActsTestCase(ApprovalTestCase):
	def three_steps(self, **rules):
		return self.sent(
			step("一", self.one, **rules), step("二", self.two, **rules), step("三", self.three, **rules)
		)

	def at_third(self, **rules):
		run = self.three_steps(**rules)
		self.do(run, "approve", self.one)
		return self.do(run, "approve", self.two)

	def assertNamed(self, name: str, verb: str, who: str, run, *arguments, **more):
		"""The refusal has that name, and nothing at all was written."""
		before = self.acts_on(run)
		with self.assertRaises(frappe.ValidationError) as refusal:
			self.do(run, verb, who, *arguments, **more)
		self.assertEqual(type(refusal.exception).__name__, name)
		self.assertEqual(self.acts_on(run), before)
		return str(refusal.exception)


class TestReturns(ActsTestCase):
	def test_to_the_initiator_and_through_all_steps_again(self):
		run = self.do(self.at_third(), "return", self.three, "金额不对", target=INITIATOR)
		self.assertEqual((run.status, self.open_for(run)), ("Returned", [self.buyer]))

		run = self.do(run, "resume", self.buyer)

		self.assertEqual(self.open_for(run), [self.one])

	def test_straight_back_to_whoever_returned_it(self):
		run = self.do(self.at_third(), "return", self.three, "金额不对", target=INITIATOR, straight=True)

		run = self.do(run, "resume", self.buyer)

		self.assertEqual(self.open_for(run), [self.three])

	def test_to_the_previous_and_to_an_earlier_step(self):
		run = self.at_third()
		run = self.do(run, "return", self.three, "再看", target=PREVIOUS)
		self.assertEqual(self.open_for(run), [self.two])

		run = self.do(run, "return", self.two, "再看", target="一")
		self.assertEqual(self.open_for(run), [self.one])

	def test_a_step_that_is_not_offered_is_refused_by_name(self):
		run = self.do(self.three_steps(), "approve", self.one)
		for target in ("三", "二", "没有", "@nowhere"):
			self.assertNamed("TargetNotAllowed", "return", self.two, run, "x", target=target)

	def test_only_where_the_step_allows(self):
		run = self.do(self.three_steps(return_to="Initiator"), "approve", self.one)

		self.assertNamed("TargetNotAllowed", "return", self.two, run, "x", target="一")
		self.assertEqual(self.do(run, "return", self.two, "x", target=INITIATOR).status, "Returned")

	def test_a_return_ends_a_step_of_many_and_closes_the_others_turns(self):
		run = self.sent(step("一", self.one, self.two, self.three, mode="All"))
		self.do(run, "approve", self.one)

		run = self.do(run, "return", self.two, "缺发票", target=INITIATOR)

		self.assertEqual(self.open_for(run), [self.buyer])
		self.assertRefused(AlreadyDecided, self.do, run, "approve", self.three, turn=3)

	def test_it_needs_words(self):
		run = self.three_steps()
		self.assertRefused(OpinionRequired, self.do, run, "return", self.one, "", target=INITIATOR)

	def test_everybody_is_told_again_when_their_turn_comes_again(self):
		run = self.three_steps()
		told = self.told_since(lambda: self.do(run, "return", self.one, "x", target=INITIATOR))
		self.assertEqual(told, [(self.buyer, "Returned")])

		told = self.told_since(lambda: self.do(run, "resume", self.buyer))

		self.assertEqual(told, [(self.one, "Turn")])

	def test_whoever_approves_again_sees_what_changed(self):
		run = self.three_steps()
		self.do(run, "return", self.one, "金额不对", target=INITIATOR)
		with self.as_user(self.buyer):
			self.doc.reload()
			self.doc.update({"amount": 250}).save()
		self.do(run, "resume", self.buyer)

		found = changes.since_return(run.name)

		self.assertEqual([(each["path"], each["after"]) for each in found], [(["amount"], "250.0")])
		seen = self.call(
			"qingdan_app.api.approvals.get_request",
			self.one,
			doctype=self.doc.doctype,
			name=self.doc.name,
		)
		self.assertEqual([each["path"] for each in seen["changed"]], [["amount"]])


class TestWithdrawAndTakeBack(ActsTestCase):
	def test_the_initiator_withdraws_before_the_first_decision_only(self):
		run = self.do(self.three_steps(), "withdraw", self.buyer)
		self.assertEqual((run.outcome, self.open_for(run)), ("Withdrawn", []))

		again = self.send(self.doc)
		self.assertNotEqual(again.name, run.name)
		self.do(again, "approve", self.one)
		self.assertNamed("TooLateToWithdraw", "withdraw", self.buyer, again)
		self.assertNamed("NotInitiator", "withdraw", self.two, again)

	def test_a_decision_is_taken_back_until_the_next_has_acted(self):
		run = self.do(self.three_steps(), "approve", self.one)
		run = self.do(run, "take_back", self.one)
		self.assertEqual(self.open_for(run), [self.one])

		self.do(run, "approve", self.one)
		run = self.do(run, "approve", self.two)
		self.assertNamed("NextHasActed", "take_back", self.one, run)

	def test_nothing_is_taken_back_where_nothing_was_decided(self):
		self.assertNamed("NothingToTakeBack", "take_back", self.two, self.three_steps())

	def test_a_finished_request_is_not_taken_back(self):
		run = self.do(self.sent(step("一", self.one)), "approve", self.one)

		self.assertNamed("RequestEnded", "take_back", self.one, run)
		self.assertEqual(self.stored(self.doc.doctype, self.doc.name, "docstatus"), 1)


class TestOtherSigners(ActsTestCase):
	def test_a_transfer_hands_the_turn_on(self):
		told = self.told_since(
			lambda: self._start_and(lambda run: self.do(run, "transfer", self.one, people=self.four))
		)

		self.assertEqual(self.open_for(self.run_), [self.four])
		self.assertEqual(
			told, [(self.four, "Turn"), (self.one, "Turn")][:: 1 if self.four < self.one else -1]
		)
		self.assertRefused(AlreadyDecided, self.do, self.run_, "approve", self.one)
		self.assertEqual(self.open_for(self.do(self.run_, "approve", self.four)), [self.two])

	def test_whom_one_asks_answers_and_it_comes_back(self):
		run = self.do(self.three_steps(), "ask", self.one, "预算够吗？", people=self.four)
		self.assertEqual((self.open_for(run), self.open_for(run, "Held")), ([self.four], [self.one]))
		self.assertNamed("TurnIsHeld", "approve", self.one, run)

		run = self.do(run, "answer", self.four, "够")

		self.assertEqual(self.open_for(run), [self.one])
		self.assertEqual(self.turn_of(run, self.four).decision, "Answered")

	def test_a_signer_added_before_comes_back_one_added_after_does_not(self):
		run = self.do(self.three_steps(), "add_before", self.one, people=self.four)
		self.assertEqual(self.open_for(run), [self.four])
		run = self.do(run, "approve", self.four)
		self.assertEqual(self.open_for(run), [self.one])

		run = self.do(run, "add_after", self.one, people=self.three)
		run = self.do(run, "approve", self.one)
		self.assertEqual(self.open_for(run), [self.three])
		self.assertEqual(self.open_for(self.do(run, "approve", self.three)), [self.two])

	def test_an_added_signer_is_removed_by_whoever_added_them_only(self):
		run = self.do(self.three_steps(), "add_before", self.one, people=self.four)
		self.assertNamed("PersonUnknown", "remove", self.one, run, people=self.two)

		run = self.do(run, "remove", self.one, people=self.four)

		self.assertEqual(self.open_for(run), [self.one])

	def test_an_added_signer_adds_nobody_unless_the_step_says_so(self):
		run = self.do(self.three_steps(), "add_before", self.one, people=self.four)

		self.assertNamed("NestedAdding", "add_before", self.four, run, people=self.three)

	def test_adding_and_returning_strands_nobody(self):
		run = self.do(self.three_steps(), "add_before", self.one, people=self.four)

		run = self.do(run, "return", self.four, "不清楚", target=INITIATOR)

		self.assertEqual(self.open_for(run), [self.buyer])
		self.assertEqual(self.open_for(self.do(run, "resume", self.buyer)), [self.one])

	def test_what_a_step_forbids_is_refused(self):
		forbidden = dict.fromkeys(("may_return", "may_transfer", "may_ask", "may_add", "may_copy"), 0)
		run = self.three_steps(**forbidden)
		for verb in ("reject", "return", "transfer", "ask", "add_before", "add_after", "copy"):
			with self.subTest(verb=verb):
				self.assertNamed("ActNotAllowed", verb, self.one, run, people=self.four, target=INITIATOR)

	def test_people_who_are_gone_are_refused_by_name(self):
		frappe.db.set_value("User", self.four, "enabled", 0)
		run = self.three_steps()
		for person in (self.four, "ghost@qingdan.example"):
			self.assertNamed("PersonUnavailable", "transfer", self.one, run, people=person)
		self.assertNamed("WrongPeople", "transfer", self.one, run, people=(self.two, self.three))
		self.assertNamed("WrongPeople", "transfer", self.one, run, people=self.one)
		self.assertNamed("SelfApproval", "transfer", self.one, run, people=self.buyer)

	def _start_and(self, action):
		self.run_ = self.three_steps()
		action(self.run_)


class TestCopiesAndUrging(ActsTestCase):
	def test_a_copy_is_sent_once_and_marked_as_read_once(self):
		run = self.three_steps()
		told = self.told_since(lambda: self.do(run, "copy", self.one, people=(self.four, self.three)))
		self.assertEqual(told, sorted([(self.four, "For Information"), (self.three, "For Information")]))
		self.assertNamed("AlreadyCopied", "copy", self.one, run, people=self.four)

		self.do(run, "read", self.four)

		self.assertIsNotNone(frappe.db.get_value(COPY, {"request": run.name, "user": self.four}, "read_at"))
		self.assertNamed("AlreadyRead", "read", self.four, run)

	def test_those_named_by_the_step_get_a_copy_when_it_has_passed(self):
		run = self.sent(step("一", self.one, copy_resolver="user", copy_parameter=self.four))
		self.assertEqual(frappe.get_all(COPY, {"request": run.name}), [])

		self.do(run, "approve", self.one)

		self.assertEqual(frappe.get_all(COPY, {"request": run.name}, pluck="user"), [self.four])

	def test_urging_reaches_whose_turn_it_is_and_is_throttled(self):
		run = self.three_steps()
		told = self.told_since(lambda: self.do(run, "urge", self.buyer))

		self.assertEqual(told, [(self.one, "Urge")])
		self.assertNamed("UrgedTooSoon", "urge", self.buyer, run)
		self.assertNamed("NotInitiator", "urge", self.two, run)


class TestAdministrators(ActsTestCase):
	def test_an_administrator_ends_and_moves_a_request_with_a_reason(self):
		run = self.three_steps()
		self.assertRefused(
			OpinionRequired, self.do, run, "jump", self.admin, "", target="三", administrator=True
		)
		run = self.do(run, "jump", self.admin, "一已口头同意", target="三", administrator=True)
		self.assertEqual(self.open_for(run), [self.three])

		run = self.do(run, "terminate", self.admin, "项目取消", administrator=True)

		self.assertEqual((run.outcome, self.open_for(run)), ("Terminated", []))

	def test_nobody_else_does(self):
		run = self.three_steps()
		for verb in ("jump", "terminate"):
			self.assertNamed("NotAdministrator", verb, self.one, run, target="三")
		door = "qingdan_app.api.approvals.act"
		with self.assertRaises(NotYourTurn) as refusal:
			self.call(door, self.one, request=run.name, verb="terminate", opinion="x")
		self.assertEqual(type(refusal.exception).__name__, "NotAdministrator")

	def test_a_blocked_request_goes_on_when_people_are_named_or_found(self):
		run = self.sent(step("一", resolver="field", parameter="approver"))
		self.assertEqual((run.status, self.open_for(run)), ("Blocked", []))
		self.assertNamed("NobodyToSign", "resume", self.admin, run, administrator=True)

		run = self.do(run, "resume", self.admin, people=self.one, target="一", administrator=True)
		self.assertEqual((run.status, self.open_for(run)), ("Running", [self.one]))

	def test_the_only_approver_is_disabled_and_the_administrators_are_told(self):
		frappe.db.set_value("User", self.one, "enabled", 0)
		subject = {"approver": self.one}
		told = self.told_since(
			lambda: self.sent(step("一", resolver="field", parameter="approver"), subject=subject)
		)

		self.assertIn((self.admin, "Blocked"), told)

	def test_who_leaves_hands_all_their_turns_on(self):
		run = self.three_steps()
		turn = self.turn_of(run, self.one).turn

		run = self.do(run, "transfer", self.admin, people=self.four, turn=turn, administrator=True)

		self.assertEqual(self.open_for(run), [self.four])


class TestDelegation(ActsTestCase):
	def test_both_names_are_in_the_record(self):
		self._away(self.one, self.four)
		run = self.three_steps()
		self.assertEqual(self.open_for(run), [self.four])

		self.do(run, "approve", self.four, "同意")

		turn = self.turn_of(run, self.four)
		self.assertEqual((turn.assignee, turn.on_behalf_of), (self.four, self.one))
		entry = frappe.get_last_doc("Qingdan Approval Log", {"request": run.name, "act": "approve"})
		self.assertEqual((entry.actor, entry.on_behalf_of), (self.four, self.one))

	def test_it_never_cascades(self):
		self._away(self.one, self.four)
		self._away(self.four, self.three)

		self.assertEqual(self.open_for(self.three_steps()), [self.four])

	def test_it_begins_and_ends_at_its_times_and_holds_for_its_part_only(self):
		self._away(self.one, self.four, days=(1, 2))
		self._away(self.one, self.four, days=(-2, -1))
		self._away(self.one, self.four, scope_kind="Flow", scope_key="another")
		self.assertEqual(self.open_for(self.three_steps()), [self.one])

	def test_what_is_open_returns_when_it_ends_and_what_was_done_stays(self):
		self._away(self.one, self.four)
		run = self.three_steps()

		self.tick(add_to_date(now_datetime(), days=3).replace(microsecond=0))

		self.assertInStep(run.name)
		self.assertEqual(self.open_for(run), [self.one])
		self.assertEqual(self.tick(add_to_date(now_datetime(), days=3)), 0)

	def test_one_that_is_revoked_gives_back_what_is_open(self):
		entered = self._away(self.one, self.four)
		run = self.three_steps()
		entered.update({"revoked": 1}).save()

		self.tick(add_to_date(now_datetime(), minutes=1))

		self.assertInStep(run.name)
		self.assertEqual(self.open_for(run), [self.one])

	def _away(self, person: str, delegate: str, days: tuple = (-1, 2), **scope):
		now = now_datetime()
		words = {"person": person, "delegate": delegate, "scope_kind": "All", **scope}
		words["from_time"], words["until_time"] = (add_to_date(now, days=day) for day in days)
		return frappe.get_doc({"doctype": "Qingdan Approval Delegation", **words}).insert()

"""Once means once for approvals too: real processes against the database, all at the same instant, or killed."""

from datetime import timedelta

import frappe
from frappe.utils import now_datetime

from qingdan_app.tests import factories
from qingdan_app.tests.concurrency import ConcurrencyTestCase, die_before_write
from qingdan_app.workflows.engine.flow import Act
from qingdan_app.workflows.exceptions import AlreadyDecided
from qingdan_app.workflows.flows import choosing
from qingdan_app.workflows.moves import performing as workflow
from qingdan_app.workflows.requests import acting, sweeping
from qingdan_app.workflows.seals import sealing
from qingdan_app.workflows.tests import purchases
from qingdan_app.workflows.tests.base import REQUEST, TURN, ApprovalTestCase
from qingdan_app.workflows.tests.purchases import AGREE, DONE, HAND_IN, LEAVE, PURCHASE, step

EIGHT = 8


def approve(name: str) -> str:
	"""Straight through the service: nothing repeats it after a deadlock."""
	run = acting.act(name, Act("approve", frappe.session.user, opinion="同意"))
	return run.outcome or run.status


def approve_or_hear(name: str) -> str:
	try:
		return approve(name)
	except AlreadyDecided as refusal:
		frappe.db.rollback()
		return str(refusal)


def send_back(name: str) -> str:
	return acting.act(name, Act("return", frappe.session.user, opinion="退", target="@initiator")).status


def withdraw(name: str) -> str:
	return acting.act(name, Act("withdraw", frappe.session.user)).outcome


def send(name: str) -> str:
	return acting.send(PURCHASE, name).status


def delete(name: str) -> str:
	frappe.delete_doc(PURCHASE, name)
	return "deleted"


def complete(name: str) -> str:
	doc = workflow.perform(LEAVE, name, AGREE)
	return doc.state


def tick(now) -> int:
	return sweeping.tick_due(now)


def seal() -> str:
	made = sealing.seal_heads()
	return "sealed" if made else "nothing"


class TestConcurrentApprovals(ConcurrencyTestCase, ApprovalTestCase):
	TABLES = (*ConcurrencyTestCase.TABLES, PURCHASE, purchases.ITEM, LEAVE)

	def setUp(self):
		super().setUp()
		stored = {"parent": "__global", "defkey": sealing.LAST}
		self.last_seal = frappe.db.get_value("DefaultValue", stored, "defvalue")

	def tearDown(self):
		frappe.db.rollback()
		frappe.defaults.clear_default(key=sealing.LAST, parent="__global")
		if self.last_seal:
			frappe.db.set_global(sealing.LAST, self.last_seal)
		super().tearDown()
		for doctype in (PURCHASE, LEAVE):
			choosing.forget(doctype)
		frappe.db.commit()

	def test_two_on_one_of_several_in_the_same_instant_one_decides_and_the_other_hears_who(self):
		run = self.sent(step("一", self.one, self.two))

		answers = self.at_once(
			(self.one, approve_or_hear, (run.name,)), (self.two, approve_or_hear, (run.name,))
		)

		self.assertEqual(answers.count("Approved"), 1, answers)
		winner = (self.one, self.two)[answers.index("Approved")]
		told = next(answer for answer in answers if answer != "Approved")
		self.assertIn(frappe.utils.get_fullname(winner), told)
		self.assertIn(str(now_datetime().year), told)
		self.assertEqual(self.stored(PURCHASE, self.doc.name, "docstatus"), 1)
		self.assertInStep(run.name)

	def test_all_of_six_at_once_finish_exactly_once(self):
		people = [factories.user() for _ in range(6)]
		run = self.sent(step("一", *people, mode="All"))

		answers = self.at_once(*((who, approve, (run.name,)) for who in people))

		self.assertEqual(sorted(answers), ["Approved", *["Running"] * 5])
		self.assertEqual(self.acts_on(run), ["start", *["approve"] * 6])
		self.assertInStep(run.name)

	def test_approving_and_returning_and_withdrawing_at_once_leave_one_story(self):
		run = self.sent(step("一", self.one, self.two))

		answers = self.at_once(
			(self.one, approve, (run.name,)),
			(self.two, send_back, (run.name,)),
			(self.buyer, withdraw, (run.name,)),
		)

		self.assertGreaterEqual(len({"Approved", "Returned", "Withdrawn"} & set(answers)), 1, answers)
		self.assertFalse({"Approved", "Withdrawn"} <= set(answers), answers)
		self.assertNotIn("QueryDeadlockError", answers)
		self.assertInStep(run.name)

	def test_two_workers_tick_one_clock_once(self):
		run = self.sent(step("一", self.one, working_hours=1, on_expiry="Pass"))
		later = now_datetime() + timedelta(days=30)

		answers = self.at_once(*(("Administrator", tick, (later,)),) * 3)

		self.assertEqual(sorted(answers), ["0", "0", "1"])
		self.assertEqual(self.acts_on(run), ["start", "expire"])
		self.assertEqual(self.stored(PURCHASE, self.doc.name, "docstatus"), 1)

	def test_a_clock_waits_for_whoever_has_the_document_or_its_request(self):
		run = self.sent(step("一", self.one, working_hours=1))
		later = now_datetime() + timedelta(days=30)

		self.assertTrue(self.waits_for(PURCHASE, self.doc.name, acting.tick, run.name, later))
		self.assertTrue(self.waits_for(REQUEST, run.name, acting.tick, run.name, later))
		self.assertEqual(self.acts_on(run), ["start"])

	def test_one_purchase_is_sent_once(self):
		purchases.flow(step("一", self.one))
		doc = purchases.purchase(self.buyer)

		answers = self.at_once(*((self.buyer, send, (doc.name,)),) * 3)

		self.assertEqual(answers.count("Running"), 1, answers)
		self.assertEqual(frappe.db.count(REQUEST, {"reference_name": doc.name}), 1)

	def test_one_that_is_sent_and_deleted_at_once_is_either(self):
		purchases.flow(step("一", self.one))
		for _ in range(3):
			doc = purchases.purchase(self.buyer)
			self.at_once((self.buyer, send, (doc.name,)), (self.buyer, delete, (doc.name,)))

			requests = frappe.get_all(REQUEST, {"reference_name": doc.name, "status": ("!=", "Ended")})
			self.assertEqual(bool(requests), bool(frappe.db.exists(PURCHASE, doc.name)))

	def test_a_deletion_waits_for_whoever_has_the_document(self):
		purchases.flow(step("一", self.one))
		doc = purchases.purchase(self.buyer)

		self.assertTrue(self.waits_for(PURCHASE, doc.name, delete, doc.name))

	def test_a_document_that_waited_for_its_flow_gets_one_request_from_two_first_acts(self):
		from frappe.model.workflow import apply_workflow

		doc = purchases.purchase(self.buyer, LEAVE)
		with self.as_user(self.buyer):
			apply_workflow(doc, HAND_IN)
		purchases.flow(step("一", self.one, self.two), doctype=LEAVE)
		for who in (self.one, self.two):
			frappe.share.add(LEAVE, doc.name, who, read=1)

		answers = self.at_once((self.one, complete, (doc.name,)), (self.two, complete, (doc.name,)))

		self.assertEqual(answers.count(DONE), 1, answers)
		self.assertEqual(frappe.db.count(REQUEST, {"reference_name": doc.name}), 1)

	def test_eight_people_on_eight_requests_meet_no_error(self):
		purchases.flow(step("一", self.one, self.two, mode="All"), step("二", self.three))
		for _ in range(2):
			docs = [purchases.purchase(self.buyer).name for _ in range(EIGHT)]
			sent = self.at_once(*((self.buyer, send, (name,)) for name in docs))
			self.assertEqual(sent, ["Running"] * EIGHT)
			runs = [frappe.db.get_value(REQUEST, {"reference_name": name}) for name in docs]
			for who, expected in ((self.one, "Running"), (self.two, "Running"), (self.three, "Approved")):
				answers = self.at_once(*((who, approve, (name,)) for name in runs))
				self.assertEqual(answers, [expected] * EIGHT)
			for name in runs:
				self.assertInStep(name)

	def test_a_worker_killed_between_any_two_writes_leaves_what_was_before(self):
		run = self.sent(step("一", self.one), step("二", self.two))
		frappe.set_user(self.one)
		kills = self._killed_everywhere(run, approve)
		frappe.set_user(self.two)
		kills_of_last = self._killed_everywhere(run, approve)
		frappe.set_user("Administrator")

		self.assertGreater(min(kills, kills_of_last), 6)
		self.assertEqual(self.acts_on(run), ["start", "approve", "approve"])
		self.assertEqual(self.stored(PURCHASE, self.doc.name, "docstatus"), 1)
		self.assertInStep(run.name)

	def test_a_clock_killed_between_any_two_writes_ticks_once(self):
		run = self.sent(step("一", self.one, working_hours=1, on_expiry="Pass"), step("二", self.two))
		later = now_datetime() + timedelta(days=30)

		kills = self._killed_everywhere(run, lambda name: acting.tick(name, later))

		self.assertGreater(kills, 5)
		self.assertEqual(self.acts_on(run), ["start", "expire"])
		self.assertInStep(run.name)

	def test_two_jobs_that_seal_at_once_make_one_seal(self):
		self.sent(step("一", self.one))
		before = frappe.db.count(sealing.SEAL)

		answers = self.at_once(("Administrator", seal, ()), ("Administrator", seal, ()))

		self.assertEqual(answers.count("sealed"), 1, answers)
		self.assertEqual(frappe.db.count(sealing.SEAL), before + 1)

	def _killed_everywhere(self, run, function) -> int:
		"""Kill it before its first write, its second … until it lives; answers how often it was killed."""
		before = self._picture(run)
		for number in range(1, 60):
			if self.survives(die_before_write, number, function, run.name):
				return number - 1
			self.assertEqual(self._picture(run), before, f"killed before write {number}")
		raise AssertionError("it never came to its end")

	def _picture(self, run) -> tuple:
		"""Everything an act would touch."""
		turns = frappe.get_all(TURN, {"request": run.name}, ["*"], order_by="turn")
		log = frappe.get_all(
			"Qingdan Approval Log", {"reference_name": self.doc.name}, ["*"], order_by="sequence"
		)
		doc = frappe.db.get_value(PURCHASE, self.doc.name, ["docstatus", "modified"])
		shares = sorted(frappe.get_all("DocShare", {"share_name": self.doc.name}, pluck="user"))
		return (
			turns,
			log,
			doc,
			shares,
			frappe.db.get_value(REQUEST, run.name, ["engine_state", "head", "shared"]),
		)

"""A DocType made in Desk whose submission a flow decides: no code, and no way round."""

import frappe

from qingdan_app.arguments import WrongArgument
from qingdan_app.tests.security.side_doors import UPDATES
from qingdan_app.workflows.exceptions import ApprovalPending, NoSuchRequest, WrongItems
from qingdan_app.workflows.flows import choosing, publishing
from qingdan_app.workflows.tests import purchases
from qingdan_app.workflows.tests.base import ApprovalTestCase, attached
from qingdan_app.workflows.tests.purchases import PURCHASE, PurchaseSubject, step

SEND = "qingdan_app.api.approvals.send"
SEND_MANY = "qingdan_app.api.approvals.send_many"
ACT = "qingdan_app.api.approvals.act"


class TestSubmission(ApprovalTestCase):
	def test_the_approved_purchase_is_submitted_by_the_flow(self):
		run = self.sent(step("一", self.one), step("二", self.two))
		self.do(run, "approve", self.one)
		self.assertEqual(self.stored(PURCHASE, self.doc.name, "docstatus"), 0)

		run = self.do(run, "approve", self.two)

		self.assertEqual((run.outcome, self.stored(PURCHASE, self.doc.name, "docstatus")), ("Approved", 1))

	def test_rejection_return_withdrawal_and_termination_leave_the_draft(self):
		for verb, who, more in (
			("reject", self.one, {}),
			("return", self.one, {"target": "@initiator"}),
			("withdraw", self.buyer, {}),
			("terminate", self.admin, {"administrator": True}),
		):
			with self.subTest(verb=verb):
				run = self.sent(step("一", self.one, may_reject=1))
				self.do(run, verb, who, **more)
				self.assertEqual(self.stored(PURCHASE, self.doc.name, "docstatus"), 0)
				publishing.retire(self.flow)

	def test_it_all_works_over_http_for_people_without_a_role(self):
		purchases.flow(step("一", self.one))
		doc = purchases.purchase(self.buyer)

		sent = self.call(SEND, self.buyer, doctype=PURCHASE, name=doc.name)
		done = self.call(ACT, self.one, request=sent["request"], verb="approve", turn=1)

		self.assertEqual((sent["status"], done["outcome"]), ("Running", "Approved"))
		self.assertEqual(self.stored(PURCHASE, doc.name, "docstatus"), 1)

	def test_no_door_submits_it_before_or_while_the_flow_decides(self):
		purchases.flow(step("一", self.one))
		for sent in (False, True):
			doc = purchases.purchase(self.buyer)
			if sent:
				self.send(doc)
			for name, door in self._doors(doc).items():
				for who in (self.buyer, "Administrator"):
					with self.subTest(door=name, who=who, sent=sent):
						self.assertRefused(ApprovalPending, door, who)
			self.assertEqual(self.stored(PURCHASE, doc.name, "docstatus"), 0)

	def test_a_purchase_that_no_flow_is_meant_for_is_submitted_as_ever(self):
		purchases.flow(step("一", self.one), conditions=[("amount", ">", "1000")])
		doc = purchases.purchase(self.buyer, amount=10)

		self.assertRefused(NoSuchRequest, self.call, SEND, self.buyer, doctype=PURCHASE, name=doc.name)
		with self.as_user(self.buyer):
			frappe.get_doc(PURCHASE, doc.name).submit()

		self.assertEqual(self.stored(PURCHASE, doc.name, "docstatus"), 1)

	def test_many_are_sent_at_once_and_each_stands_by_itself(self):
		purchases.flow(step("一", self.one), conditions=[("amount", ">", "1000")])
		large, other, small = (purchases.purchase(self.buyer, amount=amount) for amount in (5000, 6000, 10))
		names = [large.name, small.name, "gone", other.name]

		sent = self.call(SEND_MANY, self.buyer, doctype=PURCHASE, names=names)

		self.assertEqual(
			[(row["name"], row["ok"]) for row in sent], list(zip(names, (1, 0, 0, 1), strict=True))
		)
		running = {"reference_name": ("in", names), "status": "Running"}
		self.assertEqual(frappe.db.count("Qingdan Approval Request", running), 2)

	def test_whoever_may_not_write_sends_nothing(self):
		purchases.flow(step("一", self.one))
		doc = purchases.purchase(self.buyer)
		for who in (self.four, self.buyer):
			said = self.call(SEND_MANY, who, doctype=PURCHASE, names=[doc.name, "gone"])
			self.assertEqual([row["ok"] for row in said], [who == self.buyer, False])
			self.assertEqual(len({row["message"] for row in said}), 1 + (who == self.buyer))
		self.assertRefused(WrongArgument, self.call, SEND_MANY, self.buyer, doctype="Nonsense", names=["x"])
		for names in ([], list(map(str, range(201)))):
			self.assertRefused(WrongItems, self.call, SEND_MANY, self.buyer, doctype=PURCHASE, names=names)

	def test_a_session_is_told_whether_a_flow_is_meant_for_every_document(self):
		for always, narrowed in (
			(True, {}),
			(False, {"conditions": [("amount", ">", "1000")]}),
			(False, {"expression": "doc.amount > 5"}),
		):
			flow = purchases.flow(step("一", self.one), **narrowed)
			guard = {"guard": "Submission", "state": "", "always": always}
			self.assertIn(guard, choosing.guards()[PURCHASE])
			publishing.retire(flow)

	def test_a_form_is_told_whether_a_flow_decides_or_core_does(self):
		panel = "qingdan_app.api.approvals.get_panel"
		flow = purchases.flow(step("一", self.one), conditions=[("amount", ">", "1000")])
		small, large = (purchases.purchase(self.buyer, amount=amount) for amount in (10, 5000))
		of_small = {"view": None, "flow": None}
		self.assertEqual(self.call(panel, self.buyer, doctype=PURCHASE, name=small.name), of_small)
		told = self.call(panel, self.buyer, doctype=PURCHASE, name=large.name)
		meant = {"name": flow.name, "title": flow.title, "guard": "Submission"}
		self.assertEqual(told, {"view": None, "flow": meant})
		run = self.send(large)
		told = self.call(panel, self.one, doctype=PURCHASE, name=large.name)
		self.assertEqual((told["view"]["request"], told["flow"]), (run.name, None))
		self.do(run, "withdraw", self.buyer)
		self.assertEqual(self.call(panel, self.buyer, doctype=PURCHASE, name=large.name)["flow"], meant)
		self.assertRefused(
			frappe.PermissionError, self.call, panel, self.two, doctype=PURCHASE, name=small.name
		)

	def test_cutting_the_amount_does_not_get_a_running_purchase_past_its_flow(self):
		purchases.flow(step("一", self.one), conditions=[("amount", ">", "1000")])
		doc = purchases.purchase(self.buyer, amount=5000)
		self.send(doc)

		with self.as_user(self.buyer):
			changed = frappe.get_doc(PURCHASE, doc.name)
			changed.amount = 10
			self.assertRefused(ApprovalPending, changed.submit)

	def test_what_is_being_decided_on_is_not_changed_until_it_is_returned(self):
		run = self.sent(step("一", self.one))
		for name, door in UPDATES.items():
			if name in ("by_form_submit",):
				continue
			with self.subTest(door=name), self.assertRaises((ApprovalPending, frappe.PermissionError)):
				door(self, self.buyer, self.doc, amount=999999)
		self.assertEqual(self.stored(PURCHASE, self.doc.name, "amount"), 100)

		self.do(run, "return", self.one, "请改", target="@initiator")
		UPDATES["by_save"](self, self.buyer, self.doc, amount=90)

		self.assertEqual(self.stored(PURCHASE, self.doc.name, "amount"), 90)

	def test_a_purchase_under_decision_is_not_deleted(self):
		self.sent(step("一", self.one))

		with self.assertRaises(frappe.ValidationError):
			self.call("frappe.client.delete", self.buyer, doctype=PURCHASE, name=self.doc.name)
		self.assertTrue(frappe.db.exists(PURCHASE, self.doc.name))

	def test_it_is_sent_once(self):
		run = self.sent(step("一", self.one))

		with self.assertRaises(frappe.ValidationError):
			self.send(self.doc)
		self.assertEqual(frappe.db.count("Qingdan Approval Request", {"reference_name": self.doc.name}), 1)
		self.assertEqual(self.acts_on(run), ["start"])

	def test_who_may_not_write_it_does_not_send_it(self):
		purchases.flow(step("一", self.one))
		doc = purchases.purchase(self.buyer)

		self.assertRefused(frappe.PermissionError, self.call, SEND, self.one, doctype=PURCHASE, name=doc.name)

	def _doors(self, doc) -> dict:
		stored = frappe.get_doc(PURCHASE, doc.name).as_dict
		return {
			"submit": lambda who: self._as(who, frappe.get_doc(PURCHASE, doc.name).submit),
			"save": lambda who: self._as(
				who, frappe.get_doc(PURCHASE, doc.name).update({"docstatus": 1}).save
			),
			"client": lambda who: self.call("frappe.client.submit", who, doc=frappe.as_json(stored())),
			"rest": lambda who: self.rest("PUT", f"{PURCHASE}/{doc.name}", who, docstatus=1),
			"form": lambda who: self.call(
				"frappe.desk.form.save.savedocs", who, doc=frappe.as_json(stored()), action="Submit"
			),
			"forced": lambda who: self._as(
				who, frappe.get_doc(PURCHASE, doc.name).update({"docstatus": 1}).save, ignore_permissions=True
			),
		}

	def _as(self, who: str, action, **more):
		with self.as_user(who):
			return action(**more)


class TestAnotherAppsSubject(ApprovalTestCase):
	"""A purchase attached by another app's hook: its own facts, labels, authors, snapshot and ending."""

	def setUp(self):
		super().setUp()
		PurchaseSubject.ended.clear()
		hook = attached(PURCHASE, f"{PurchaseSubject.__module__}.PurchaseSubject")
		hook.__enter__()
		self.addCleanup(hook.__exit__, None, None, None)

	def test_conditions_look_at_its_own_facts(self):
		dear = {"condition_field": "expensive", "condition_operator": "=", "condition_value": "1"}
		run = self.sent(step("一", self.one, **dear), step("二", self.two), subject={"amount": 20000})
		self.assertEqual(self.open_for(run), [self.one])

		self.assertEqual(self.open_for(self.send(purchases.purchase(self.buyer, amount=5))), [self.two])

	def test_its_authors_do_not_decide(self):
		subject = {"unit": "own work", "approver": self.one}
		run = self.sent(step("一", self.one, self.two), subject=subject)

		self.assertEqual(self.open_for(run), [self.two])

	def test_it_hears_of_the_end_and_its_snapshot_is_kept(self):
		run = self.sent(step("一", self.one))
		self.do(run, "approve", self.one)

		self.assertEqual(PurchaseSubject.ended, [(self.doc.name, "approved")])
		kept = frappe.parse_json(run.snapshot)
		self.assertEqual(
			{name: kept[name] for name in ("amount", "subject")}, {"amount": "100.0", "subject": "Desks"}
		)
		self.assertEqual(kept.keys() - {"amount", "subject"}, {"@made"})

	def test_delegations_hold_for_what_it_belongs_to(self):
		from frappe.utils import add_to_date, now_datetime

		words = {"person": self.one, "delegate": self.two, "scope_kind": "Unit", "scope_key": "财政局"}
		words["from_time"], words["until_time"] = (add_to_date(now_datetime(), days=n) for n in (-1, 1))
		frappe.get_doc({"doctype": "Qingdan Approval Delegation", **words}).insert()

		self.assertEqual(
			self.open_for(self.sent(step("一", self.one), subject={"unit": "财政局"})), [self.two]
		)
		self.assertEqual(self.open_for(self.send(purchases.purchase(self.buyer, unit="水务局"))), [self.one])

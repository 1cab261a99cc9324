"""What other apps call and hear: sending, who has it, where it stands, shipping a flow, and the event of an approval."""

from unittest.mock import patch

import frappe

from qingdan_app import approvals
from qingdan_app.workflows.exceptions import FlowUnsound, NoSuchRequest
from qingdan_app.workflows.tests import purchases
from qingdan_app.workflows.tests.base import ApprovalTestCase
from qingdan_app.workflows.tests.purchases import PURCHASE, step

FLOW = "Qingdan Approval Flow"
heard: list[approvals.Heard] = []


def listener(event: approvals.Heard) -> None:
	heard.append(event)


def note_on_the_document(event: approvals.Heard) -> None:
	"""What a listener does: it finds the document as the act has left it."""
	heard.append(frappe.db.get_value(event.doctype, event.name, "docstatus"))


def refusing(event: approvals.Heard) -> None:
	frappe.throw("not today")


class TestPythonApi(ApprovalTestCase):
	def setUp(self):
		super().setUp()
		heard.clear()

	def test_a_document_is_sent_in_and_says_who_has_it_and_where_it_stands(self):
		flow = purchases.flow(step("first", self.one), step("second", self.two))
		doc = purchases.purchase(self.buyer)
		self.assertIsNone(approvals.standing(doc))
		with self.as_user(self.buyer):
			request = approvals.send(doc)
		(turn,) = approvals.pending(doc)
		self.assertEqual(
			(turn.request, turn.step, turn.assignee, turn.name), (request, "first", self.one, doc.name)
		)
		self.assertEqual(approvals.pending(user=self.one), [turn])
		self.assertEqual(approvals.pending(doc, self.two), [])
		self.assertEqual(approvals.standing(doc), approvals.Standing(request, flow.name, "Running", ""))
		run = frappe.get_doc("Qingdan Approval Request", request)
		self.do(self.do(run, "approve", self.one), "approve", self.two)
		self.assertEqual(approvals.standing(doc), approvals.Standing(request, flow.name, "Ended", "Approved"))
		self.assertEqual(approvals.pending(doc), [])

	def test_who_may_not_write_sends_nothing_in_and_what_no_flow_is_meant_for_is_refused_by_name(self):
		doc = purchases.purchase(self.buyer)
		with self.as_user(self.buyer):
			self.assertRefused(NoSuchRequest, approvals.send, doc)
		purchases.flow(step("first", self.one))
		with self.as_user(self.one):
			self.assertRefused(frappe.PermissionError, approvals.send, doc)

	def test_a_shipped_flow_is_published_once_and_its_change_is_the_next_version(self):
		first = approvals.publish(self.shipped(self.one))
		self.assertEqual(approvals.publish(self.shipped(self.one)), first)
		second = approvals.publish(self.shipped(self.two))
		self.assertEqual((first, second), ("shipped-v1", "shipped-v2"))
		self.assertEqual(frappe.db.get_value(FLOW, first, "status"), "Retired")

	def test_what_an_administrator_made_of_a_shipped_flow_stays(self):
		approvals.publish(self.shipped(self.one))
		own = purchases.flow(step("own", self.two), key="shipped")
		self.assertEqual(approvals.publish(self.shipped(self.one)), own.name)
		self.call("qingdan_app.api.flows.retire", "Administrator", name=own.name)
		approvals.publish(self.shipped(self.one))
		self.assertFalse(frappe.db.exists(FLOW, {"flow_key": "shipped", "status": "Published"}))

	def test_a_shipped_flow_that_could_strand_a_document_is_refused_by_name(self):
		self.assertRefused(
			FlowUnsound, approvals.publish, {**self.shipped(self.one), "document_type": "Note"}
		)

	def shipped(self, who: str) -> dict:
		return {
			"flow_key": "shipped",
			"title": "Shipped",
			"document_type": PURCHASE,
			"guard": "Submission",
			"steps": [step("first", who)],
		}

	def test_another_app_hears_every_act_and_how_it_ended_when_all_is_done(self):
		with self.listening(f"{__name__}.listener", f"{__name__}.note_on_the_document"):
			run = self.sent(step("first", self.one))
			self.do(run, "approve", self.one, "fine")
		events, states = heard[::2], heard[1::2]
		self.assertEqual(
			[(event.act, event.outcome) for event in events], [("start", ""), ("approve", "approved")]
		)
		last = events[-1]
		self.assertEqual((last.doctype, last.name, last.request), (PURCHASE, self.doc.name, run.name))
		self.assertEqual((last.actor, last.opinion), (self.one, "fine"))
		self.assertEqual(states, [0, 1])

	def test_what_a_listener_refuses_is_not_done(self):
		run = self.sent(step("first", self.one))
		with self.listening(f"{__name__}.refusing"), self.assertRaises(frappe.ValidationError):
			self.call("qingdan_app.api.approvals.act", self.one, request=run.name, verb="approve", turn=1)
		self.assertEqual(self.open_for(run), [self.one])

	def listening(self, *paths: str):

		known = frappe.get_hooks

		def with_listeners(name=None, *arguments, **more):
			return [*paths] if name == "approval_events" else known(name, *arguments, **more)

		return patch.object(frappe, "get_hooks", with_listeners)

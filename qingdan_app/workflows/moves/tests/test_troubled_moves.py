"""Moves in bad company: a subject that leads in a circle, an app that saves the same document, a failure half way."""

from unittest.mock import patch

import frappe

from qingdan_app.workflows.exceptions import FlowUnsound
from qingdan_app.workflows.moves import performing
from qingdan_app.workflows.moves.performing import MoveTo, Note
from qingdan_app.workflows.moves.subjects import ApprovalSubject
from qingdan_app.workflows.tests import purchases
from qingdan_app.workflows.tests.base import ApprovalTestCase, attached
from qingdan_app.workflows.tests.listeners import listening
from qingdan_app.workflows.tests.purchases import DONE, DRAFT, HAND_IN, LEAVE, REVIEW

LOG, MESSAGE = "Qingdan Approval Log", "Qingdan Message"


class Circling(ApprovalSubject):
	"""Another app's subject: every move leads to the one that undoes it."""

	def after_move(self, move):
		back = DRAFT if move.to_state == REVIEW else REVIEW
		return [MoveTo(LEAVE, self.doc.name, "again", back)]


class MovingOn(ApprovalSubject):
	"""Another app's subject: what is handed in is done at once."""

	def after_move(self, move):
		return [MoveTo(LEAVE, self.doc.name, "settle", DONE)] if move.to_state == REVIEW else ()


class Failing(ApprovalSubject):
	"""Another app's subject: the second thing that follows does not work."""

	def after_move(self, move):
		return [
			Note(LEAVE, self.doc.name, "noted", {"unit": "财务处"}),
			MoveTo(LEAVE, "no such leave", "x", DONE),
		]


class TestTroubledMoves(ApprovalTestCase):
	def setUp(self):
		super().setUp()
		self.leave = purchases.purchase(self.buyer, LEAVE)

	def hand_in(self):
		with self.as_user(self.buyer):
			return performing.perform(LEAVE, self.leave.name, HAND_IN)

	def as_subject(self, subject: type[ApprovalSubject]):
		return attached(LEAVE, f"{__name__}.{subject.__name__}")

	def left(self) -> tuple:
		about = {"reference_doctype": LEAVE, "reference_name": self.leave.name}
		row = frappe.db.get_value(LEAVE, self.leave.name, ["state", "unit", "modified"])
		return row, frappe.db.count(LOG, about), frappe.db.count(MESSAGE, about)

	def test_a_subject_that_leads_in_a_circle_is_refused_and_leaves_nothing(self):
		before = self.left()
		with self.as_subject(Circling), patch("qingdan_app.workflows.moves.loop.MOST_STEPS", 20):
			self.assertRefused(FlowUnsound, self.hand_in)

		self.assertEqual(self.left(), before)

	def test_what_fails_half_way_leaves_nothing_of_what_came_before(self):
		before = self.left()
		with self.as_subject(Failing):
			self.assertRefused(frappe.DoesNotExistError, self.hand_in)

		self.assertEqual(self.left(), before)

	def test_an_app_that_saves_the_document_once_more_in_on_update_keeps_what_it_wrote(self):
		for write in (self._save_same, self._save_another, self._set_value):
			with self.subTest(write.__name__):
				self.leave = purchases.purchase(self.buyer, LEAVE)
				with listening(LEAVE, "on_update", self._once(write)):
					self.hand_in()

				self.assertEqual(self.left()[0][:2], (REVIEW, "财务处"))
				self.assertEqual(self.left()[1], 1)

	def test_what_it_wrote_is_kept_by_what_follows_from_the_move_in_the_same_act(self):
		for write in (self._save_same, self._save_another, self._set_value):
			with self.subTest(write.__name__), self.as_subject(MovingOn):
				self.leave = purchases.purchase(self.buyer, LEAVE)
				with listening(LEAVE, "on_update", self._once(write)):
					self.hand_in()

				self.assertEqual(self.left()[0][:2], (DONE, "财务处"))
				self.assertEqual(self.left()[1], 2)

	def _once(self, write):
		"""As an app does that knows that its own save calls it again."""
		written = []

		def on_update(doc):
			if not written:
				written.append(doc.name)
				write(doc)

		return on_update

	def _save_same(self, doc):
		doc.unit = "财务处"
		doc.save(ignore_permissions=True)

	def _save_another(self, doc):
		frappe.get_doc(LEAVE, doc.name).update({"unit": "财务处"}).save(ignore_permissions=True)

	def _set_value(self, doc):
		frappe.db.set_value(LEAVE, doc.name, "unit", "财务处")

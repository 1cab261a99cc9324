"""One act, one cause: every entry names the one it follows from, and an opinion is written down once."""

import frappe

from qingdan_app.api import documents
from qingdan_app.tasks import timeline
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.workflows.engine.trail import Fault
from qingdan_app.workflows.log import trail
from qingdan_app.workflows.seals import sealing

TASK, REPORT = "Qingdan Task", "Qingdan Progress Report"


class TestCauses(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()

	def test_filing_a_completion_report_causes_the_review_and_that_the_request(self):
		self.city.filed()

		filed = self._entry(REPORT, "file")
		submitted, started = self._entry(TASK, "submit"), self._entry(TASK, "start", of_request=True)

		self.assertEqual(filed.cause, "")
		self.assertEqual((submitted.cause, started.cause), (filed.name, submitted.name))

	def test_an_opinion_is_stored_with_the_decision_and_reached_from_all_that_follows(self):
		self._completed("同意销号")
		decided, moved, adopted = self._decision("complete", "adopt")

		self.assertEqual((decided.cause, moved.cause, adopted.cause), ("", decided.name, moved.name))
		self.assertEqual([row.opinion for row in (decided, moved, adopted)], ["同意销号", None, None])
		for doctype, name, act in (
			(TASK, self.city.task.name, "complete"),
			(REPORT, self._report(), "adopt"),
		):
			with self.subTest(doctype), self.as_user(self.city.office):
				(read,) = [row for row in documents.get_trail(doctype, name) if row["act"] == act]
				self.assertEqual(read["opinion"], "同意销号")

	def test_the_trail_is_in_the_order_of_its_sequence_whatever_the_clock_said(self):
		self._completed("同意")
		last = self._entry(TASK, "complete")
		frappe.db.set_value(trail.LOG, last.name, "acted_at", "2001-01-01", update_modified=False)

		with self.as_user(self.city.office):
			read = documents.get_trail(TASK, self.city.task.name)

		self.assertEqual([row["sequence"] for row in read], list(range(1, len(read) + 1)))
		self.assertEqual(read[-1]["name"], last.name)

	def test_the_digest_covers_the_cause_and_entries_without_one_keep_theirs(self):
		self._completed("同意")
		self.assertIsNone(sealing.verify_one(TASK, self.city.task.name))
		row = self._entry(TASK, "complete")

		frappe.db.set_value(trail.LOG, row.name, "cause", self._entry(REPORT, "file").name)
		self.assertEqual(sealing.verify_one(TASK, self.city.task.name).fault, Fault.EDITED)
		frappe.db.set_value(trail.LOG, row.name, "cause", None)
		self.assertEqual(sealing.verify_one(TASK, self.city.task.name).fault, Fault.EDITED)

		first = self._entry(TASK, "start")
		frappe.db.set_value(trail.LOG, row.name, "cause", row.cause)
		frappe.db.set_value(trail.LOG, first.name, "cause", None)  # as it was before there were causes
		self.assertIsNone(sealing.verify_one(TASK, self.city.task.name))

	def test_the_timeline_says_a_decision_once_with_its_opinion(self):
		self._completed("同意销号")

		said = [(entry["act"], entry["opinion"]) for entry in self._timeline()]

		self.assertEqual(said.count(("complete", "同意销号")), 1)
		self.assertNotIn(("approve", "同意销号"), said)

	def test_an_approval_that_moved_nothing_is_shown_even_beside_a_move_of_the_same_person_and_words(self):
		"""Guessing by texts took the head's approval for the next move of the same person."""
		self.city.filed()
		self.act(self.city.task, "complete", self.city.head, "")
		approved = self._entry(TASK, "approve", of_request=True)
		frappe.db.set_value(trail.LOG, approved.name, "actor", self.city.office, update_modified=False)
		self.act(self.city.task, "complete", self.city.office, "")

		acts = [entry["act"] for entry in self._timeline()]

		self.assertEqual((acts.count("approve"), acts.count("complete")), (1, 1))

	def test_entries_from_before_there_were_causes_are_read_as_ever(self):
		self._completed("同意销号")
		for name in frappe.get_all(trail.LOG, {"reference_name": self.city.task.name}, pluck="name"):
			frappe.db.set_value(trail.LOG, name, "cause", None, update_modified=False)
		moved = self._entry(TASK, "complete")
		frappe.db.set_value(trail.LOG, moved.name, "opinion", "同意销号", update_modified=False)

		said = [(entry["act"], entry["opinion"]) for entry in self._timeline()]

		self.assertEqual(said.count(("complete", "同意销号")), 1)
		self.assertNotIn(("approve", "同意销号"), said)

	def _completed(self, opinion: str) -> None:
		self.city.in_review()
		self.act(self.city.task, "complete", self.city.office, opinion)

	def _decision(self, act: str, follow: str) -> tuple:
		return (
			self._entry(TASK, "approve", of_request=True),
			self._entry(TASK, act),
			self._entry(REPORT, follow),
		)

	def _entry(self, doctype: str, act: str, of_request: bool = False):
		"""The last entry of an act, on the document or on its request."""
		name = self.city.task.name if doctype == TASK else self._report()
		about = {"reference_doctype": doctype, "reference_name": name, "act": act}
		about["request"] = ("is", "set" if of_request else "not set")
		return frappe.get_last_doc(trail.LOG, about, order_by="sequence desc")

	def _report(self) -> str:
		return self.city.completion.name

	def _timeline(self) -> list[dict]:
		with self.as_user(self.city.supervisor):
			return timeline.timeline_of(frappe.get_doc(TASK, self.city.task.name))

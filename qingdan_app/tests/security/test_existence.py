"""Whoever may not see a document is not told that it is there: a guessed name is answered as one that nobody has given.

Every endpoint of this app is asked twice, about a document that somebody does not see and about none, and answers the
same: the refusal, its words, and the messages beside it.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

import frappe

from qingdan_app.permissions.guarded import RULED
from qingdan_app.tests.security import matrix_doors
from qingdan_app.tests.security.aims import Aim
from qingdan_app.tests.security.marked import MarkedTestCase
from qingdan_app.tests.security.matrix_words import words_for

WHO = ("person without a role", "other unit")
OTHERS = (
	"Qingdan List",
	"Qingdan Approval Flow",
	"Qingdan Reorganization",
	"Qingdan Closing Report",
	"Report",
)
"""DocTypes without a rule of their own, of which some people see no document."""
RANDOM = re.compile(r"\b[0-9a-f]{10}\b")
"""Names that core makes up."""
NOBODYS = "no-such-document"


class TestExistence(MarkedTestCase):
	def setUp(self):
		super().setUp()
		self.order = self._order()

	def test_no_endpoint_of_ours_tells_whether_a_document_is_there(self):
		self.assertEqual("\n".join(told for label in WHO for told in self.told_apart(label)), "")

	def test_an_order_that_is_not_ones_own_is_refused_in_words_that_say_nothing(self):
		for label in WHO:
			for door in ("get_preview", "order", "call_off"):
				with self.subTest(label=label, door=door), self.watch.watching(self.world.people[label]):
					asked = self.watch.ask(f"qingdan_app.api.reorganizing.{door}", name=self.order)
					self.assertIsInstance(asked.refused, frappe.PermissionError)
					self.assertNotIn(self.order, asked.answer)

	def told_apart(self, label: str) -> Iterator[str]:
		with self.watch.watching(self.world.people[label]):
			for aim in self.aims(label):
				for door in sorted(matrix_doors.ours()):
					there, nowhere = (self.told(door, each) for each in (aim, nothing_like(aim)))
					if there != nowhere:
						yield f"{label}: {door} about {aim.doctype}:\n\t{there}\n\t{nowhere}"

	def aims(self, label: str) -> list[Aim]:
		"""One document of each DocType that the person does not see."""
		hidden = self.world.hidden(label)
		found = [self.world.aim(doctype, next(iter(hidden[doctype]))) for doctype in RULED if hidden[doctype]]
		others = ((doctype, self.unseen(label, doctype)) for doctype in OTHERS)
		return found + [Aim(doctype, name, "name") for doctype, name in others if name]

	def unseen(self, label: str, doctype: str) -> str | None:
		names = frappe.get_all(doctype, pluck="name", limit=20, order_by="name")
		user = self.world.people[label]
		return next((name for name in names if not frappe.has_permission(doctype, "read", name, user)), None)

	def _order(self) -> str:
		city = self.world.around.city
		words = {"kind": "Portfolio", "leader": city.leader, "new_leader": city.other_leader}
		words.update({"effective_date": frappe.utils.nowdate(), "reason": "分工调整"})
		return frappe.get_doc({"doctype": "Qingdan Reorganization", **words}).insert().name

	def told(self, door: str, aim: Aim) -> tuple[str, str]:
		asked = self.watch.ask(door, **words_for(door, aim))
		said = asked.answer
		for name in sorted({aim.name, aim.task, aim.request, aim.report} - {""}, key=len, reverse=True):
			said = said.replace(name, "…")
		return type(asked.refused).__name__, RANDOM.sub("…", said)


def nothing_like(aim: Aim) -> Aim:
	"""The same of a document that nobody has made."""
	named = {field: NOBODYS for field in ("name", "task", "request", "report") if getattr(aim, field)}
	return replace(aim, **named)

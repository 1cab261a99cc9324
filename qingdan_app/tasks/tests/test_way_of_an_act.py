"""The way of an act through task, request and report: each locked and read once, one thing done after the other."""

from contextlib import ExitStack, contextmanager
from unittest.mock import patch

import frappe

from qingdan_app.api import approvals, documents
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.tests.statements import Said, noted
from qingdan_app.workflows.moves.held import Held
from qingdan_app.workflows.moves.loop import FollowUp

TASK, REPORT, REQUEST = "Qingdan Task", "Qingdan Progress Report", "Qingdan Approval Request"


class TestWayOfAnAct(QingdanTestCase):
	def test_a_task_is_completed_with_one_lock_and_one_read_of_each_document_on_either_road(self):
		by_desk = self._said_on_task(lambda city: documents.perform(TASK, city.task.name, "complete"))
		by_verb = self._said_on_task(lambda city: approvals.act(self._request(city.task), "approve"))

		for said in (by_desk, by_verb):
			for doctype in (TASK, REPORT, REQUEST):
				with self.subTest(doctype):
					self.assertEqual((said.reads()[doctype], said.locks()[doctype]), (1, 1))
		self.assertLessEqual(abs(len(by_desk) - len(by_verb)), 2)
		self.assertLessEqual(max(len(by_desk), len(by_verb)), 53)

	def test_a_whole_way_of_a_task_carries_out_nothing_inside_another_but_what_an_end_brings(self):
		"""What an end brings is undone as a whole where the document's app refuses it: one loop within the act's."""
		with watched() as deepest:
			city = City()
			city.in_review()
			self.act(city.task, "return", city.office, "缺验收报告")
			factories.acted(city.completion, ("file", city.liaison))
			city.decided_by_head()
			self.act(city.task, "complete", city.office, "同意")

		self.assertGreater(deepest["done"], 20)
		self.assertEqual(deepest["depth"], 2)

	def test_a_move_writes_no_version_of_what_the_log_says_already(self):
		city = City()
		city.completed()

		names = (city.task.name, city.completion.name)
		self.assertEqual(frappe.get_all("Version", {"docname": ("in", names)}, pluck="data"), [])

	def test_a_document_is_locked_and_read_once_and_its_task_before_its_report(self):
		city = City()
		city.filed()
		held = Held()
		with noted() as said:
			report = held.read(REPORT, city.completion.name)
			task = held.read(TASK, city.task.name)
			held.hold(TASK, city.task.name)

		self.assertIs(held.read(REPORT, city.completion.name), report)
		self.assertIs(held.known(TASK, city.task.name), task)
		locks = [table for table in said.locks() if table in (TASK, REPORT)]
		self.assertEqual((locks, said.locks()[TASK], said.locks()[REPORT]), ([TASK, REPORT], 1, 1))

	def _said_on_task(self, act) -> Said:
		"""What the second act of the kind says: the first fills what a process reads once."""
		for _each in range(2):
			city = City()
			city.in_review()
			said = self._said(city.office, lambda city=city: act(city))
		return said

	def _said(self, who: str, act) -> Said:
		with self.as_user(who), noted() as said:
			act()
		return said

	def _request(self, doc) -> str:
		return frappe.db.get_value(REQUEST, {"reference_name": doc.name, "status": "Running"})


@contextmanager
def watched():
	"""How many follow-ups were done, and how deep one stood inside another."""
	found = {"depth": 0, "done": 0}
	depth = 0

	def watch(real):
		def carry_out(self, held, cause):
			nonlocal depth
			depth += 1
			found["depth"] = max(found["depth"], depth)
			found["done"] += 1
			try:
				return real(self, held, cause)
			finally:
				depth -= 1

		return carry_out

	with ExitStack() as stack:
		for kind in FollowUp.__subclasses__():
			stack.enter_context(patch.object(kind, "carry_out", watch(kind.carry_out)))
		yield found

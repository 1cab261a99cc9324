"""What goes over the wire: a document's own room opens to its people, and nothing is told to everybody."""

from unittest.mock import patch

import frappe

from qingdan_app import compat
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City


class TestRealtime(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()

	def test_the_room_of_a_task_opens_to_its_people_only(self):
		for who in (*self.city.insiders, *self.city.outsiders):
			with self.as_user(who):
				opens = compat.opens_realtime_room("Qingdan Task", self.city.task.name)
			self.assertEqual(opens, who in self.city.insiders, who)

	def test_the_room_of_a_draft_opens_to_its_unit_only(self):
		self.city.started()
		draft = self.city.draft()
		for who in (self.city.liaison, self.city.helper, self.city.office, self.city.supervisor):
			with self.as_user(who):
				opens = compat.opens_realtime_room(draft.doctype, draft.name)
			self.assertEqual(opens, who == self.city.liaison, who)

	def test_a_change_is_told_in_the_documents_own_room_and_nowhere_else(self):
		with patch.object(frappe, "publish_realtime") as publish:
			self.act(self.city.task, "start", self.city.liaison)

		told = [call for call in publish.call_args_list if self.city.task.name in str(call)]
		self.assertTrue(told)
		for call in told:
			self.assertEqual(
				(call.kwargs["doctype"], call.kwargs["docname"]), ("Qingdan Task", self.city.task.name)
			)
			self.assertEqual(call.args[0], "doc_update")

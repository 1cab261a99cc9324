"""Between an act and its delivery the world moves: who may no longer see the document is not told about it."""

import frappe

from qingdan_app.messaging import ledger, outbox
from qingdan_app.tests import users
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.tests.messages import DESK, MESSAGE, deliver, message, told_by
from qingdan_app.tests.site import new_request

NOTE = "Notification Log"
SECRET = "资金缺口三千万"


class WithheldTestCase(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()

	def reopened(self) -> dict:
		"""The message that tells the liaison of a reopening, with its reason, still on its way: no turn of a flow is open."""
		self.city.completed()
		told = told_by(self.act, self.city.task, "reopen", self.city.supervisor, SECRET)
		return next(row for row in told if row.receiver == self.city.liaison and row.channel == DESK)

	def leave(self, user: str) -> None:
		for name in frappe.get_all("Qingdan Contact", {"user": user}, pluck="name"):
			frappe.db.set_value("Qingdan Contact", name, "until_date", "2021-01-01")
		new_request()

	def about_task(self, **fields):
		return message(doctype="Qingdan Task", name=self.city.task.name, **fields)

	def after(self, row):
		return frappe.get_doc(MESSAGE, row.name)

	def notes(self, user: str) -> list[str]:
		return frappe.get_all(NOTE, {"for_user": user}, pluck="subject")

	def read_by(self, user: str, row) -> list[dict]:
		words = {"filters": {"name": row.name}, "fields": ["subject", "title", "opinion"]}
		return self.call("frappe.client.get_list", user, doctype=MESSAGE, **words)


class TestWithheld(WithheldTestCase):
	def test_who_is_still_in_office_is_told(self):
		row = self.reopened()
		deliver(row.name)

		self.assertEqual(self.after(row).state, "Delivered")
		self.assertEqual(len(self.notes(self.city.liaison)), 1)

	def test_who_left_the_post_before_delivery_is_not_told_and_cannot_look_it_up(self):
		row = self.reopened()
		self.leave(self.city.liaison)
		self.assertEqual(self.read_by(self.city.liaison, row), [])
		deliver(row.name)

		self.assertEqual(self.notes(self.city.liaison), [])
		after = self.after(row)
		self.assertEqual(
			(after.state, after.title, after.opinion, after.subject), ("Muted", None, None, None)
		)
		self.assertTrue(after.last_error)
		for found in self.read_by(self.city.liaison, row):
			self.assertNotIn(SECRET, str(found))

	def test_what_failed_is_not_read_by_its_receiver(self):
		row = self.reopened()
		ledger.failed(row.name, "no answer")

		self.assertEqual(self.read_by(self.city.liaison, row), [])
		self.assertEqual(len(self.read_by(self.city.supervisor, row)), 1)

	def test_what_is_sent_again_is_asked_again(self):
		row = self.reopened()
		ledger.failed(row.name, "no answer")
		self.leave(self.city.liaison)
		ledger.queue_again(row.name)
		deliver(row.name)

		self.assertEqual(self.notes(self.city.liaison), [])

	def test_a_turn_that_has_ended_is_no_longer_told_to_whoever_sees_nothing_else(self):
		asked = self.city.outsider
		(row, *_more) = told_by(outbox.send, [asked], self.about_task(opinion=SECRET))
		deliver(row.name)

		self.assertEqual((self.after(row).state, self.notes(asked)), ("Muted", []))

	def test_nobody_is_told_of_a_document_that_has_gone(self):
		row = self.reopened()
		frappe.db.delete("Qingdan Task", {"name": self.city.task.name})
		deliver(row.name)

		self.assertEqual((self.after(row).state, self.notes(self.city.liaison)), ("Muted", []))

	def test_copies_and_flows_that_wait_for_nobody_reach_whom_they_name(self):
		for kind in ("For Information", "Blocked"):
			with self.subTest(kind=kind):
				told = told_by(outbox.send, [self.city.outsider], self.about_task(kind=kind))
				row = next(row for row in told if row.channel == DESK)
				deliver(row.name)
				self.assertEqual(self.after(row).state, "Delivered")

	def test_where_the_first_of_many_is_withheld_the_others_are_told_one_by_one(self):
		user = users.user()
		seen = [message(name=name) for name in ("zh", "en")]
		hidden = [self.about_task() for _number in range(5)]
		rows = told_by(self._gather, user, [*hidden, *seen])
		rows = [row for row in rows if row.channel == DESK]
		(whole,) = [row for row in rows if row.state == "Queued"]
		deliver(whole.name)
		self.assertEqual(self.after(whole).state, "Muted")

		within = [row.name for row in rows if row.name != whole.name]
		deliver(*within)

		states = [frappe.db.get_value(MESSAGE, name, "state") for name in within]
		self.assertEqual(sorted(states), ["Delivered"] * 2 + ["Muted"] * 5)

	def _gather(self, user: str, messages) -> None:
		with outbox.gathered():
			for said in messages:
				outbox.send([user], said)

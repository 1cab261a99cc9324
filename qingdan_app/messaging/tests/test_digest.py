"""One message instead of many: what a bulk act or a sweep brings to one person."""

import frappe
from frappe.utils import now_datetime

from qingdan_app.messaging import ledger, outbox
from qingdan_app.messaging.rules.digest import MOST_SINGLE
from qingdan_app.tests import users
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.messages import DESK, EMAIL, MESSAGE, message, told_by

FEW, MANY = MOST_SINGLE, MOST_SINGLE + 1


class TestDigest(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.one, self.two = users.user(), users.user()

	def told(self, *messages: tuple[str, str, list[str]], failing: int = 0) -> list:
		"""What leaves when `(kind, name, users)` are told in one go; the last `failing` of them are undone."""
		return [row for row in told_by(self._tell, messages, failing) if row.channel == DESK]

	def _tell(self, messages, failing: int) -> None:
		with outbox.gathered():
			for kind, name, receivers in messages[: len(messages) - failing]:
				outbox.send(receivers, message(kind=kind, name=name))
			for kind, name, receivers in messages[len(messages) - failing :]:
				self._fail(kind, name, receivers)

	def _fail(self, kind: str, name: str, receivers: list[str]) -> None:
		frappe.db.savepoint("one")
		with self.assertRaises(ValueError), outbox.kept_if_done():
			outbox.send(receivers, message(kind=kind, name=name))
			raise ValueError
		frappe.db.rollback(save_point="one")

	def turns(self, count: int, receiver: str) -> list[tuple]:
		return [("Turn", f"T{number}", [receiver]) for number in range(count)]

	def due(self, rows: list) -> list:
		return [row for row in rows if row.next_attempt and row.next_attempt <= now_datetime()]

	def test_a_few_turns_are_told_one_by_one_and_at_once(self):
		found = self.told(*self.turns(FEW, self.one))

		self.assertEqual(len(self.due(found)), FEW)

	def test_many_turns_of_one_person_are_one_message_that_names_the_first_and_how_many(self):
		found = self.told(*self.turns(MANY, self.one))

		(whole,) = self.due(found)
		self.assertEqual((whole.reference_name, whole.kind, whole.receiver), ("T0", "Turn", self.one))
		self.assertIn(str(MANY), whole.subject)
		within = [row for row in found if row.name != whole.name]
		self.assertEqual([(row.state, row.digest) for row in within], [("Gathered", whole.name)] * MANY)

	def test_others_who_share_a_turn_are_still_told_of_it(self):
		found = self.due(self.told(*self.turns(FEW, self.one), ("Turn", "T9", [self.one, self.two])))

		self.assertEqual(
			sorted((row.receiver, row.reference_name) for row in found),
			sorted([(self.two, "T9"), (self.one, "T0")]),
		)

	def test_reminders_are_never_drowned_in_a_digest(self):
		found = self.due(self.told(*self.turns(MANY, self.one), ("Late", "T1", [self.one])))

		self.assertIn(("Late", "T1"), [(row.kind, row.reference_name) for row in found])

	def test_what_was_rolled_back_is_told_to_nobody(self):
		found = self.told(("Turn", "T1", [self.one]), ("Turn", "T2", [self.one]), failing=1)

		self.assertEqual([row.reference_name for row in found], ["T1"])

	def test_a_process_that_dies_before_the_end_leaves_rows_that_are_due_a_little_later(self):
		with self.assertRaises(KeyboardInterrupt), outbox.gathered():
			outbox.send([self.one], message("dies"))
			raise KeyboardInterrupt

		row = frappe.get_doc(MESSAGE, ledger.key_of(self.one, DESK, "dies", "Turn"))
		self.assertEqual(row.state, "Queued")
		self.assertGreater(row.next_attempt, now_datetime())

	def test_turns_that_left_while_the_rest_was_still_gathered_are_not_told_in_a_digest_as_well(self):
		rows = [row for row in told_by(self._gather_for_too_long, MANY) if row.channel == DESK]

		self.assertEqual(sorted(row.state for row in rows), ["Delivered"] + ["Queued"] * FEW)
		self.assertFalse(any(row.digest for row in rows))

	def _gather_for_too_long(self, count: int) -> None:
		"""The sweep of messages takes the first one up before all are told."""
		with outbox.gathered():
			for number in range(count):
				outbox.send([self.one], message(f"long {number}"))
			for channel in (DESK, EMAIL):
				ledger.delivered(ledger.key_of(self.one, channel, "long 0", "Turn"))

	def test_the_same_turns_gathered_again_are_not_told_again(self):
		causes = [message(f"cause {number}") for number in range(MANY)]
		first = told_by(self._gather, causes)

		again = told_by(self._gather, causes)

		self.assertTrue(first)
		self.assertEqual(again, [])
		self.assertEqual(frappe.db.count(MESSAGE, {"receiver": self.one, "state": "Queued"}), 2)

	def _gather(self, messages) -> None:
		with outbox.gathered():
			for said in messages:
				outbox.send([self.one], said)

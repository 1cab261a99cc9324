"""One message instead of many: what a bulk act or a sweep brings to one person."""

from unittest.mock import patch

from qingdan_app.messaging import outbox
from qingdan_app.tests.base import QingdanTestCase

FEW, MANY = outbox.MOST_SINGLE, outbox.MOST_SINGLE + 1


class TestDigest(QingdanTestCase):
	def told(self, *messages: tuple[str, str, list[str]], failing: int = 0) -> list[tuple]:
		"""What leaves when `(about, name, users)` are told in one go; the last `failing` of them are undone."""
		with patch.object(outbox.frappe, "enqueue") as enqueue, outbox.gathered():
			for about, name, users in messages[: len(messages) - failing]:
				outbox.send(users, "Qingdan Task", name, about, "{0} {1} {2}", "审核")
			for about, name, users in messages[len(messages) - failing :]:
				self._fail(about, name, users)
		calls = [call.kwargs for call in enqueue.call_args_list]
		return [(call["about"], call["name"], call["users"], call["what"]) for call in calls]

	def _fail(self, about: str, name: str, users: list[str]) -> None:
		with self.assertRaises(ValueError), outbox.kept_if_done():
			outbox.send(users, "Qingdan Task", name, about, "{0} {1} {2}", "审核")
			raise ValueError

	def test_a_few_turns_are_told_one_by_one(self):
		found = self.told(*(("turn", f"T{number}", ["a@x"]) for number in range(FEW)))

		self.assertEqual([row[0] for row in found], ["turn"] * FEW)

	def test_many_turns_of_one_person_are_one_message_that_names_the_first(self):
		found = self.told(*(("turn", f"T{number}", ["a@x"]) for number in range(MANY)))

		self.assertEqual(found, [("digest", "T0", ["a@x"], str(MANY))])

	def test_others_who_share_a_turn_are_still_told_of_it(self):
		shared = [("turn", f"T{number}", ["a@x"]) for number in range(FEW)]
		found = self.told(*shared, ("turn", "T9", ["a@x", "b@x"]))

		self.assertIn(("turn", "T9", ["b@x"], "审核"), found)
		self.assertIn(("digest", "T0", ["a@x"], str(MANY)), found)

	def test_reminders_are_never_drowned_in_a_digest(self):
		found = self.told(
			*(("turn", f"T{number}", ["a@x"]) for number in range(MANY)), ("late", "T1", ["a@x"])
		)

		self.assertIn(("late", "T1", ["a@x"], "审核"), found)

	def test_what_was_rolled_back_is_told_to_nobody(self):
		found = self.told(("turn", "T1", ["a@x"]), ("turn", "T2", ["a@x"]), failing=1)

		self.assertEqual([row[1] for row in found], ["T1"])

	def test_outside_a_bulk_every_message_leaves_by_itself(self):
		with patch.object(outbox.frappe, "enqueue") as enqueue:
			outbox.send(["a@x"], "Qingdan Task", "T1", "turn", "{0} {1} {2}", "审核")

		self.assertEqual(enqueue.call_count, 1)

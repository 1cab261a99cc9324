"""Messages say what happened to documents: read by whoever got them and by overseers, written by nobody."""

import frappe

from qingdan_app.messaging import ledger, outbox
from qingdan_app.messaging.exceptions import CannotBeMuted, NotYourPreference, WrittenByTheOutbox
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.tests.messages import DESK, MESSAGE, told_by

PREFERENCE = "Qingdan Message Preference"
LIST = "frappe.client.get_list"


class TestMessages(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()
		self.city.in_review()
		told = told_by(self.act, self.city.task, "return", self.city.office, "缺验收报告")
		self.row = next(row for row in told if row.receiver == self.city.liaison and row.channel == DESK)
		ledger.delivered(self.row.name)
		self.strangers = (*self.city.outsiders, self.city.head, self.city.helper, self.city.office)

	def listed(self, who: str) -> list[str]:
		found = self.call(
			LIST, who, doctype=MESSAGE, filters={"name": self.row.name}, fields=["name", "opinion"]
		)
		return [row["name"] for row in found]

	def counted(self, who: str) -> int:
		return self.call("frappe.client.get_count", who, doctype=MESSAGE, filters={"name": self.row.name})

	def test_its_receiver_and_overseers_see_it_in_every_way(self):
		for who in (self.city.liaison, self.city.supervisor, self.city.administrator):
			with self.subTest(who=who):
				self.assertEqual(self.listed(who), [self.row.name])
				self.assertEqual(self.counted(who), 1)
				self.assertEqual(
					self.rest("GET", f"{MESSAGE}/{self.row.name}", who).get("opinion"), "缺验收报告"
				)

	def test_nobody_else_sees_it_in_any_way(self):
		for who in self.strangers:
			with self.subTest(who=who):
				self.assertEqual(self.listed(who), [])
				self.assertEqual(self.counted(who), 0)
				with self.assertRaises(frappe.PermissionError):
					self.rest("GET", f"{MESSAGE}/{self.row.name}", who)

	def test_a_claim_to_be_its_receiver_opens_nothing(self):
		claimed = frappe.get_doc(MESSAGE, self.row.name)
		claimed.receiver = self.city.outsider
		with self.as_user(self.city.outsider):
			self.assertFalse(claimed.has_permission("read"))

	def test_a_letter_to_an_address_is_seen_by_overseers_only(self):
		(letter,) = told_by(
			outbox.mail_file, ["archive@example.cn"], "封存", "<p>1</p>", ("a.json", "{}"), "seal/1", "Seal"
		)
		for who, count in ((self.city.supervisor, 1), (self.city.liaison, 0), (self.city.outsider, 0)):
			found = self.call(LIST, who, doctype=MESSAGE, filters={"name": letter.name})
			self.assertEqual(len(found), count, who)

	def test_nobody_makes_changes_or_deletes_one_by_hand(self):
		for who in (self.city.liaison, self.city.administrator, "Administrator"):
			with self.subTest(who=who), self.as_user(who):
				self._refused(frappe.get_doc(MESSAGE, self.row.name).update({"state": "Delivered"}).save)
				self._refused(frappe.get_doc({"doctype": MESSAGE, "receiver": who, "kind": "Turn"}).insert)
				self._refused(frappe.delete_doc, MESSAGE, self.row.name)
		self.assertRefused(
			WrittenByTheOutbox,
			frappe.get_doc(MESSAGE, self.row.name).update({"state": "Delivered"}).save,
			ignore_permissions=True,
		)

	def test_it_follows_its_receiver_and_its_document_when_they_are_renamed(self):
		old, new = self.city.liaison, f"renamed-{self.city.liaison}"
		frappe.rename_doc("User", old, new, force=True, show_alert=False)

		self.assertEqual(self.stored(MESSAGE, self.row.name, "receiver"), new)
		with self.as_user(new):
			self.assertEqual(self.listed(new), [self.row.name])

	def test_it_keeps_nobody_from_deleting_a_user(self):
		from qingdan_app.tests import users

		gone = users.user()
		users.user("System Manager")  # core deletes no user of a site without one
		outbox.send([gone], self._some())
		frappe.delete_doc("User", gone)

		self.assertFalse(frappe.db.exists("User", gone))

	def _some(self):
		from qingdan_app.tests.messages import message

		return message()

	def _refused(self, action, *arguments) -> None:
		with self.assertRaises((frappe.PermissionError, WrittenByTheOutbox)):
			action(*arguments)


class TestPreferences(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()

	def prefer(self, who: str, **fields):
		with self.as_user(who):
			return frappe.get_doc({"doctype": PREFERENCE, "kind": "Turn", **fields}).insert()

	def test_everybody_keeps_their_own(self):
		for who in (self.city.liaison, self.city.office, self.city.supervisor):
			with self.subTest(who=who):
				kept = self.prefer(who)
				self.assertEqual(kept.user, who)
				with self.as_user(who):
					frappe.get_doc(PREFERENCE, kept.name).update({"kind": "Late"}).save()
					frappe.delete_doc(PREFERENCE, kept.name)

	def test_nobody_enters_one_for_somebody_else_or_moves_it_there(self):
		self.assertRefused(NotYourPreference, self.prefer, self.city.office, user=self.city.liaison)
		mine = self.prefer(self.city.office)
		with self.as_user(self.city.office):
			self.assertRefused(
				NotYourPreference,
				frappe.get_doc(PREFERENCE, mine.name).update({"user": self.city.liaison}).save,
			)

	def test_nobody_sees_changes_or_deletes_somebody_elses(self):
		theirs = self.prefer(self.city.liaison)
		for who in (self.city.office, self.city.supervisor, self.city.administrator):
			with self.subTest(who=who), self.as_user(who):
				self.assertEqual(self.call(LIST, who, doctype=PREFERENCE, filters={"name": theirs.name}), [])
				for act in (
					lambda: frappe.get_doc(PREFERENCE, theirs.name).check_permission("read"),
					lambda: frappe.get_doc(PREFERENCE, theirs.name).save(),
					lambda: frappe.delete_doc(PREFERENCE, theirs.name),
				):
					self.assertRaises(frappe.PermissionError, act)

	def test_what_always_arrives_cannot_be_muted_and_a_channel_has_to_be_one(self):
		for kind in ("Blocked", "Seal"):
			with self.assertRaises(frappe.ValidationError):
				self.prefer(self.city.liaison, kind=kind)
		self.assertRefused(CannotBeMuted, self.prefer, self.city.liaison, channel="Pigeon")

	def test_the_channels_to_choose_from_are_those_of_the_site(self):
		found = self.call("qingdan_app.api.messages.get_channels", self.city.liaison)
		self.assertIn(DESK, found)
		self.assertIn(ledger.MESSAGE, frappe.get_hooks("default_log_clearing_doctypes"))

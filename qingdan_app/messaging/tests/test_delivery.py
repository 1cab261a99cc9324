"""Delivery: once, tried again when it fails, given up with a reason, and nothing to those who do not want it."""

from unittest.mock import patch

import frappe
from frappe.email.doctype.email_account.email_account import EmailAccount
from frappe.utils import add_days, now_datetime

from qingdan_app import background
from qingdan_app.messaging import delivering, jobs, ledger, outbox
from qingdan_app.messaging.channels import Channel, FinalError, TemporaryError
from qingdan_app.messaging.channels.email import Email
from qingdan_app.messaging.rules import backoff
from qingdan_app.tests import users
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.messages import (
	DESK,
	EMAIL,
	MESSAGE,
	back_to_worker,
	deliver,
	due,
	message,
	told_by,
	undoing,
)

NOTE = "Notification Log"


def mail_account(email_id: str | None = "site@qingdan.example"):
	"""As if the site had an account to send mails from; one without an address is what core makes up."""
	account = (
		EmailAccount.from_record({"name": "督查室", "email_id": email_id}) if email_id is not None else None
	)
	return patch.object(EmailAccount, "find_outgoing", lambda *_arguments, **_more: account)


class Failing(Channel):
	"""A channel of another app: writes something, then fails as it is told."""

	error: Exception | None = None

	def deliver(self, message):
		frappe.get_doc({"doctype": "ToDo", "description": message.name}).insert(ignore_permissions=True)
		if self.error:
			raise self.error


def of_other_app(error: Exception | None = None):
	"""As if another app had added a channel that fails with `error`."""
	known, path = frappe.get_hooks, f"{__name__}.Failing"
	Failing.error = error

	def hooks(name=None, *arguments, **more):
		found = known(name, *arguments, **more)
		return {"Pigeon": [path]} if name == "message_channels" else found

	return patch.object(frappe, "get_hooks", hooks)


class DeliveryTestCase(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.user, self.sender = users.user(), users.user()

	def sent(self, channel: str = DESK, **fields):
		"""A message on one channel, still queued."""
		with self.as_user(self.sender):
			rows = told_by(outbox.send, [self.user], message(**fields))
		return next(row for row in rows if row.channel == channel)

	def after(self, row):
		return frappe.get_doc(MESSAGE, row.name)


class TestChannels(DeliveryTestCase):
	def test_desk_gets_one_notification_with_what_happened_and_why_and_core_sends_no_mail_for_it(self):
		row = self.sent(opinion="缺验收报告")
		with patch.object(frappe, "sendmail") as mail:
			deliver(row.name)

		(note,) = frappe.get_all(NOTE, {"for_user": self.user}, ["*"])
		self.assertIn("缺验收报告", note.subject)
		self.assertIn(frappe.utils.get_fullname(self.sender), note.subject)
		self.assertEqual(
			(note.document_type, note.document_name), (row.reference_doctype, row.reference_name)
		)
		mail.assert_not_called()
		self.assertEqual(self.after(row).state, "Delivered")
		self.assertTrue(self.after(row).delivered_at)

	def test_what_people_wrote_is_shown_as_they_wrote_it_and_never_run(self):
		row = self.sent(title="<script>alert(1)</script>", opinion="<img src=x onerror=alert(1)>")
		deliver(row.name)

		note = frappe.get_last_doc(NOTE, {"for_user": self.user})
		for words in (note.subject, note.email_content):
			self.assertNotIn("<script", words)
			self.assertNotIn("<img", words)
		self.assertIn("&lt;script&gt;", note.subject)

	def test_email_is_one_row_of_cores_queue_in_the_receivers_language(self):
		frappe.db.set_value("User", self.user, "language", "zh")
		frappe.cache.hdel("lang", self.user)
		row = self.sent(EMAIL, opinion="缺验收报告", kind="Returned")
		with mail_account():
			deliver(row.name)

		(mail,) = frappe.get_all("Email Queue", {"reference_name": row.name}, ["name", "message"])
		self.assertEqual(self.recipients(mail.name), [frappe.db.get_value("User", self.user, "email")])
		self.assertIn("待您办理", self.decoded(mail.message))
		self.assertIn("缺验收报告", self.decoded(mail.message))
		self.assertEqual(self.after(row).state, "Delivered")

	def test_a_letter_goes_to_an_address_of_no_user_with_its_file(self):
		(row,) = told_by(
			outbox.mail_file,
			["archive@example.cn"],
			"封存",
			"<p>请保存</p>",
			("a.json", "{}"),
			"seal/1",
			"Seal",
		)
		with mail_account():
			deliver(row.name)

		(mail,) = frappe.get_all("Email Queue", {"reference_name": row.name}, ["name", "message"])
		self.assertEqual(self.recipients(mail.name), ["archive@example.cn"])
		self.assertIn('filename="a.json"', mail.message)

	def test_a_channel_of_another_app_is_asked_like_ours(self):
		with of_other_app():
			row = self.sent("Pigeon")
			deliver(row.name)

		self.assertEqual(frappe.db.count("ToDo", {"description": row.name}), 1)
		self.assertEqual(self.after(row).state, "Delivered")

	def test_a_message_whose_channel_has_left_the_site_is_given_up_with_the_reason(self):
		with of_other_app():
			row = self.sent("Pigeon")
		deliver(row.name)

		self.assertEqual(self.after(row).state, "Failed")
		self.assertIn("Pigeon", self.after(row).last_error)

	def recipients(self, mail: str) -> list[str]:
		return frappe.get_all("Email Queue Recipient", {"parent": mail}, pluck="recipient")

	def decoded(self, raw: str) -> str:
		from email import message_from_string

		parts = message_from_string(raw).walk()
		return "".join((part.get_payload(decode=True) or b"").decode() for part in parts)


class TestWhoWants(DeliveryTestCase):
	def muted(self, row, **switches) -> None:
		deliver(row.name)
		self.assertEqual(self.after(row).state, "Muted")
		self.assertTrue(self.after(row).last_error)
		self.assertFalse(frappe.db.exists(NOTE, {"for_user": self.user}))

	def test_what_a_person_has_muted_is_kept_as_muted_and_not_sent(self):
		self.prefer("Turn", "")
		self.muted(self.sent())

	def test_muting_one_kind_on_one_channel_leaves_the_others(self):
		self.prefer("Turn", EMAIL)
		turn, late = self.sent(), self.sent(kind="Late")
		self.prefer("Reminder", "")
		deliver(turn.name, late.name)

		self.assertEqual([self.after(row).state for row in (turn, late)], ["Delivered"] * 2)

	def test_a_flow_that_waits_for_nobody_is_told_whatever_somebody_has_muted(self):
		frappe.db.sql(
			"insert into `tabQingdan Message Preference` (`name`, `user`, `kind`) values ('x', %s, 'Blocked')",
			self.user,
		)
		row = self.sent(kind="Blocked")
		deliver(row.name)

		self.assertEqual(self.after(row).state, "Delivered")

	def test_cores_own_switches_count(self):
		for channel, switch in (
			(DESK, "enabled"),
			(EMAIL, "enable_email_notifications"),
			(EMAIL, "enable_email_assignment"),
		):
			with self.subTest(switch=switch), mail_account():
				self.user = users.user()
				self.settings(self.user, **{switch: 0})
				self.muted(self.sent(channel))

	def test_who_is_disabled_or_gone_gets_nothing(self):
		disabled, gone = self.sent(), self.sent()
		frappe.db.set_value("User", self.user, "enabled", 0)
		self.muted(disabled)
		frappe.db.delete("User", {"name": self.user})
		self.muted(gone)

	def test_a_site_without_an_outgoing_account_mails_nobody_and_calls_it_no_failure(self):
		for account in (None, ""):
			with self.subTest(account=account), mail_account(account):
				self.muted(self.sent(EMAIL))

	def settings(self, user: str, **switches) -> None:
		from frappe.desk.doctype.notification_settings.notification_settings import (
			create_notification_settings,
		)

		create_notification_settings(user)
		frappe.db.set_value("Notification Settings", user, switches)

	def prefer(self, kind: str, channel: str) -> None:
		with self.as_user(self.user):
			frappe.get_doc(
				{"doctype": "Qingdan Message Preference", "kind": kind, "channel": channel}
			).insert()


class TestFailures(DeliveryTestCase):
	def test_a_failing_channel_is_tried_again_later_and_leaves_nothing_behind(self):
		for error in (TemporaryError("no answer"), RuntimeError("broken"), frappe.ValidationError("full")):
			with self.subTest(error=error), of_other_app(error), undoing():
				row = self.sent("Pigeon")
				delivering.deliver(row.name)

				after = self.after(row)
				self.assertEqual((after.state, after.attempts), ("Queued", 1))
				self.assertGreater(after.next_attempt, now_datetime())
				self.assertIn(str(error), after.last_error)
				self.assertFalse(frappe.db.exists("ToDo", {"description": row.name}))

	def test_it_is_given_up_after_the_last_attempt_with_the_reason(self):
		with of_other_app(TemporaryError("no answer")), undoing():
			row = self.sent("Pigeon")
			for _attempt in range(len(backoff.DELAYS) + 1):
				due(row.name)
				delivering.deliver(row.name)

		after = self.after(row)
		self.assertEqual((after.state, after.next_attempt), ("Failed", None))
		self.assertIn("no answer", after.last_error)

	def test_what_will_never_get_through_is_given_up_at_once(self):
		with of_other_app(FinalError("no such number")), undoing():
			row = self.sent("Pigeon")
			delivering.deliver(row.name)

		self.assertEqual((self.after(row).state, self.after(row).last_error), ("Failed", "no such number"))

	def test_an_address_that_takes_no_mail_is_a_failure_with_its_name(self):
		row = self.sent(EMAIL)
		with (
			patch.object(frappe, "sendmail"),
			patch.object(Email, "wants", lambda *_args: True),
			undoing(),
		):
			delivering.deliver(row.name)

		self.assertEqual(self.after(row).state, "Failed")
		self.assertIn(self.user, self.after(row).last_error)

	def test_a_full_mail_queue_loses_nothing(self):
		row = self.sent(EMAIL)
		full = patch.object(frappe, "sendmail", side_effect=frappe.OutgoingEmailError("queue is full"))
		with full, patch.object(Email, "wants", lambda *_args: True), undoing():
			delivering.deliver(row.name)
		self.assertEqual(self.after(row).state, "Queued")

		due(row.name)
		with mail_account():
			deliver(row.name)
		self.assertEqual(self.after(row).state, "Delivered")

	def test_a_message_that_kills_its_workers_is_given_up_in_the_end(self):
		row = self.sent()
		for _worker in range(len(backoff.DELAYS) + 1):
			due(row.name)
			self.assertTrue(ledger.take(row.name, now_datetime()))  # and dies
		due(row.name)
		with undoing():
			delivering.deliver(row.name)

		self.assertEqual(self.after(row).state, "Failed")
		self.assertFalse(frappe.db.exists(NOTE, {"for_user": self.user}))

	def test_a_worker_whose_time_is_up_leaves_the_rest_to_another_and_asks_for_it(self):
		frappe.db.delete(MESSAGE)  # what other tests left is not counted here; rolled back with the test
		rows = [self.sent(), self.sent()]
		frappe.db.delete(MESSAGE, {"channel": EMAIL})
		asked = patch.object(background, "start_after_commit")
		with patch.object(delivering, "LONGEST_RUN", -1), undoing(), asked as started:
			jobs.deliver()
		self.assertEqual(started.call_args.args, (jobs.deliver,))
		self.assertEqual(sum(self.after(row).state == "Delivered" for row in rows), 1)

		with undoing(), patch.object(background, "start_after_commit") as started:
			jobs.deliver()
		started.assert_not_called()
		self.assertEqual({self.after(row).state for row in rows}, {"Delivered"})

	def test_whoever_lost_the_lease_delivers_nothing(self):
		row = self.sent()
		first = ledger.take(row.name, now_datetime())
		due(row.name)
		ledger.take(row.name, now_datetime())

		self.assertIsNone(ledger.taken(row.name, first))

	def test_whoever_fails_after_the_lease_leaves_alone_what_another_worker_has_delivered(self):
		for error in (TemporaryError("no answer"), FinalError("no such number")):
			with self.subTest(error=error), of_other_app(error), undoing():
				row = self.sent("Pigeon")
				with patch.object(delivering, "_undo", lambda row=row: self._overtaken(row)):
					delivering.deliver(row.name)

				self.assertEqual((self.after(row).state, self.after(row).next_attempt), ("Delivered", None))

	def _overtaken(self, row) -> None:
		"""The failed worker has let go of its lock, long after its lease: another takes the message up and delivers it."""
		back_to_worker()
		due(row.name)
		ledger.take(row.name, now_datetime())
		ledger.delivered(row.name)

	def test_who_left_the_site_is_no_reason_for_what_they_said_to_be_lost(self):
		row = self.sent(opinion="缺验收报告")
		users.user("System Manager")  # core deletes no user of a site without one
		frappe.delete_doc("User", self.sender)
		deliver(row.name)

		self.assertEqual(self.after(row).state, "Delivered")
		self.assertIn("缺验收报告", frappe.get_last_doc(NOTE, {"for_user": self.user}).subject)

	def test_administrators_send_again_what_was_given_up_and_nobody_else_does(self):
		row = self.sent()
		ledger.failed(row.name, "no answer")
		door = "qingdan_app.api.messages.resend"
		self.assertRefused(frappe.PermissionError, self.call, door, self.user, names=[row.name])

		self.assertEqual(self.call(door, users.user("Qingdan List Administrator"), names=[row.name]), 1)
		deliver(row.name)

		self.assertEqual(self.after(row).state, "Delivered")
		self.assertEqual(self.call(door, users.user("System Manager"), names=[row.name]), 0)


class TestClearing(DeliveryTestCase):
	def test_old_messages_go_but_not_those_that_wait_or_failed(self):
		rows = {
			state: self.sent() for state in ("Queued", "Sending", "Delivered", "Failed", "Muted", "Gathered")
		}
		for state, row in rows.items():
			old = {"state": state, "creation": add_days(now_datetime(), -91)}
			frappe.db.set_value(MESSAGE, row.name, old, update_modified=False)
		young = self.sent()
		ledger.delivered(young.name)

		self.clear(90)

		left = {state for state, row in rows.items() if frappe.db.exists(MESSAGE, row.name)}
		self.assertEqual(left, {"Queued", "Sending", "Failed"})
		self.assertTrue(frappe.db.exists(MESSAGE, young.name))

	def test_core_knows_how_long_they_are_kept_and_calls_it(self):
		settings = frappe.get_doc("Log Settings")
		(days,) = [row.days for row in settings.logs_to_clear if row.ref_doctype == MESSAGE]
		self.assertEqual(days, 90)
		row = self.sent()
		ledger.delivered(row.name)
		frappe.db.set_value(MESSAGE, row.name, "creation", "2021-01-01", update_modified=False)

		settings.logs_to_clear = [one for one in settings.logs_to_clear if one.ref_doctype == MESSAGE]
		with patch.object(frappe.db, "commit"):
			settings.clear_logs()

		self.assertFalse(frappe.db.exists(MESSAGE, row.name))

	def clear(self, days: int) -> None:
		frappe.get_meta(MESSAGE)
		from frappe.model.base_document import get_controller

		get_controller(MESSAGE).clear_old_logs(days=days)

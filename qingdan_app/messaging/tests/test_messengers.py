"""DingTalk, WeCom and text messages against a server that checks what it is asked: once, later, or visibly never."""

from unittest.mock import patch

import frappe

from qingdan_app.messaging import channel_settings, delivering, ledger, outbox, resting
from qingdan_app.messaging.channels import channels_for_people
from qingdan_app.messaging.channels.dingtalk import DingTalk
from qingdan_app.messaging.channels.wecom import WeCom
from qingdan_app.messaging.exceptions import WrongChannelSettings
from qingdan_app.tests import messengers, users
from qingdan_app.tests.messages import DESK, EMAIL, MESSAGE, deliver, due, message, told_by, undoing
from qingdan_app.tests.messengers import DINGTALK, SMS, WECOM
from qingdan_app.tests.stand_in import SECRET, Fault, StandIn

NOTICE = "/topapi/message/corpconversation/asyncsend_v2"
CARD = "/cgi-bin/message/send"
SEND = {DINGTALK: NOTICE, WECOM: CARD, SMS: "/sms"}
HIDDEN = (SECRET, "that-no-log-may-show")


class MessengerTestCase(messengers.StandInTestCase):
	def setUp(self):
		super().setUp()
		self.user, self.sender = users.user(mobile_no=f"1390000{users.number():04}"), users.user()
		self.person = users.unique("person")
		messengers.account(self.user, self.person)
		self.addCleanup(messengers.stop_using)
		messengers.use(self.server, DINGTALK, WECOM, SMS)

	def sent(self, channel: str, **fields):
		with self.as_user(self.sender):
			rows = told_by(outbox.send, [self.user], message(**fields))
		return next(row for row in rows if row.channel == channel)

	def after(self, row):
		return frappe.get_doc(MESSAGE, row.name)

	def shown(self, channel: str) -> list:
		number = frappe.db.get_value("User", self.user, "mobile_no")
		return self.server.to(number if channel == SMS else self.person)

	def tried(self, row, *faults: Fault):
		"""The message after an attempt at which that goes wrong."""
		self.server.fail(SEND[row.channel], *faults)
		due(row.name)
		with undoing():
			delivering.deliver(row.name)
		messengers.wake(row.channel)
		return self.after(row)


class TestDelivery(MessengerTestCase):
	def test_each_channel_shows_what_happened_and_why_and_opens_the_document(self):
		for channel in (DINGTALK, WECOM, SMS):
			with self.subTest(channel=channel):
				before = len(self.shown(channel))
				row = self.sent(channel, opinion="缺验收报告<b>")
				deliver(row.name)

				(said,) = self.shown(channel)[before:]
				self.assertEqual(self.after(row).state, "Delivered", self.after(row).last_error)
				self.assertIn("修建污水处理厂", said.words)
				self.assertIn("缺验收报告", said.words)
				self.assertNotIn("<b>", said.words if channel == WECOM else "")
				self.assertEqual(said.address.startswith("http"), channel != SMS)
				self.assertEqual(bool(self.after(row).receipt), channel != SMS)

	def test_a_long_title_with_marks_fits_what_the_servers_take(self):
		for channel in (DINGTALK, WECOM):
			row = self.sent(channel, title="<长>" * 60, opinion="意见" * 300)
			deliver(row.name)
			self.assertEqual(self.after(row).state, "Delivered", self.after(row).last_error)

	def test_a_token_is_fetched_once_and_anew_when_the_server_takes_it_no_longer(self):
		for channel, path in ((DINGTALK, "/gettoken"), (WECOM, "/cgi-bin/gettoken")):
			with self.subTest(channel=channel):
				asked = self.server.asked.count(path)
				for _message in range(2):
					deliver(self.sent(channel).name)
				self.assertEqual(self.server.asked.count(path) - asked, 1)

				for token in self.server.tokens:
					self.server.tokens[token] = 0
				row = self.sent(channel)
				deliver(row.name)
				self.assertEqual(self.after(row).state, "Delivered", self.after(row).last_error)
				self.assertEqual(self.server.asked.count(path) - asked, 2)

	def test_two_messages_with_the_same_words_are_both_shown(self):
		for channel in (DINGTALK, WECOM):
			before = len(self.shown(channel))
			rows = [self.sent(channel), self.sent(channel)]
			frappe.db.set_value(
				MESSAGE, rows[0].name, "creation", "2026-01-01 09:00:00", update_modified=False
			)
			deliver(*(row.name for row in rows))
			self.assertEqual(len(self.shown(channel)) - before, 2)


class TestWhoIsServed(MessengerTestCase):
	def test_without_settings_no_row_is_written_for_a_channel(self):
		messengers.use(self.server)

		self.assertEqual(channels_for_people(), [DESK, EMAIL])
		self.assertEqual({row.channel for row in told_by(outbox.send, [self.user], message())}, {DESK, EMAIL})

	def test_who_has_no_account_is_served_by_nobody_and_no_failure(self):
		self.user = users.user()
		for channel in (DINGTALK, WECOM, SMS):
			row = self.sent(channel)
			deliver(row.name)
			self.assertEqual(self.after(row).state, "Muted", channel)

	def test_a_test_site_tells_nobody_outside_of_desk_whatever_says_so(self):
		for by_file in (0, 1):
			with self.subTest(by_file=by_file), patch.dict(frappe.conf, {"qingdan_only_desk": by_file}):
				frappe.get_doc(channel_settings.SETTINGS).update({"only_desk": 1 - by_file}).save()
				asked = len(self.server.asked)
				rows = [self.sent(channel) for channel in (DINGTALK, WECOM, SMS, EMAIL, DESK)]
				deliver(*(row.name for row in rows))

				states = [self.after(row).state for row in rows]
				self.assertEqual(states, ["Muted"] * 4 + ["Delivered"])
				self.assertTrue(self.after(rows[0]).last_error)
				self.assertEqual(len(self.server.asked), asked)

	def test_a_letter_to_an_address_stays_on_a_test_site_as_well(self):
		frappe.get_doc(channel_settings.SETTINGS).update({"only_desk": 1}).save()
		letter = ("archive@example.cn",), "封存", "<p>1</p>", ("a.json", "{}"), "seal/1", "Seal"
		(row,) = told_by(outbox.mail_file, *letter)
		deliver(row.name)

		self.assertEqual(self.after(row).state, "Muted")

	def test_settings_that_reach_nobody_are_refused(self):
		for wrong in (
			{"wecom_server": "http://qyapi.weixin.qq.com"},
			{"wecom_server": ""},
			{"dingtalk_agent": "app"},
		):
			settings = frappe.get_doc(channel_settings.SETTINGS).update(wrong)
			self.assertRefused(WrongChannelSettings, settings.save)
		frappe.db.set_single_value("SMS Settings", "sms_gateway_url", "")
		self.assertRefused(WrongChannelSettings, frappe.get_doc(channel_settings.SETTINGS).save)


class TestRefusals(MessengerTestCase):
	def test_a_limit_a_busy_server_and_a_wrong_setup_are_tried_later_and_the_channel_rests(self):
		for channel in (DINGTALK, WECOM):
			for code in (-1, 45009, 90018, 130101, 60020):
				with self.subTest(channel=channel, code=code):
					row = self.sent(channel)
					self.server.fail(SEND[channel], Fault(answer={"errcode": code, "errmsg": "too much"}))
					with undoing():
						delivering.deliver(row.name)

					after = self.after(row)
					self.assertEqual((after.state, after.handed_over_at), ("Queued", None))
					self.assertIn(str(code), after.last_error)
					self.assertTrue(resting.rests(channel))
					due(row.name)
					self.assertNotIn(row.name, ledger.due(frappe.utils.now_datetime(), resting.resting()))
					self.assertIn(row.name, ledger.due(frappe.utils.now_datetime()))
					messengers.wake(channel)

	def test_a_resting_channel_keeps_no_other_waiting(self):
		frappe.db.delete(MESSAGE)  # what other tests left is not counted here; rolled back with the test
		rows = [self.sent(channel) for channel in (WECOM, DESK)]
		resting.let_rest(WECOM, 60)
		asked = len(self.server.asked)
		with undoing():
			delivering.deliver_due()

		self.assertEqual([self.after(row).state for row in rows], ["Queued", "Delivered"])
		self.assertEqual((self.after(rows[0]).attempts, self.server.asked[asked:].count(CARD)), (0, 0))

	def test_a_person_whom_the_server_does_not_know_is_given_up_at_once(self):
		self.person = users.unique("nobody")
		frappe.db.set_value(
			messengers.ACCOUNT, {"user": self.user}, {"dingtalk_id": self.person, "wecom_id": self.person}
		)
		for channel in (DINGTALK, WECOM):
			after = self.tried(self.sent(channel))
			self.assertEqual(after.state, "Failed")
			self.assertIn("33012" if channel == DINGTALK else "81013", after.last_error)
		known = {"errcode": 0, "errmsg": "ok", "invaliduser": self.person}
		self.assertEqual(self.tried(self.sent(WECOM), Fault(answer=known)).state, "Failed")

	def test_a_wrong_secret_loses_nothing(self):
		frappe.get_doc(channel_settings.SETTINGS).update({"wecom_secret": "another secret"}).save()
		after = self.tried(row := self.sent(WECOM))
		self.assertEqual((after.state, after.handed_over_at), ("Queued", None))

		messengers.use(self.server, WECOM)
		self.assertEqual(self.tried(row).state, "Delivered")

	def test_a_server_that_is_away_has_done_nothing(self):
		with StandIn() as gone:
			pass
		messengers.use(gone, WECOM, SMS)
		for channel in (WECOM, SMS):
			after = self.tried(self.sent(channel))
			self.assertEqual((after.state, after.handed_over_at), ("Queued", None), channel)


class TestNobodyKnows(MessengerTestCase):
	"""The server has done it and its answer was lost: with the connection, or with the worker."""

	def test_who_knows_messages_again_is_asked_once_more_and_shows_it_once(self):
		for channel in (DINGTALK, WECOM):
			before = len(self.shown(channel))
			after = self.tried(row := self.sent(channel), Fault(drops=True))
			self.assertEqual(after.state, "Queued")
			self.assertTrue(after.handed_over_at)

			self.assertEqual(self.tried(row).state, "Delivered")
			self.assertEqual(len(self.shown(channel)) - before, 1)

	def test_who_does_not_is_never_asked_again_by_itself_and_people_see_it(self):
		after = self.tried(row := self.sent(SMS), Fault(drops=True))
		self.assertEqual((after.state, len(self.shown(SMS))), ("Failed", 1))

		outbox.resend([row.name])
		self.assertEqual((self.tried(row).state, len(self.shown(SMS))), ("Delivered", 2))

	def test_one_whose_worker_died_on_the_way_is_judged_when_its_lease_is_over(self):
		for channel, state in ((WECOM, "Delivered"), (SMS, "Failed")):
			row = self.sent(channel)
			ledger.take(row.name, frappe.utils.now_datetime())
			ledger.handed_over(row.name, frappe.utils.now_datetime())  # and dies

			self.assertEqual(self.tried(row).state, state)

	def test_what_the_server_has_forgotten_by_now_is_not_risked(self):
		for channel in (DINGTALK, WECOM):
			row = self.sent(channel)
			ledger.handed_over(row.name, frappe.utils.add_days(frappe.utils.now_datetime(), -1))
			asked = len(self.server.asked)

			self.assertEqual(self.tried(row).state, "Failed")
			self.assertEqual(len(self.server.asked), asked)

	def test_a_later_refusal_does_not_say_that_the_first_attempt_had_not_arrived(self):
		first = self.tried(row := self.sent(WECOM), Fault(drops=True)).handed_over_at
		after = self.tried(row, Fault(answer={"errcode": 45009, "errmsg": "limit"}))

		self.assertEqual(after.handed_over_at, first)

	def test_a_server_that_fails_or_answers_nonsense_may_have_done_it(self):
		for fault in (Fault(status=500), Fault(answer="<html>"), Fault(answer=["?"]), Fault(answer={})):
			after = self.tried(self.sent(WECOM), fault)
			self.assertEqual((after.state, bool(after.handed_over_at)), ("Queued", True), fault)
		self.assertEqual(self.tried(self.sent(SMS), Fault(status=500)).state, "Failed")
		self.assertEqual(self.tried(self.sent(SMS), Fault(status=503)).state, "Queued")

	def test_how_long_each_server_knows_again(self):
		at = frappe.utils.get_datetime
		self.assertTrue(DingTalk(DINGTALK).knows_again(at("2026-03-05 08:00"), at("2026-03-05 23:59")))
		self.assertFalse(DingTalk(DINGTALK).knows_again(at("2026-03-05 23:59"), at("2026-03-06 00:01")))
		self.assertTrue(WeCom(WECOM).knows_again(at("2026-03-05 08:00"), at("2026-03-05 11:50")))
		self.assertFalse(WeCom(WECOM).knows_again(at("2026-03-05 08:00"), at("2026-03-05 12:00")))


class TestSecrets(MessengerTestCase):
	def test_no_failure_shows_a_secret_anywhere(self):
		"""Whatever goes wrong, a server's own words with our secrets in them included."""
		tokens = {"errcode": 40001, "errmsg": f"invalid secret {SECRET}"}
		self.server.fail("/cgi-bin/gettoken", Fault(answer=tokens))
		rows = [row := self.sent(WECOM)]
		self.tried(row)
		for fault in (
			Fault(status=500),
			Fault(drops=True),
			Fault(answer={"errcode": 9, "errmsg": f"no {SECRET}"}),
		):
			for channel in (DINGTALK, WECOM, SMS):
				rows.append(row := self.sent(channel))
				self.tried(row, fault)
		broken = patch.object(WeCom, "receipt_of", side_effect=ValueError(f"token {SECRET}"))
		with broken:
			rows.append(row := self.sent(WECOM))
			self.tried(row)

		logged = frappe.get_all("Error Log", fields=["method", "error"], limit=50, order_by="creation desc")
		said = [self.after(row).as_json() for row in rows] + [str(entry) for entry in logged]
		self.assertTrue(logged)
		for words in said:
			self.assertFalse([secret for secret in HIDDEN if secret in words], words)

	def test_settings_are_read_without_their_secrets(self):
		shown = frappe.get_doc(channel_settings.SETTINGS).as_json()
		self.assertNotIn(SECRET, shown)
		for who in (users.user("Qingdan List Administrator"), users.user("Qingdan Supervision Office")):
			with self.as_user(who):
				self.assertFalse(frappe.has_permission(channel_settings.SETTINGS, "read"))

	def test_accounts_are_for_administrators(self):
		for who, may in ((users.user("Qingdan List Administrator"), True), (self.user, False)):
			with self.as_user(who):
				self.assertEqual(bool(frappe.has_permission(messengers.ACCOUNT, "write")), may)

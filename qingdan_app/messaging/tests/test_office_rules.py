"""What the office says about a sentence: whether it is sent, where, in what words, and whether readers may mute it."""

import frappe

from qingdan_app.messaging import office_rules, outbox, remembered
from qingdan_app.messaging.exceptions import WrongMessageRule
from qingdan_app.messaging.office_rules import RULE
from qingdan_app.setup import message_rules
from qingdan_app.tests import users
from qingdan_app.tests.architecture import code, source_words
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.tests.messages import DESK, EMAIL, MESSAGE, deliver, message, told_by

TURN = "Your turn: {0} {1} — {2}"


class OfficeRulesTestCase(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.addCleanup(remembered.forget, office_rules.KEY)
		self.user = users.user()

	def say(self, sentence: str = TURN, **values):
		rule = frappe.get_doc(RULE, {"sentence": sentence})
		rule.update(values).save()
		return rule

	def told(self, **fields) -> list:
		return told_by(outbox.send, [self.user], message(**fields))


class TestOfficeRules(OfficeRulesTestCase):
	def test_each_sentence_of_the_app_has_a_row_and_as_shipped_it_changes_nothing(self):
		known = set(frappe.get_all(RULE, pluck="sentence"))
		said = {
			words
			for path, name in source_words.MESSAGE_WORDS
			for words in source_words._values_of(code.tree(code.APP / path), name)
		}
		self.assertEqual(said & known, set(office_rules.sentences()) & said)
		self.assertLessEqual(set(office_rules.sentences()), known)
		self.assertEqual(office_rules._read(), {})

	def test_one_that_is_off_is_told_to_nobody_and_one_with_channels_on_these(self):
		self.say(channels=f" {EMAIL} \n{EMAIL}\n")
		self.assertEqual([row.channel for row in self.told()], [EMAIL])

		self.say(sent=0)
		self.assertEqual(self.told(), [])
		self.assertEqual(len(self.told(sentence="Overdue: {0} {1} — {2}", kind="Late")), 2)

	def test_that_nobody_can_act_is_told_all_the_same(self):
		blocked = "Nobody can act on {0} {1} — {2}"
		self.say(blocked, sent=0)

		self.assertEqual(len(self.told(sentence=blocked, kind="Blocked")), 2)

	def test_its_own_words_are_said_to_readers_of_their_language(self):
		self.say(words_zh="请尽快办理 {文件}\n《{标题}》（{内容}）", words_en="")
		reader = users.user()
		frappe.db.set_value("User", reader, "language", "en")
		rows = told_by(outbox.send, [self.user, reader], message(title="{what} <b>"))

		said = {row.receiver: row.subject for row in rows}
		self.assertEqual(said[self.user], "请尽快办理 zh 《{what} <b>》（审核）")
		self.assertTrue(said[reader].startswith("Your turn: zh"), said[reader])

	def test_what_readers_may_not_mute_reaches_who_has_muted_it(self):
		with self.as_user(self.user):
			frappe.get_doc({"doctype": "Qingdan Message Preference", "kind": "Turn"}).insert()
		for insists, state in ((0, "Muted"), (1, "Delivered")):
			self.say(insists=insists)
			row = next(row for row in self.told() if row.channel == DESK)
			deliver(row.name)
			self.assertEqual(self.stored(MESSAGE, row.name, "state"), state)

	def test_an_act_of_a_task_says_what_the_office_wants(self):
		city = City()
		city.in_review()
		returned = "Returned to you, correct it and send it in again: {0} {1} — {2}"
		self.say(returned, words_zh="任务退回：{文件}", words_en="Sent back: {document}", channels=DESK)
		rows = told_by(self.act, city.task, "return", city.office, "缺验收报告")

		self.assertEqual({row.channel for row in rows}, {DESK})
		self.assertTrue(rows[0].subject.endswith(city.task.name), rows[0].subject)
		self.assertIn(rows[0].subject.split(city.task.name)[0].strip(), ("任务退回：", "Sent back:"))

	def test_words_that_cannot_be_filled_in_and_channels_that_are_none_are_refused(self):
		wrong = ("{名字}", "{document.doctype}", "{title!r}", "{what:9999999}", "{title", "{0}", "x" * 301)
		for words in wrong:
			self.assertRefused(WrongMessageRule, self.say, words_zh=words)
		self.assertRefused(WrongMessageRule, self.say, channels="Telegraph")
		returned = "Task returned to your unit, complete it and send it to review again: {0} {1}"
		self.assertRefused(WrongMessageRule, self.say, returned, words_en="{what}")

	def test_what_an_administrator_has_said_stays_when_the_site_is_migrated(self):
		rule = self.say(sent=0, words_zh="请办")
		before = frappe.db.count(RULE)
		message_rules.create_missing()

		self.assertEqual(frappe.db.count(RULE), before)
		self.assertEqual(self.stored(RULE, rule.name, "words_zh"), "请办")

	def test_administrators_change_it_supervision_reads_it_and_nobody_else_does(self):
		name = self.say().name
		for role, reads, writes in (
			("Qingdan List Administrator", True, True),
			("Qingdan Supervision Office", True, False),
			("Qingdan Unit Head", False, False),
		):
			with self.as_user(users.user(role)):
				rule = frappe.get_doc(RULE, name)
				self.assertEqual(
					(rule.has_permission("read"), rule.has_permission("write")), (reads, writes), role
				)
				self.assertFalse(frappe.has_permission(RULE, "create"))

"""Robots of groups against a server that checks signature, key and limit: one line for a group, named, and never twice."""

import frappe

from qingdan_app.messaging import delivering, groups, outbox, remembered
from qingdan_app.messaging.exceptions import WrongChannelSettings
from qingdan_app.tests import messengers, users
from qingdan_app.tests.messages import MESSAGE, deliver, due, message, told_by, undoing
from qingdan_app.tests.stand_in import ROBOT, ROBOT_SECRET, Fault

PATHS = {"DingTalk": f"robot/send?access_token={ROBOT}", "WeCom": f"cgi-bin/webhook/send?key={ROBOT}"}
SERVICES = ("DingTalk", "WeCom")


class TestGroups(messengers.StandInTestCase):
	def setUp(self):
		super().setUp()
		self.addCleanup(remembered.forget, groups.KEY)
		self.addCleanup(messengers.wake, groups.CHANNEL)
		self.server.group_times.clear()
		self.server.said.clear()
		self.members = [users.user(), users.user()]
		self.people = [users.unique("person") for _member in self.members]
		for user, person in zip(self.members, self.people, strict=True):
			messengers.account(user, person)

	def group(self, service: str = "WeCom", **fields):
		asked = {
			"webhook": f"{self.server.address}/{PATHS[service]}",
			"secret": ROBOT_SECRET,
			"tells_turn": 1,
		}
		row = {
			"doctype": groups.GROUP,
			"title": users.unique("市直单位"),
			"service": service,
			**asked,
			**fields,
		}
		return frappe.get_doc({**row, "members": [{"user": user} for user in self.members]}).insert()

	def told(self, *receivers: str, **fields) -> list:
		rows = told_by(outbox.send, receivers or self.members, message(**fields))
		return [row for row in rows if row.channel == groups.CHANNEL]

	def tried(self, row):
		due(row.name)
		with undoing():
			delivering.deliver(row.name)
		messengers.wake(groups.CHANNEL)
		return frappe.get_doc(MESSAGE, row.name)

	def test_one_line_is_said_that_names_those_concerned_and_leads_to_the_document(self):
		for service in SERVICES:
			with self.subTest(service=service):
				group = self.group(service)
				(row,) = self.told(opinion="缺验收报告")
				self.assertEqual((row.receiver, row.address), (None, group.name))
				deliver(row.name)

				self.assertEqual(
					self.stored(MESSAGE, row.name, "state"),
					"Delivered",
					frappe.get_doc(MESSAGE, row.name).last_error,
				)
				said = self.server.said[-1]
				self.assertEqual(set(said.person.split(",")), set(self.people))
				for words in (
					"修建污水处理厂",
					"缺验收报告",
					"http",
					frappe.utils.get_fullname(self.members[0]),
				):
					self.assertIn(words, said.words)
				group.delete()

	def test_who_is_no_member_and_what_it_does_not_hear_is_not_said(self):
		self.group()
		self.assertEqual(self.told(users.user()), [])
		self.assertEqual(self.told(kind="For Information"), [])
		self.assertEqual(self.told(kind="Blocked"), [])
		self.assertEqual(
			[row.mentioned for row in self.told(self.members[0], users.user())], [self.members[0]]
		)

	def test_one_cause_is_said_once_and_many_turns_are_one_line(self):
		self.group()
		said = message()
		rows = told_by(lambda: [outbox.send(self.members, said) for _again in range(3)])
		self.assertEqual(sum(row.channel == groups.CHANNEL for row in rows), 1)

		def many():
			with outbox.gathered():
				for _number in range(8):
					outbox.send(self.members, message())

		rows = [row for row in told_by(many) if row.channel == groups.CHANNEL]
		self.assertEqual(sorted(row.state for row in rows), ["Gathered"] * 8 + ["Queued"])
		(whole,) = (row for row in rows if row.state == "Queued")
		self.assertTrue(whole.mentioned)
		self.assertEqual(self.tried(whole).state, "Delivered")

	def test_its_limit_lets_it_rest_and_nothing_is_lost_or_said_twice(self):
		for service in SERVICES:
			with self.subTest(service=service):
				group = self.group(service)
				self.server.group_times.clear()
				rows = [self.told()[0] for _number in range(self.server.most_in_a_minute + 1)]
				before = len(self.server.said)
				states = [self.tried(row).state for row in rows]
				self.assertEqual(states, ["Delivered"] * self.server.most_in_a_minute + ["Queued"])

				self.server.group_times.clear()
				self.assertEqual(self.tried(rows[-1]).state, "Delivered")
				self.assertEqual(len(self.server.said) - before, len(rows))
				group.delete()

	def test_what_is_unclear_is_never_said_again_by_itself(self):
		self.group()
		(row,) = self.told()
		self.server.fail("/cgi-bin/webhook/send", Fault(drops=True))

		self.assertEqual((self.tried(row).state, len(self.server.said)), ("Failed", 1))

	def test_a_wrong_key_or_signature_waits_for_somebody_and_shows_no_secret(self):
		for service, wrong in (
			("DingTalk", {"secret": "SEC-of-another"}),
			("WeCom", {"webhook": f"{self.server.address}/cgi-bin/webhook/send?key=another-key"}),
		):
			group = self.group(service, **wrong)
			(row,) = self.told()
			after = self.tried(row)
			self.assertEqual(after.state, "Queued")
			logged = str(
				frappe.get_all("Error Log", fields=["method", "error"], limit=5, order_by="creation desc")
			)
			for secret in (ROBOT, ROBOT_SECRET, "SEC-of-another", "another-key"):
				self.assertNotIn(secret, f"{after.as_json()} {logged} {group.as_json()}")
			group.delete()

	def test_a_member_who_is_called_otherwise_is_still_one(self):
		self.group()
		new = f"renamed-{self.members[0]}"
		frappe.rename_doc("User", self.members[0], new, force=True, show_alert=False)

		self.assertEqual([row.mentioned for row in self.told(new)], [new])

	def test_it_is_withheld_where_none_of_those_concerned_may_read_of_it_any_more(self):
		self.group()
		(row,) = self.told(doctype="Qingdan Import", name="no such run")

		self.assertEqual(self.tried(row).state, "Muted")

	def test_a_group_that_hears_nothing_any_more_is_named(self):
		group = self.group()
		(row,) = self.told()
		group.update({"enabled": 0}).save()

		self.assertIn(group.name, self.tried(row).last_error)
		self.assertEqual(self.told(), [])

	def test_a_group_is_for_system_managers_and_its_address_is_one(self):
		self.assertRefused(WrongChannelSettings, self.group, webhook="http://qyapi.weixin.qq.com/x")
		group = self.group()
		for role, may in (("System Manager", True), ("Qingdan List Administrator", False)):
			with self.as_user(users.user(role)):
				self.assertEqual(bool(frappe.get_doc(groups.GROUP, group.name).has_permission("read")), may)

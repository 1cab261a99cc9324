"""Reading an approval lasts as long as the turn; what one did oneself, and a copy, are read as they were then."""

import frappe

from qingdan_app.permissions import addresses
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.workflows.engine.flow import Act
from qingdan_app.workflows.exceptions import NoSuchRequest
from qingdan_app.workflows.requests import acting, inbox

LATER = "之后才写的意见"
VIEW = "qingdan_app.api.approvals.get_view"


class TestReading(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()
		self.city.filed()
		self.request = frappe.db.get_value(
			"Qingdan Approval Request", {"reference_name": self.city.task.name}
		)
		self.asked, self.removed, self.copied = (factories.user("Qingdan Unit Liaison") for _ in range(3))

	def test_an_answered_helper_reads_their_answer_and_nothing_later(self):
		self.do("ask", self.city.head, "请看", self.asked)
		self.assertFalse(self.view(self.asked)["past"])
		self.do("answer", self.asked, "看过了")
		self.later()
		view = self.view(self.asked)
		self.assertTrue(view["past"])
		self.assertEqual(view["holders"], [])
		self.assertIn("看过了", str(view["history"]))
		self.assertNotIn(LATER, str(view))
		self.assertTrue(view["document"])

	def test_who_was_removed_before_they_acted_reads_nothing(self):
		self.do("add_before", self.city.head, "请先看", self.removed)
		turn = frappe.db.get_value(
			"Qingdan Approval Assignment", {"request": self.request, "assignee": self.removed}, "turn"
		)
		self.assertTrue(self.view(self.removed))
		with self.as_user(self.city.head):
			acting.act(self.request, Act("remove", self.city.head, opinion="不必了", people=(self.removed,)))
		self.assertTrue(turn)
		with self.assertRaises(frappe.PermissionError):
			self.view(self.removed)

	def test_a_copy_is_read_as_it_was_when_it_was_sent(self):
		self.do("copy", self.city.head, "", self.copied)
		self.later()
		view = self.view(self.copied)
		self.assertNotIn(LATER, str(view))
		self.assertTrue(view["history"])

	def test_initiator_and_signers_read_all_of_it(self):
		self.do("ask", self.city.head, LATER, self.asked)
		for who in (self.city.liaison, self.city.head, self.city.supervisor, self.asked):
			self.assertIn(LATER, str(self.view(who)))

	def test_whose_turn_is_over_does_not_find_the_request_in_any_list(self):
		self.do("ask", self.city.head, "请看", self.asked)
		self.do("answer", self.asked, "看过了")
		words = {"doctype": "Qingdan Approval Request", "fields": ["name"], "limit_page_length": 0}
		self.assertEqual(self.call("frappe.client.get_list", self.asked, **words), [])

	def test_who_is_asked_about_a_task_reads_its_report_and_evidence_whatever_their_roles(self):
		report, url = self.city.completion, self.city.completion.evidence[0].file
		for who in (self.asked, factories.user()):
			self.assertFalse(self.opens(who, report, url))
			self.do("ask", self.city.head, "请看", who)
			self.assertTrue(self.opens(who, report, url))
			with self.as_user(who):
				self.assertFalse(frappe.has_permission(report.doctype, "write", report.name))
			self.do("answer", who, "看过了")
			self.assertFalse(self.opens(who, report, url))
			self.assertFalse(frappe.db.exists("DocShare", {"user": who}))

	def test_lines_of_the_inbox_lead_to_what_opens(self):
		self.do("copy", self.city.head, "", self.copied)
		self.do("ask", self.city.head, "请看", self.asked)
		self.do("answer", self.asked, "看过了")
		for who, box in ((self.asked, "done"), (self.copied, "copied")):
			with self.as_user(who):
				rows = inbox.page(who, box, 0, 20)["rows"]
				self.assertEqual([row["opens"] for row in rows], [False], box)
			self.assertTrue(self.view(who)["history"])
		with self.as_user(self.city.supervisor):
			self.assertEqual(inbox.page(self.city.supervisor, "done", 0, 20)["rows"], [])

	def test_many_acts_do_not_tell_whether_a_request_exists(self):
		words = {"verb": "approve", "requests": [{"request": self.request}, {"request": "no-such-one"}]}
		answer = self.call("qingdan_app.api.approvals.act_on_many", self.city.outsider, **words)
		self.assertEqual(answer[0]["message"], answer[1]["message"])
		self.assertFalse(answer[0]["ok"] or answer[1]["ok"])

	def test_people_are_listed_to_who_may_name_them(self):
		people = "qingdan_app.api.approvals.get_people"
		self.assertTrue(self.call(people, self.city.head, txt="user"))
		stranger = factories.user()
		with self.assertRaises(frappe.PermissionError):
			self.call(people, stranger, txt="user")
		self.do("ask", self.city.head, "请看", stranger)
		self.assertTrue(self.call(people, stranger, txt="user"))

	def test_what_is_not_there_is_refused_by_name(self):
		for who, refusal in ((self.city.supervisor, NoSuchRequest), (self.city.head, frappe.PermissionError)):
			self.assertRefused(refusal, self.call, VIEW, who, request="no-such-one")

	def do(self, verb: str, who: str, opinion: str, *people: str) -> None:
		with self.as_user(who):
			acting.act(self.request, Act(verb, who, opinion=opinion, people=people))

	def opens(self, who: str, report, url: str) -> bool:
		"""Whether a report and the evidence in it are there for somebody; both or none."""
		with self.as_user(who):
			found = {
				bool(frappe.has_permission(report.doctype, "read", report.name)),
				addresses.may_open(url),
			}
		self.assertEqual(len(found), 1)
		return found.pop()

	def later(self) -> None:
		self.do("approve", self.city.head, LATER)

	def view(self, who: str) -> dict:
		return self.call(VIEW, who, request=self.request)

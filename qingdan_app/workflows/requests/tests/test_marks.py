"""How turns, requests and copies stand is said by the server, with its reason, in the inbox and on the form alike."""

from frappe.utils import add_to_date, now_datetime

from qingdan_app.workflows.requests import inbox, marks, views
from qingdan_app.workflows.tests.base import ApprovalTestCase
from qingdan_app.workflows.tests.purchases import step


class TestMarks(ApprovalTestCase):
	def test_a_turn_is_marked_alike_in_the_inbox_and_on_the_form(self):
		run = self.sent(step("one", self.one, working_hours=1))
		for hours, reason, colour in ((-1000, "later", "gray"), (1000, "late", "red")):
			now = add_to_date(now_datetime(), hours=hours)
			(row,) = inbox.todo(self.one).run(as_dict=True)
			(holder,) = views.view_of(views.latest_of(self.doc.doctype, self.doc.name), now)["holders"]
			with self.subTest(hours=hours):
				self.assertEqual(marks.of_time(row, now), holder["mark"])
				self.assertEqual((holder["mark"]["reason"], holder["mark"]["colour"]), (reason, colour))
		self.assertEqual(run.status, "Running")

	def test_each_box_of_the_inbox_marks_its_lines(self):
		run = self.sent(step("one", self.one), step("two", self.two))
		self.do(run, "copy", self.one, people=self.three)
		self.do(run, "approve", self.one)

		shown = {
			box: inbox.page(who, box, 0, 1)["rows"][0]["mark"]
			for box, who in (
				("todo", self.two),
				("done", self.one),
				("sent", self.buyer),
				("copied", self.three),
			)
		}
		self.assertEqual(
			shown,
			{
				"todo": None,
				"done": {"text": "Approved", "colour": "green"},
				"sent": {"text": "Under approval", "colour": "blue"},
				"copied": {"text": "unread", "colour": "blue"},
			},
		)

	def test_only_a_turn_that_is_decided_offers_to_decide(self):
		run = self.sent(step("one", self.one))
		self.do(run, "ask", self.one, people=self.two)

		page = inbox.page(self.two, "todo", 0, 20)

		self.assertEqual([row["decides"] for row in page["rows"]], [False])
		self.assertEqual([act["verb"] for act in page["acts"]], ["approve", "return"])

	def test_a_request_says_whether_its_document_is_cores_again_and_may_be_sent_anew(self):
		run = self.sent(step("one", self.one, may_reject=1))
		self.assertEqual(self._shown(), (True, False, False))

		self.do(run, "reject", self.one)

		self.assertEqual(self._shown(), (False, True, True))

	def _shown(self) -> tuple[bool, bool, bool]:
		view = views.view_of(views.latest_of(self.doc.doctype, self.doc.name), now_datetime())
		return view["open"], view["by_workflow"], view["sendable"]

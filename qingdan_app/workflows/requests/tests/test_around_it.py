"""What a form shows beside a request: the steps that will come, what was before it, and what came after its end."""

from frappe.utils import now_datetime

from qingdan_app.workflows.requests import standing_of_requests, views
from qingdan_app.workflows.tests import purchases
from qingdan_app.workflows.tests.base import ApprovalTestCase
from qingdan_app.workflows.tests.purchases import step


class TestAroundIt(ApprovalTestCase):
	def view(self, run) -> dict:
		return views.view_of(views.latest_of(run.reference_doctype, run.reference_name), now_datetime())

	def steps(self, run) -> list[tuple[str, str]]:
		return [(each["key"], each["state"]) for each in self.view(run)["steps"]]

	def test_a_step_that_will_not_come_is_not_announced(self):
		dear = {"condition_field": "amount", "condition_operator": ">", "condition_value": "1000"}
		steps = (step("first", self.one), step("dear", self.two, **dear), step("last", self.three))
		run = self.sent(*steps, subject={"amount": 100})
		self.assertEqual(self.steps(run), [("first", "current"), ("last", "ahead")])
		run = self.send(purchases.purchase(self.buyer, amount=5000))
		self.assertEqual(self.steps(run), [("first", "current"), ("dear", "ahead"), ("last", "ahead")])

	def test_a_step_that_was_passed_is_shown_whatever_the_document_says_now(self):
		dear = {"condition_field": "amount", "condition_operator": ">", "condition_value": "1000"}
		run = self.sent(step("dear", self.one, **dear), step("last", self.two), subject={"amount": 5000})
		run = self.do(run, "approve", self.one)
		self.doc.db_set("amount", 10)
		self.assertEqual(self.steps(run), [("dear", "passed"), ("last", "current")])

	def test_what_was_returned_and_withdrawn_stays_in_sight_when_it_is_sent_in_again(self):
		run = self.sent(step("one", self.one))
		first = self.do(run, "return", self.one, "请补充")
		self.doc.reload()
		with self.as_user(self.buyer):
			self.doc.subject = "Chairs"
			self.doc.save()
		self.do(first, "withdraw", self.buyer)
		again = self.send(self.doc)
		view = self.view(again)
		self.assertEqual([each["request"] for each in view["earlier"]], [first.name])
		self.assertIn("Chairs", [each["now"] for each in view["changed"]])

	def test_an_approval_that_has_begun_anew_by_itself_shows_nothing_of_another_document(self):
		run = self.sent(step("one", self.one))
		other = self.send(purchases.purchase(self.buyer))
		self.assertEqual((self.view(run)["earlier"], self.view(other)["earlier"]), ([], []))

	def test_a_list_says_of_each_document_how_its_approval_stands(self):
		run = self.sent(step("one", self.one))
		plain = purchases.purchase(self.buyer)
		asked = {"fields": '["name", "docstatus"]', "start": 0, "page_length": 500, "view": "List"}
		page = self.call("frappe.desk.reportview.get", self.buyer, doctype=purchases.PURCHASE, **asked)
		rows = {
			row["name"]: row
			for row in (dict(zip(page["keys"], each, strict=True)) for each in page["values"])
		}
		self.assertEqual(rows[run.reference_name]["mark"]["colour"], "blue")
		self.assertIsNone(rows[plain.name]["mark"])
		self.do(run, "approve", self.one)
		marks = standing_of_requests.of(purchases.PURCHASE, [run.reference_name, plain.name])
		self.assertEqual(
			{name: mark["colour"] for name, mark in marks.items()}, {run.reference_name: "green"}
		)

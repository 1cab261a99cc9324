"""What a person reads when something is not theirs: what people call it, and whom to ask; nothing of the code."""

import json
from unittest.mock import patch

import frappe
from werkzeug.wrappers import Response

from qingdan_app.permissions import refusals
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase


class Asked:
	"""What `reword` looks at of a request."""

	def __init__(self, path):
		self.path = f"/api/method/{path}"


class TestRefusals(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.liaison = factories.contact(factories.unit())

	def reworded(self, status=403, path="frappe.client.get", user=None, **said) -> dict:
		response = Response(json.dumps(said), status=status, mimetype="application/json")
		with self.as_user(user or self.liaison):
			frappe.local.lang = "zh"
			frappe.local.form_dict = frappe._dict(doctype="Qingdan Task", name="2021-1-1-01")
			refusals.reword(response, Asked(path))
		return response.get_json()

	def messages(self, answer) -> str:
		return " ".join(json.loads(row)["message"] for row in json.loads(answer["_server_messages"]))

	def test_a_form_that_is_not_theirs_is_named_as_people_call_it_with_whom_to_ask(self):
		with patch.object(refusals, "_people", lambda roles: ["王敏"]):
			answer = self.reworded(
				path="frappe.desk.form.load.getdoc", _error_message="Qingdan Task 2021-1-1-01"
			)
		self.assertIn("任务 2021-1-1-01", answer["_error_message"])
		self.assertIn("王敏", answer["_error_message"])
		self.assertNotIn("Qingdan", answer["_error_message"])

	def test_of_a_form_our_words_stand_alone(self):
		"""From Frappe 15.55 on core says once for each of its checks what it found."""
		said = json.dumps([json.dumps({"message": f"User {self.liaison} does not have access"})])
		asked = {"path": "frappe.desk.form.load.getdoc", "_server_messages": said}
		self.assertNotIn("_server_messages", self.reworded(**asked, exc_type="PermissionError"))
		self.assertIn("_server_messages", self.reworded(404, **asked, exc_type="DoesNotExistError"))

	def test_who_is_refused_is_called_by_name_and_not_by_their_address(self):
		said = json.dumps([json.dumps({"message": f"User <strong>{self.liaison}</strong> may not"})])
		for status, calls in (
			(403, "User <strong>&lt;i&gt;王敏&lt;/i&gt;</strong> may not"),
			(417, self.liaison),
		):
			with self.subTest(status=status), patch("frappe.utils.get_fullname", lambda user: "<i>王敏</i>"):
				self.assertIn(calls, self.messages(self.reworded(status, _server_messages=said)))

	def test_a_page_that_is_not_theirs_is_not_named_by_its_address(self):
		said = json.dumps([json.dumps({"message": "Page qingdan-approval-flow not found"})])
		answer = self.reworded(404, "frappe.desk.desk_page.getpage", _server_messages=said)
		self.assertNotIn("qingdan", self.messages(answer))
		self.assertIn("请联系", self.messages(answer))

	def test_no_trace_of_the_code_goes_out_with_a_refusal(self):
		answer = self.reworded(exc=json.dumps(["Traceback …"]), exc_type="PermissionError")
		self.assertEqual(answer, {"exc_type": "PermissionError"})

	def test_names_of_doctypes_and_reports_are_put_into_words(self):
		rows = ["Qingdan Task", "Qingdan Approval Flow", "Qingdan Waiting on Whom"]
		said = json.dumps([json.dumps({"message": f"No permission for {row}"}) for row in rows])
		answer = self.reworded(_server_messages=said, exc_type="PermissionError")
		self.assertNotIn("Qingdan", self.messages(answer))
		for word in ("任务", "审批流", "待办在谁手里", "请联系"):
			self.assertIn(word, self.messages(answer))

	def test_what_was_wrong_with_what_was_sent_stays_and_is_said_in_words(self):
		said = json.dumps([json.dumps({"message": "No access to Qingdan Task", "title": "x"})])
		answer = self.reworded(417, _server_messages=said, exc="[]", exc_type="ValidationError")
		self.assertEqual((answer["exc"], answer["exc_type"]), ("[]", "ValidationError"))
		self.assertEqual(self.messages(answer), "No access to 任务")

	def test_named_refusals_of_ours_keep_their_words(self):
		said = json.dumps([json.dumps({"message": "只能由牵头单位签收。"})])
		answer = self.reworded(_server_messages=said, exc_type="NotYourTurn")
		self.assertEqual(self.messages(answer), "只能由牵头单位签收。")

	def test_what_is_no_refusal_and_what_visitors_read_stays_as_it_is(self):
		for status, user in ((200, None), (500, None), (403, "Guest")):
			with self.subTest(status=status, user=user):
				answer = self.reworded(status, user=user, exc="x", _error_message="Qingdan Task")
				self.assertEqual(answer, {"exc": "x", "_error_message": "Qingdan Task"})

	def test_what_is_shaped_otherwise_is_left_alone(self):
		for said in ("[]", '"x"', "", "{"):
			response = Response(said, status=403, mimetype="application/json")
			with self.as_user(self.liaison):
				refusals.reword(response, Asked("frappe.client.get"))
			self.assertEqual(response.get_data(as_text=True), said)

	def test_whom_to_ask_is_a_person_who_is_there(self):
		keeper = factories.administrator()
		name = frappe.db.get_value("User", keeper, "full_name")
		with patch.object(refusals, "MOST_NAMES", 10**6):
			self.assertIn(name, refusals.whom_to_ask())
			frappe.db.set_value("User", keeper, "enabled", 0)
			self.assertNotIn(name, refusals.whom_to_ask().split("、"))

	def test_a_request_that_ends_without_an_answer_is_left_to_core(self):
		with self.as_user(self.liaison):
			self.assertIsNone(refusals.reword(None, Asked("frappe.client.get")))

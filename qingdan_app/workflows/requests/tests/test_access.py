"""Reading while it is one's turn, and not a moment longer; deciding without any right on the document."""

import inspect

import frappe
from frappe.model.meta import Meta
from pymysql.err import ProgrammingError

from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.tests.site import as_json
from qingdan_app.workflows.exceptions import NotYourTurn, WrongItems
from qingdan_app.workflows.flows import publishing
from qingdan_app.workflows.tests import purchases
from qingdan_app.workflows.tests.base import ApprovalTestCase
from qingdan_app.workflows.tests.purchases import PURCHASE, step

API = "qingdan_app.api.approvals"


LISTS_SHARES = "get_shared" in inspect.getsource(Meta)
"""Early builds of Frappe 15 open what is shared with somebody without a role, but fail to list it."""
FAILS_TO_LIST = () if LISTS_SHARES else (ProgrammingError,)


class ReadingTestCase(ApprovalTestCase):
	def ways(self, who: str, doc) -> dict[str, bool]:
		"""Every way of reading a document, and whether it is open."""
		return {
			"form": self._opens("frappe.desk.form.load.getdoc", who, doctype=doc.doctype, name=doc.name),
			"client": self._opens("frappe.client.get", who, doctype=doc.doctype, name=doc.name),
			"list": self._lists(who, doc),
			"search": self._finds(who, doc),
			"file": self._reads_file(who, doc),
		}

	def assertOpen(self, who: str, doc, expected: bool):
		ways = self.ways(who, doc)
		if doc.doctype == PURCHASE and not LISTS_SHARES:
			ways = {way: opens for way, opens in ways.items() if way not in ("list", "search")}
		self.assertEqual(ways, dict.fromkeys(ways, expected))

	def _opens(self, method: str, who: str, **arguments) -> bool:
		try:
			self.call(method, who, **arguments)
		except frappe.PermissionError:
			return False
		return True

	def _lists(self, who: str, doc) -> bool:
		about = {"doctype": doc.doctype, "fields": ["name"], "filters": frappe.as_json({"name": doc.name})}
		try:
			return bool(self.call("frappe.client.get_list", who, **about))
		except (frappe.PermissionError, *FAILS_TO_LIST):
			return False

	def _finds(self, who: str, doc) -> bool:
		from frappe.desk.search import search_widget

		with self.as_user(who):
			try:
				answer = search_widget(doc.doctype, doc.name)
			except (frappe.PermissionError, *FAILS_TO_LIST):
				return False
			found = answer or frappe.response.pop("values", None)  # earlier builds put it into the response
			return any(doc.name in str(row) for row in found or [])

	def _reads_file(self, who: str, doc) -> bool:
		with self.as_user(who):
			return bool(frappe.get_doc("File", self.file).has_permission("read"))

	def attach(self, doc) -> None:
		words = {"doctype": "File", "file_name": f"{factories.unique('附件')}.txt", "is_private": 1}
		words.update({"content": "x", "attached_to_doctype": doc.doctype, "attached_to_name": doc.name})
		self.file = frappe.get_doc(words).insert().name


class TestReadingAPurchase(ReadingTestCase):
	def setUp(self):
		super().setUp()
		self.flow = purchases.flow(step("一", self.one), step("二", self.two))
		self.doc = purchases.purchase(self.buyer)
		self.attach(self.doc)
		self.run_ = self.send(self.doc)

	def test_a_signer_without_any_role_reads_it_while_it_is_their_turn(self):
		self.assertOpen(self.one, self.doc, True)
		self.assertOpen(self.two, self.doc, False)

		self.do(self.run_, "approve", self.one)

		self.assertOpen(self.one, self.doc, False)
		self.assertOpen(self.two, self.doc, True)

	def test_who_waits_for_an_answer_still_reads_and_whom_they_asked_too(self):
		self.do(self.run_, "ask", self.one, "？", people=self.three)
		self.assertOpen(self.one, self.doc, True)
		self.assertOpen(self.three, self.doc, True)

		self.do(self.run_, "answer", self.three, "!")

		self.assertOpen(self.three, self.doc, False)

	def test_reading_is_all_they_may(self):
		with self.as_user(self.one):
			doc = frappe.get_doc(PURCHASE, self.doc.name)
			for right in ("write", "submit", "delete", "share", "cancel"):
				self.assertFalse(doc.has_permission(right), right)

	def test_a_share_made_by_hand_stays(self):
		with self.as_user("Administrator"):
			frappe.share.add(PURCHASE, self.doc.name, self.two, read=1)
		self.do(self.run_, "approve", self.one)
		self.do(self.run_, "approve", self.two)

		self.assertOpen(self.two, self.doc, True)

	def test_nothing_stays_open_when_the_request_ends(self):
		self.do(self.run_, "terminate", self.admin, administrator=True)

		self.assertOpen(self.one, self.doc, False)
		self.assertEqual(frappe.get_all("DocShare", {"share_name": self.doc.name, "user": self.one}), [])

	def test_the_request_is_seen_by_its_people_and_by_nobody_else(self):
		about = {"doctype": PURCHASE, "name": self.doc.name}
		for who in (self.one, self.buyer, self.admin):
			self.assertEqual(self.call(f"{API}.get_request", who, **about)["request"], self.run_.name)
		for who in (self.two, self.three):
			self.assertRefused(frappe.PermissionError, self.call, f"{API}.get_request", who, **about)
		self.do(self.run_, "approve", self.one)

		self.assertEqual(self.call(f"{API}.get_request", self.one, **about)["status"], "Running")

	def test_deciding_needs_no_right_on_the_document_only_the_turn(self):
		answer = self.call(f"{API}.act", self.one, request=self.run_.name, verb="approve", turn=1)
		self.assertEqual(answer["status"], "Running")

		with self.assertRaises(frappe.PermissionError):
			self.call(f"{API}.act", self.three, request=self.run_.name, verb="approve")
		self.assertRefused(
			NotYourTurn, self.call, f"{API}.act", self.buyer, request=self.run_.name, verb="approve"
		)

	def test_the_inbox_shows_ones_own_and_counts_it(self):
		box = self.call(f"{API}.get_inbox", self.one)
		self.assertEqual([row["request"] for row in box["rows"]], [self.run_.name])
		self.assertEqual(self.call(f"{API}.get_inbox", self.two)["counts"]["todo"], 0)
		self.assertEqual(self.call(f"{API}.get_inbox", self.buyer, box="sent")["total"], 1)

		self.do(self.run_, "approve", self.one)

		counts = self.call(f"{API}.get_inbox", self.one)["counts"]
		self.assertEqual((counts["todo"], counts["done"]), (0, 1))

	def test_many_at_once_obey_every_rule_each_by_itself(self):
		publishing.retire(self.flow)
		strict = self.sent(step("一", self.one, opinion="Required"))
		turns = [{"request": name, "turn": 1} for name in (self.run_.name, strict.name, "nothing")]

		found = self.call(f"{API}.act_on_many", self.one, requests=as_json(turns), verb="approve")

		self.assertEqual([each["ok"] for each in found], [True, False, False])
		self.assertEqual(self.open_for(strict), [self.one])
		self.assertTrue(all(each["message"] for each in found))

	def test_many_at_once_are_refused_where_the_turn_that_was_looked_at_has_closed(self):
		self.do(self.run_, "return", self.one, "再看看", target="@initiator")
		self.do(self.run_, "resume", self.buyer)
		stale = [{"request": self.run_.name, "turn": 1}]

		found = self.call(f"{API}.act_on_many", self.one, requests=as_json(stale), verb="approve")

		self.assertEqual([each["ok"] for each in found], [False])
		self.assertEqual(self.open_for(self.run_), [self.one])

	def test_what_is_no_list_of_turns_is_refused_by_name(self):
		for words in ("x", "[1]", '["gone"]', "{}", as_json([{"request": "a"}] * 201)):
			with self.subTest(words=words[:20]):
				self.assertRefused(
					WrongItems, self.call, f"{API}.act_on_many", self.one, requests=words, verb="approve"
				)


class TestReadingATask(ReadingTestCase, QingdanTestCase):
	"""The rule of visibility of tasks and reports honours turns as it does units."""

	def setUp(self):
		super().setUp()
		self.city = City()
		self.signer = factories.user("Qingdan Unit Liaison")
		published = frappe.get_doc("Qingdan Approval Flow", {"flow_key": "completion", "status": "Published"})
		publishing.retire(published)
		people = [step("一", self.signer), step("二", self.city.office)]
		words = {"guarded_state": "待审核", "approved_action": "办结", "returned_action": "退回"}
		purchases.flow(*people, doctype="Qingdan Task", guard="Transition", **words)

	def test_a_stranger_reads_task_report_and_files_while_it_is_their_turn(self):
		self.city.filed()
		task, report = self.city.task, self.city.completion
		self.attach(task)
		self.assertOpen(self.signer, task, True)
		self.file = frappe.get_all("File", {"attached_to_name": report.name}, pluck="name")[0]
		self.assertOpen(self.signer, report, True)

		self.act(task, "complete", self.signer)

		self.assertOpen(self.signer, report, False)
		self.attach(task)
		self.assertOpen(self.signer, task, False)

	def test_one_turn_opens_one_task_and_no_other(self):
		self.city.filed()
		other = City()
		self.attach(other.task)

		self.assertOpen(self.signer, other.task, False)

	def test_the_condition_of_the_list_is_served_by_an_index(self):
		from qingdan_app.workflows.requests.access import live_turns

		self.city.filed()
		plan = frappe.db.sql(f"explain {live_turns('Qingdan Task', self.signer)}", as_dict=True)

		self.assertIn(plan[0].key, ("inbox", "done", "reader"), plan)

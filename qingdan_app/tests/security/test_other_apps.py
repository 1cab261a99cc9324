"""Where another app, or the site, narrows a DocType as well: a signer finds the document while it is their turn, and
nobody else is shown more."""

import frappe

from qingdan_app.tasks.page import TaskQuery, page_of_tasks
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.tests.security.other_apps import narrowing
from qingdan_app.tests.site import as_json
from qingdan_app.workflows.engine.flow import Act
from qingdan_app.workflows.flows import publishing
from qingdan_app.workflows.requests import acting
from qingdan_app.workflows.tests import purchases
from qingdan_app.workflows.tests.base import ApprovalTestCase
from qingdan_app.workflows.tests.purchases import LEAVE, PURCHASE, step

TASK = "Qingdan Task"


class Doors:
	def shown(self, who: str, doc) -> dict[str, bool]:
		"""Whether each of Desk's ways to a list shows the document, and whether it opens."""
		these, column = as_json({"name": doc.name}), f'["`tab{doc.doctype}`.`name`"]'
		view = {
			"doctype": doc.doctype,
			"fields": column,
			"filters": as_json([[doc.doctype, "name", "=", doc.name]]),
		}
		counting = {**view, "fields": "[]", "distinct": "false"}
		words = {"doctype": doc.doctype, "fields": as_json(["name"]), "filters": these}
		asks = {
			"list": ("frappe.client.get_list", words),
			"report view": ("frappe.desk.reportview.get", view),
			"list view": ("frappe.desk.reportview.get_list", view),
			"count": ("frappe.desk.reportview.get_count", counting),
			"form": ("frappe.desk.form.load.getdoc", {"doctype": doc.doctype, "name": doc.name}),
		}
		return {door: self._shows(method, who, arguments) for door, (method, arguments) in asks.items()}

	def assertShown(self, who: str, doc, expected: bool, *but: str):
		found = {door: shows for door, shows in self.shown(who, doc).items() if door not in but}
		self.assertEqual(found, dict.fromkeys(found, expected), who)

	def _shows(self, method: str, who: str, arguments: dict) -> bool:
		try:
			answer = self.call(method, who, **arguments)
		except frappe.PermissionError:
			return False
		return bool(answer.get("values") or answer.get("docs") if isinstance(answer, dict) else answer)


class TestDocTypesMadeInDesk(Doors, ApprovalTestCase):
	def setUp(self):
		super().setUp()
		self.signer, self.bystander = (
			factories.user(purchases.BUYER, "Qingdan Unit Liaison") for _ in range(2)
		)

	def test_a_signer_finds_the_document_while_it_is_their_turn_whoever_hides_it(self):
		for first in (True, False):
			for documents in (True, False):
				with self.subTest(first=first, documents=documents):
					self._signs_and_is_done(first, documents)

	def test_whoever_was_asked_for_a_word_finds_it_until_it_is_answered(self):
		with narrowing(PURCHASE, self.buyer):
			run = self.sent(step("一", self.one))
			self.do(run, "ask", self.one, "？", people=self.signer)
			self.assertShown(self.signer, self.doc, True)
			self.do(run, "answer", self.signer, "!")
			self.assertShown(self.signer, self.doc, False)

	def test_one_turn_opens_one_document_of_the_doctype_and_no_other(self):
		with narrowing(PURCHASE, self.buyer):
			self.sent(step("一", self.signer))
			other = purchases.purchase(self.buyer)
			self.assertShown(self.signer, other, False)

	def test_the_log_of_a_document_under_a_flow_made_in_desk_is_listed_with_it(self):
		run = self.sent(step("一", self.signer), step("二", self.one))
		words = {
			"doctype": "Qingdan Approval Log",
			"filters": as_json({"request": run.name}),
			"fields": ["name"],
		}
		self.assertEqual(len(self.call("frappe.client.get_list", self.bystander, **words)), 1)
		self.assertEqual(len(self.call("frappe.client.get_list", self.signer, **words)), 1)
		with narrowing(PURCHASE):
			self.assertEqual(self.call("frappe.client.get_list", self.bystander, **words), [])

	def test_a_share_of_one_document_opens_the_log_of_no_other(self):
		reader = factories.user("Qingdan Leader Office")
		runs = [self.sent(step("一", self.one))]
		shared = self.doc
		runs.append(self.send(purchases.purchase(self.buyer)))
		frappe.share.add(PURCHASE, shared.name, reader, read=1)
		words = {"doctype": "Qingdan Approval Log", "fields": ["reference_name"]}
		found = self.call("frappe.client.get_list", reader, **words)
		self.assertEqual({row.reference_name for row in found}, {shared.name})

	def test_a_request_is_listed_for_whoever_reads_its_document(self):
		run = self.sent(step("一", self.one))
		words = {"doctype": "Qingdan Approval Request", "filters": as_json({"name": run.name})}
		self.assertEqual(len(self.call("frappe.client.get_list", self.bystander, **words)), 1)
		with narrowing(PURCHASE):
			self.assertEqual(self.call("frappe.client.get_list", self.bystander, **words), [])
			self.assertEqual(len(self.call("frappe.client.get_list", self.buyer, **words)), 1)

	def test_a_script_of_the_site_and_a_user_permission_count_as_another_rule(self):
		mine = {"user": self.signer, "allow": LEAVE, "for_value": purchases.purchase(self.buyer, LEAVE).name}
		frappe.get_doc({"doctype": "User Permission", **mine}).insert()
		self.addCleanup(frappe.cache.hdel, "user_permissions", self.signer)
		mine = {"user": self.signer, "allow": PURCHASE, "for_value": purchases.purchase(self.buyer).name}
		frappe.get_doc({"doctype": "User Permission", **mine}).insert()
		self.sent(step("一", self.signer))
		self.assertShown(self.signer, self.doc, True)

	def _signs_and_is_done(self, first: bool, documents: bool):
		with narrowing(PURCHASE, self.buyer, documents=documents, first=first):
			run = self.sent(step("一", self.signer), step("二", self.one))
			self.assertShown(self.signer, self.doc, True)
			self.assertShown(self.bystander, self.doc, False, *(() if documents else ("form",)))
			self.do(run, "approve", self.signer)
			self.assertShown(self.signer, self.doc, False, *(() if documents else ("form",)))
			self.do(run, "approve", self.one)
			publishing.retire(self.flow)


class TestTasks(Doors, QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()
		self.asked = factories.user("Qingdan Unit Liaison")

	def _ask(self):
		request = frappe.db.get_value("Qingdan Approval Request", {"reference_name": self.city.task.name})
		with self.as_user(self.city.head):
			acting.act(request, Act("ask", self.city.head, opinion="？", people=(self.asked,)))

	def test_a_signer_of_a_task_finds_it_and_others_are_narrowed(self):
		for first in (True, False):
			self.city = City()
			with self.subTest(first=first), narrowing(TASK, self.city.liaison, first=first):
				self.city.filed()
				self._ask()
				for who in (self.city.head, self.asked, self.city.liaison):
					self.assertShown(who, self.city.task, True)
				for who in (self.city.helper, self.city.office, self.city.outsider):
					self.assertShown(who, self.city.task, False, *(("form",) if first else ()))

	def test_ones_own_page_heeds_the_others_too(self):
		with narrowing(TASK, self.city.liaison):
			self.city.filed()
			for who, total in ((self.city.head, 1), (self.city.liaison, 1), (self.city.helper, 0)):
				with self.as_user(who):
					page = page_of_tasks(TaskQuery())
					self.assertEqual((page["total"], len(page["tasks"])), (total, total), who)

	def test_a_user_permission_does_not_hide_a_task_from_its_signer(self):
		mine = {"user": self.asked, "allow": "Qingdan List", "for_value": factories.list_()}
		frappe.get_doc({"doctype": "User Permission", **mine}).insert()
		self.addCleanup(frappe.cache.hdel, "user_permissions", self.asked)
		self.city.filed()
		self._ask()
		self.assertShown(self.asked, self.city.task, True)

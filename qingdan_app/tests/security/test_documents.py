"""A document opens for its people only, whichever way it is asked for."""

import frappe

from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.tests.site import as_json

TASK = "Qingdan Task"


class TestDocuments(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()
		self.asks = {
			"frappe.client.get": {"doctype": TASK, "name": self.city.task.name},
			"frappe.desk.form.load.getdoc": {"doctype": TASK, "name": self.city.task.name},
			"frappe.desk.form.load.get_docinfo": {"doctype": TASK, "name": self.city.task.name},
			"frappe.desk.form.load.get_communications": {"doctype": TASK, "name": self.city.task.name},
			"frappe.utils.print_format.download_pdf": {"doctype": TASK, "name": self.city.task.name},
			"frappe.www.printview.get_html_and_style": {"doc": TASK, "name": self.city.task.name},
			"qingdan_app.api.documents.get_choices": {"doctype": TASK, "name": self.city.task.name},
			"qingdan_app.api.documents.get_trail": {"doctype": TASK, "name": self.city.task.name},
			"qingdan_app.api.tasks.get_overview": {"task": self.city.task.name},
			"frappe.model.workflow.get_transitions": {
				"doc": as_json({"doctype": TASK, "name": self.city.task.name})
			},
		}

	def test_no_way_of_asking_opens_a_task_to_outsiders(self):
		for who in self.city.outsiders:
			for method, arguments in self.asks.items():
				refusals = (frappe.PermissionError, frappe.DoesNotExistError)
				with self.subTest(method=method, who=who), self.assertRaises(refusals):
					self.call(method, who, **arguments)

	def test_the_same_ways_open_it_to_its_people(self):
		for method, arguments in self.asks.items():
			if "print" in method:
				continue  # drawing a page is not what this test is about
			with self.subTest(method=method):
				self.assertIsNotNone(self.call(method, self.city.helper, **arguments))

	def test_single_values_of_a_hidden_task_stay_hidden(self):
		arguments = {"doctype": TASK, "fieldname": as_json(["text", "state"]), "filters": self.city.task.name}
		for who in self.city.outsiders:
			self.assertEqual(self.call("frappe.client.get_value", who, **arguments) or {}, {})
		self.assertEqual(
			self.call("frappe.client.get_value", self.city.helper, **arguments)["text"], self.city.task.text
		)

	def test_a_link_to_a_hidden_task_fetches_nothing_of_it(self):
		arguments = {"doctype": TASK, "docname": self.city.task.name, "fields": as_json(["text"])}
		for who in self.city.outsiders:
			self.assertNotIn("text", self.call("frappe.client.validate_link", who, **arguments))

	def test_rest_refuses_the_document(self):
		for who in self.city.outsiders:
			with self.assertRaises(frappe.PermissionError):
				self.rest("GET", f"{TASK}/{self.city.task.name}", who)

	def test_a_draft_opens_for_its_unit_only(self):
		self.city.started()
		draft = self.city.draft()
		for who in (self.city.liaison, self.city.head):
			self.call("frappe.client.get", who, doctype=draft.doctype, name=draft.name)
		for who in (self.city.helper, self.city.office, self.city.supervisor, self.city.outsider):
			with self.subTest(who=who), self.assertRaises(frappe.PermissionError):
				self.call("frappe.client.get", who, doctype=draft.doctype, name=draft.name)

	def test_a_document_sent_in_from_outside_does_not_decide_who_may_read_it(self):
		self.city.started()
		draft = self.city.draft()
		forged = {**draft.as_dict(), "unit": self.city.foreign, "state": "已提交"}
		with self.as_user(self.city.outsider):
			self.assertFalse(frappe.get_doc(forged).has_permission("read"))
			self.assertFalse(frappe.get_doc(forged).has_permission("write"))

	def test_versions_and_comments_are_not_listed_for_units(self):
		for doctype in ("Version", "Comment", "DocShare", "View Log", "Deleted Document"):
			with self.subTest(doctype=doctype), self.assertRaises(frappe.PermissionError):
				self.call("frappe.client.get_list", self.city.liaison, doctype=doctype, fields=["name"])

	def test_communications_about_a_hidden_task_are_not_listed(self):
		about = {"reference_doctype": TASK, "reference_name": self.city.task.name}
		words = {
			"doctype": "Communication",
			"subject": "来函",
			"content": "机密",
			"communication_type": "Communication",
		}
		frappe.get_doc({**words, **about}).insert()
		for who in self.city.outsiders:
			found = self.call(
				"frappe.client.get_list",
				who,
				doctype="Communication",
				fields=["name"],
				filters=as_json(about),
			)
			self.assertEqual(found, [])

	def test_global_search_holds_nothing_of_ours(self):
		frappe.utils.global_search.sync_global_search()
		found = frappe.db.sql("select name from __global_search where doctype like 'Qingdan%%'")
		self.assertEqual(list(found), [])

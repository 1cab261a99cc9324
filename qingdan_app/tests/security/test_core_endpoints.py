"""Every endpoint of core was judged, those that ask nobody are replaced, and no other address leads around ours."""

from unittest.mock import patch

import frappe
from frappe.modules.utils import load_doctype_module

from qingdan_app import overridden
from qingdan_app.permissions import core_callers, replaced
from qingdan_app.permissions.exceptions import NotYoursToSee
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.tests.security import core_source, core_verdicts
from qingdan_app.tests.site import as_json

TASK, COUNT = "Qingdan Task", "frappe.workflow.doctype.workflow.workflow.get_workflow_state_count"


class TestCoreEndpoints(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()
		self.name, self.text = self.city.task.name, self.city.task.text

	def test_every_endpoint_of_this_line_was_judged(self):
		judged = {address for address, _verdict in core_verdicts.judged()} | set(replaced.endpoints())
		self.assertEqual(sorted(set(core_source.endpoints()) - judged), [])

	def test_nothing_is_judged_twice(self):
		judged = [address for address, _verdict in core_verdicts.judged()]
		self.assertEqual(sorted({each for each in judged if judged.count(each) > 1}), [])
		self.assertEqual(sorted(set(judged) & set(replaced.REPLACED)), [])

	def test_ours_stand_at_every_address_of_what_they_replace(self):
		for endpoint in replaced.REPLACED:
			self.assertEqual(core_source.aliases(endpoint) - set(replaced.endpoints()), set(), endpoint)

	def test_an_address_that_another_app_adds_is_refused(self):
		module = load_doctype_module(TASK)
		self.enterContext(patch.object(module, "another_name", another_name, create=True))
		for path in (
			f"/api/method/{__name__}.another_name",
			f"/api/method/{__name__}.another_name/x",
			f"/api/v2/method/{TASK}/another_name",
		):
			with patch.object(frappe.local, "request", frappe._dict(path=path)):
				self.assertRefused(NotYoursToSee, core_callers.check_request)
		for path in (
			"/api/method/frappe.client.get_count",
			"/api/method/ping",
			"/app",
			"/api/method/no.such",
			"/api/v2/method/No Such DocType/get",
			f"/api/v2/method/{TASK}/get_list",
			f"/api/v2/document/{TASK}/x/method/submit/",
		):
			with patch.object(frappe.local, "request", frappe._dict(path=path)):
				core_callers.check_request()

	def test_what_is_no_address_at_all_is_left_to_core(self):
		for path in (
			"",
			"ping",
			"no.such.app",
			"frappe.no_such_name",
			"frappe",
			"..",
			"frappe.client.",
			5,
			None,
		):
			self.assertFalse(overridden.is_replaced(path), path)

	def test_no_caller_of_core_calls_around_ours(self):
		words = {"doctype": TASK, "label": "x", "parent": "text", "tree_method": COUNT, "states": "[]"}
		mapped = {"method": COUNT, "source_names": as_json([TASK]), "target_doc": "text", "args": "[]"}
		for method, arguments in (
			("frappe.desk.treeview.get_all_nodes", words),
			("frappe.model.mapper.map_docs", mapped),
			(
				"frappe.model.mapper.make_mapped_doc",
				{"method": "frappe.client.get_count", "source_name": TASK},
			),
			(
				"frappe.desk.search.search_widget",
				{"doctype": TASK, "txt": "", "query": "frappe.client.get_list"},
			),
			(
				"frappe.desk.search.search_link",
				{"doctype": TASK, "txt": "", "query": "frappe.client.get_list"},
			),
		):
			with self.subTest(method=method):
				self.assertRefused(NotYoursToSee, self.call, method, self.city.outsider, **arguments)

	def test_states_are_counted_among_documents_one_sees_and_by_no_other_field(self):
		words = {"doctype": TASK, "workflow_state_field": "state", "states": "[]"}
		for who, number in ((self.city.helper, 1), (self.city.outsider, 0)):
			found = self.call(COUNT, who, **words)
			self.assertEqual(sum(row["count"] for row in (found if isinstance(found, list) else [])), number)
		for doctype, field in (
			(TASK, "text"),
			("Qingdan Approval Log", "snapshot"),
			("Qingdan Progress Report", "done"),
		):
			arguments = {"doctype": doctype, "workflow_state_field": field, "states": "[]"}
			self.assertRefused(NotYoursToSee, self.call, COUNT, self.city.outsider, **arguments)

	def test_a_column_for_a_report_holds_what_one_sees(self):
		method, words = (
			"frappe.desk.query_report.get_data_for_custom_field",
			{"doctype": TASK, "field": "text"},
		)
		self.assertEqual(self.call(method, self.city.helper, **words), {self.name: self.text})
		self.assertNotIn(self.text, str(self.call(method, self.city.outsider, **words)))

	def test_no_count_is_an_oracle(self):
		for doctype, field in (
			("Version", "data"),
			("Comment", "content"),
			("Email Queue", "message"),
			("DocShare", "share_name"),
		):
			words = {"doctype": doctype, "filters": as_json({field: ("like", "%x%")})}
			with self.subTest(doctype=doctype), self.assertRaises(frappe.PermissionError):
				self.call("frappe.client.get_count", self.city.outsider, **words)
		words = {"doctype": TASK, "filters": as_json({"text": ("like", f"%{self.text}%")})}
		self.assertFalse(self.number(self.call("frappe.client.get_count", self.city.outsider, **words)))

	def test_a_search_that_ignores_user_permissions_keeps_the_rules(self):
		url = self.city.filed() and self.city.completion.evidence[0].file
		file = frappe.db.get_value("File", {"file_url": url, "attached_to_name": self.city.completion.name})
		words = {"doctype": "File", "txt": "evidence", "ignore_user_permissions": 1, "page_length": 50000}
		for method in ("frappe.desk.search.search_link", "frappe.desk.search.search_widget"):
			self.assertNotIn(file, str(self.call(method, self.city.outsider, **words)))
			self.assertIn(file, str(self.call(method, self.city.office, **words)))

	def test_what_speaks_of_one_document_is_for_those_who_see_it(self):
		for method, words in self.of_one_document().items():
			with self.subTest(method=method):
				self.assertRefused(NotYoursToSee, self.call, method, self.city.outsider, **words)

	def test_a_link_to_a_hidden_document_is_as_one_to_none(self):
		words = {"doctype": TASK, "docname": self.name, "fields": '["text"]'}
		method = "frappe.client.validate_link"
		self.assertEqual(self.call(method, self.city.outsider, **words), {"name": None})
		self.assertEqual(self.call(method, self.city.helper, **words), {"name": self.name, "text": self.text})

	def of_one_document(self) -> dict[str, dict]:
		about, named = {"doctype": TASK, "docname": self.name}, {"doctype": TASK, "name": self.name}
		return {
			"frappe.desk.search.get_link_title": about,
			"frappe.desk.form.utils.get_next": {
				"doctype": TASK,
				"value": self.name,
				"prev": 0,
				"sort_field": "text",
			},
			"frappe.desk.form.document_follow.get_follow_users": {"doctype": TASK, "doc_name": self.name},
			"frappe.desk.form.linked_with.get_submitted_linked_docs": named,
			"frappe.desk.form.assign_to.remove": {**named, "assign_to": self.city.helper},
			"frappe.printing.page.print.print.get_print_settings_to_show": about,
			"frappe.desk.doctype.tag.tag.remove_tag": {"tag": "x", "dt": TASK, "dn": self.name},
			"frappe.desk.doctype.tag.tag.get_tagged_docs": {"doctype": TASK, "tag": "%"},
			"frappe.geo.utils.get_coords": {"doctype": TASK, "filters": "[]", "type": "coordinates"},
		}

	def number(self, answer) -> int:
		return answer if isinstance(answer, int) else 0


another_name = frappe.get_attr(COUNT)

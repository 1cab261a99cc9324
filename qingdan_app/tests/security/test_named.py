"""A document is named by a text: whoever describes one instead is not told whether there is such a one."""

import frappe
from frappe.utils import set_request

from qingdan_app.api import changes
from qingdan_app.arguments import WrongArgument
from qingdan_app.permissions import core_callers
from qingdan_app.permissions.exceptions import NotYoursToSee
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.tests.security import matrix_doors
from qingdan_app.tests.security.aims import PLANTED, Aim
from qingdan_app.tests.security.matrix_words import words_for
from qingdan_app.tests.security.watched import Watch
from qingdan_app.tests.site import as_json

TASK, REPORT = "Qingdan Task", "Qingdan Progress Report"


class TestNamed(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()
		self.outsider = factories.contact(factories.unit())
		frappe.db.set_value(TASK, self.city.task.name, "text", PLANTED)
		self.fits, self.none = ({"text": ["like", f"%{words}%"]} for words in (PLANTED, "nobody says this"))

	def test_no_endpoint_says_whether_what_is_described_for_a_name_is_there(self):
		"""Every endpoint of core and of ours, with a filter in the place of each name that it takes."""
		aim = Aim(TASK, "the-name", "text", task="the-name")
		watch, told = Watch(), []
		watch.remember()
		with watch.watching(self.outsider):
			for door in matrix_doors.doors():
				words = words_for(door, aim)
				for argument in [
					key for key, value in words.items() if value in (aim.name, as_json([aim.name]))
				]:
					one, other = (
						self.told(watch, door, words, argument, each) for each in (self.fits, self.none)
					)
					if one != other:
						told.append(f"{door} {argument}: {one} / {other}")
		self.assertEqual("\n".join(told), "")

	def told(self, watch: Watch, door: str, words: dict, argument: str, described: dict) -> tuple:
		value = (
			described
			if isinstance(words[argument], str) and words[argument][:1] != "["
			else as_json([described])
		)
		asked = watch.ask(door, **{**words, argument: value})
		in_words = asked.refused is None or isinstance(asked.refused, frappe.ValidationError)
		said = asked.answer.replace(PLANTED, "").replace("nobody says this", "") if in_words else ""
		return type(asked.refused).__name__, said

	def test_a_link_is_no_filter_by_whatever_way_a_document_comes_in(self):
		row = {"doctype": REPORT, "kind": "Period", "period": factories.month()}
		for who in (self.outsider, "Guest"):
			for task in (self.fits, self.none, [self.fits], [["text", "like", "%"]]):
				document = {**row, "task": task}
				for path, words in (
					(f"/api/resource/{REPORT}", document),
					(f"/api/resource/{REPORT}", {"data": as_json({"task": task})}),
					(f"/api/v2/document/{REPORT}", document),
					("/api/method/frappe.client.insert", {"doc": document}),
					("/api/method/frappe.client.insert_many", {"docs": as_json([document])}),
					(
						"/api/method/frappe.desk.form.save.savedocs",
						{"doc": as_json(document), "action": "Save"},
					),
					(
						"/api/method/frappe.client.set_value",
						{"doctype": REPORT, "name": "x", "fieldname": "task", "value": task},
					),
					(
						"/api/method/frappe.client.set_value",
						{"doctype": REPORT, "name": "x", "fieldname": as_json({"task": task})},
					),
				):
					with self.subTest(who=who, path=path, task=str(task)):
						self.assertRefused(WrongArgument, self.asked, who, path, words)

	def test_links_of_rows_and_of_documents_of_core_are_no_filters_either(self):
		rows = {"doctype": "Qingdan Change Request", "tasks": [{"task": self.fits}]}
		todo = {"doctype": "ToDo", "description": "x", "assigned_by": {"email": ["like", "a%"]}}
		for document in (
			rows,
			todo,
			{**rows, "tasks": "x"},
			{**rows, "tasks": ["x"]},
			{**rows, "reason": {}},
		):
			with self.subTest(document=document):
				words = {"doc": as_json(document)}
				way = "/api/method/frappe.client.insert"
				self.assertRefused(WrongArgument, self.asked, self.outsider, way, words)

	def test_whatever_is_no_name_may_be_a_mapping_as_before(self):
		sent = (
			("frappe.client.get_list", {"doctype": TASK, "filters": {"name": ["like", "%"]}}),
			(
				"frappe.client.insert",
				{"doc": {"doctype": "ToDo", "description": "x", "__onload": {"name": {}}}},
			),
			("frappe.desk.form.save.savedocs", {"doc": "{not json", "action": "Save"}),
			("frappe.desk.query_report.run", {"report_name": "x", "custom_columns": '[{"fieldname": "y"}]'}),
			("nothing.of.the.kind", {"doctype": "No Such Thing", "data": {"x": {}}}),
		)
		for method, words in sent:
			self.asked(self.outsider, f"/api/method/{method}", words)
		self.asked(self.outsider, "/app/qingdan-task/view/list", {"name": '["in", "2021-4-58-04"]'})
		self.asked(self.outsider, f"/api/resource/{REPORT}", {"name": "[1]", "done": '["一", "二"]'})

	def test_by_filters_somebody_gets_what_they_see(self):
		ask = {"doctype": TASK, "filters": as_json({"text": ["like", f"%{PLANTED}%"]})}
		found = self.call("frappe.client.get", self.city.liaison, **ask)
		self.assertEqual(found["name"], self.city.task.name)
		for filters in (self.fits, self.none):
			ask["filters"] = as_json(filters)
			said = self.assertRefused(NotYoursToSee, self.call, "frappe.client.get", self.outsider, **ask)
			self.assertNotIn(self.city.task.name, str(said))
		rows = {"doctype": "Qingdan Task Unit", "parent": TASK, "filters": as_json({"unit": self.city.lead})}
		self.assertRefused(NotYoursToSee, self.call, "frappe.client.get", self.outsider, **rows)

	def test_a_task_into_which_another_is_merged_is_seen_by_who_asks(self):
		hidden = factories.task(factories.unit())
		wanted = {"kind": "Merger", "reason": "同一件事", "merged_into": hidden.name}
		for state in ("推进中", "已完成"):
			frappe.db.set_value(TASK, hidden.name, "state", state)
			for door in (changes.preview, changes.ask):
				with self.subTest(state=state, door=door.__name__), self.as_user(self.city.liaison):
					self.assertRefused(frappe.PermissionError, door, wanted, [self.city.task.name])
		with self.as_user(self.city.liaison):
			described = {**wanted, "merged_into": self.fits}
			self.assertRefused(WrongArgument, changes.preview, described, [self.city.task.name])

	def test_a_document_that_only_some_roles_see_is_not_marked_by_others(self):
		order = self.order()
		for method, words in (
			("frappe.desk.like.toggle_like", {"name": order, "add": "Yes"}),
			(
				"frappe.desk.doctype.tag.tag.add_tag",
				{"dn": order, "tag": "x", "dt": "Qingdan Reorganization"},
			),
			("frappe.desk.search.get_link_title", {"docname": order}),
		):
			with self.subTest(method=method):
				words = {"doctype": "Qingdan Reorganization", **words}
				self.assertRefused(NotYoursToSee, self.call, method, self.outsider, **words)

	def order(self) -> str:
		words = {"kind": "Portfolio", "effective_date": "2099-01-01", "reason": "分工调整"}
		leaders = {"leader": self.city.leader, "new_leader": factories.leader((factories.office_user(),))}
		return frappe.get_doc({"doctype": "Qingdan Reorganization", **words, **leaders}).insert().name

	def asked(self, who: str, path: str, words: dict) -> None:
		"""What every request passes before anything of it is done."""
		with self.as_user(who):
			set_request(method="POST", path=path)
			frappe.local.form_dict = frappe._dict(words)
			core_callers.check_request()

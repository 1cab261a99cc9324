"""Nothing people send in begins a tag where Desk shows it, whichever way it comes."""

import frappe

from qingdan_app.markup import harmless
from qingdan_app.patches import disarm_stored_markup, disarm_titles_of_requests
from qingdan_app.tasks.bulk import insert_rows
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.tests.site import as_json
from qingdan_app.workflows.engine.flow import Act
from qingdan_app.workflows.requests import acting

PLANTED = (
	"<script>alert(1)</script>",
	"<img src=x onerror=alert(1)>",
	'"<img src=x onerror=alert(1)>"',
	'["<svg/onload=alert(1)>"]',
	"<img src=x onerror=alert(1) ",
	"<!-- markdown --><b onmouseover=alert(1)>",
	"</textarea><iframe src=javascript:alert(1)>",
)


class TestMarkup(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()

	def test_a_sign_for_less_than_stays_and_a_tag_does_not(self):
		for words in ("面积<500平方米", "3 < 5 > 2", "<=", "完成率<90%，同比>5%", "", None, 5):
			self.assertEqual(harmless(words), words)
		for planted in PLANTED:
			self.assertNotIn("<", harmless(planted))

	def test_words_of_a_document_whoever_saves_it(self):
		for planted in PLANTED:
			task = factories.task(self.city.lead, text=planted, deadline_raw=planted)
			task.append("milestones", {"date": "2021-06-30", "label": planted})
			task.correction_reason = planted
			task.save()
			self.assertHarmless("Qingdan Task", task.name)
			self.assertHarmless("Qingdan Task Milestone", task.milestones[-1].name)

	def test_a_report_filed_in_one_go(self):
		self.city.started()
		words = dict.fromkeys(("done", "figures", "problems", "next_steps"), PLANTED[2])
		answer = self.call(
			"qingdan_app.api.reports.file_report",
			self.city.liaison,
			task=self.city.task.name,
			period=frappe.utils.today()[:7],
			percent=10,
			**words,
		)
		self.assertHarmless("Qingdan Progress Report", answer["name"])

	def test_rows_of_an_imported_document(self):
		name = factories.unique("2021-9-1-01")
		item = self.city.task.key_work
		row = {
			"name": name,
			"text": PLANTED[1],
			"deadline_raw": PLANTED[2],
			"key_work": item,
			"list": self.city.task.list,
		}
		insert_rows("Qingdan Task", [{**row, "units": [{"unit": self.city.lead, "duty": "Lead"}]}])
		self.assertHarmless("Qingdan Task", name)

	def test_opinions_on_a_request_and_on_a_document(self):
		self.city.filed()
		request = frappe.db.get_value("Qingdan Approval Request", {"reference_name": self.city.task.name})
		with self.as_user(self.city.head):
			acting.act(request, Act("ask", self.city.head, opinion=PLANTED[2], people=(self.city.helper,)))
		self.act(self.city.task, "withdraw", self.city.liaison, PLANTED[1])
		about = {"reference_name": self.city.task.name}
		for doctype in ("Qingdan Approval Log", "Qingdan Approval Assignment", "Qingdan Message"):
			for name in frappe.get_all(doctype, about, pluck="name"):
				self.assertHarmless(doctype, name, but=("snapshot", "event"))

	def test_words_stored_before_anything_filtered_them(self):
		for column in ("text", "title"):
			frappe.db.set_value("Qingdan Task", self.city.task.name, column, PLANTED[2])
		frappe.db.set_value("Qingdan Task", self.city.task.name, "deadline_raw", "3 < 5")
		disarm_stored_markup.execute()
		self.assertHarmless("Qingdan Task", self.city.task.name)
		self.assertEqual(self.stored("Qingdan Task", self.city.task.name, "deadline_raw"), "3 < 5")

	def test_rows_of_the_engine_stored_raw_are_shown_harmless_and_stay_verifiable(self):
		self.city.filed()
		about = {"reference_name": self.city.task.name}
		for doctype, column in (
			("Qingdan Approval Log", "opinion"),
			("Qingdan Approval Assignment", "opinion"),
			("Qingdan Approval Request", "subject_title"),
		):
			(name, *_others) = frappe.get_all(doctype, about, pluck="name")
			frappe.db.set_value(doctype, name, column, PLANTED[2], update_modified=False)
			for shown in self.shown(doctype, name, column):
				self.assertNotIn("<img", shown, (doctype, shown))
			self.assertEqual(self.stored(doctype, name, column), PLANTED[2])
		disarm_titles_of_requests.execute()
		self.assertHarmless(
			"Qingdan Approval Request",
			frappe.db.get_value("Qingdan Approval Request", about),
			but=("shared",),
		)

	def shown(self, doctype: str, name: str, column: str) -> list[str]:
		"""What Desk gets of one row: its form, both kinds of list, a print, and the list of REST where core cleans it."""
		words = {"doctype": doctype, "fields": as_json(["name", column]), "filters": as_json({"name": name})}
		answers = [
			self.call("frappe.desk.form.load.getdoc", "Administrator", doctype=doctype, name=name)["docs"][
				0
			].as_dict(),
			self.call("frappe.client.get", "Administrator", doctype=doctype, name=name),
			self.call("frappe.desk.reportview.get", "Administrator", **words),
			self.call("frappe.desk.reportview.get_list", "Administrator", **words),
			frappe.get_doc(doctype, name).get_formatted(column),
		]
		return list(map(str, answers))

	def test_the_name_of_a_file_and_its_address(self):
		with self.as_user(self.city.liaison):
			words = {
				"doctype": "File",
				"file_name": '"><img src=x onerror=alert(1)>.txt',
				"content": "x",
				"is_private": 1,
			}
			file = frappe.get_doc(words).insert()
		for value in (file.file_name, file.file_url):
			self.assertNotRegex(value, '[<>"]')
		self.rest("PUT", f"File/{file.name}", self.city.liaison, file_name="<img src=x onerror=alert(1)>")
		self.assertNotIn("<", self.stored("File", file.name, "file_name"))

	def test_people_units_and_delegations(self):
		planted = PLANTED[2]
		unit = frappe.get_doc({"doctype": "Qingdan Unit", "unit_name": factories.unique("局")}).insert()
		words = {
			"doctype": "Qingdan Contact",
			"unit": unit.name,
			"duty": "Head",
			"full_name": planted,
			"phone": planted,
		}
		contact = frappe.get_doc({**words, "user": factories.user("Qingdan Unit Head")})
		contact.insert(ignore_links=True)
		self.assertHarmless("Qingdan Contact", contact.name)
		delegation = {
			"person": self.city.head,
			"delegate": self.city.helper,
			"scope_kind": "All",
			"reason": planted,
		}
		times = {"from_time": "2021-01-01 00:00:00", "until_time": "2021-02-01 00:00:00"}
		doc = as_json({"doctype": "Qingdan Approval Delegation", **delegation, **times})
		name = self.call("frappe.client.insert", self.city.head, doc=doc)["name"]
		self.assertHarmless("Qingdan Approval Delegation", name)

	def assertHarmless(self, doctype: str, name: str, but: tuple[str, ...] = ()) -> None:
		for column, value in frappe.db.get_value(doctype, name, "*", as_dict=True).items():
			if isinstance(value, str) and column not in but:
				self.assertEqual(harmless(value), value, f"{doctype}.{column}")

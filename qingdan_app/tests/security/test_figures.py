"""Numbers give away what a list hides: every card, chart and report obeys the same visibility as the list."""

import json
from collections import Counter
from pathlib import Path
from unittest.mock import patch

import frappe
from frappe.desk.query_report import run as run_report

from qingdan_app.organization.rules.standing import Role
from qingdan_app.tasks import roll_up
from qingdan_app.tests import factories
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City

MODULE = "Qingdan App"
COUNT = "frappe.desk.doctype.number_card.number_card.get_result"
FIGURES_FOR_UNITS = "Qingdan Tasks by State"


def shipped(doctype: str) -> list:
	"""The standard documents of the module, as they lie in the app."""
	folder = Path(frappe.get_module_path(MODULE)) / frappe.scrub(doctype)
	return [json.loads(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*/*.json"))]


OF_SIGNERS = "Qingdan Approvals"
"""The workspace of whoever signs, on a site of other apps too."""


class TestFigures(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()

	def card(self, name: str, user: str) -> int:
		doc = frappe.get_doc("Number Card", name)
		filters = json.loads(doc.filters_json)
		return int(self.call(COUNT, user, doc=doc.as_json(), filters=json.dumps(filters)))

	def rows(self, report: str, user: str, **filters) -> list[dict]:
		with self.as_user(user):
			return [row for row in run_report(report, filters)["result"] if isinstance(row, dict)]

	def rows_or_refusal(self, report: str, user: str) -> list[dict]:
		"""What a report shows; nothing where its roles do not let the user run it."""
		try:
			return self.rows(report, user)
		except frappe.PermissionError:
			return []

	def test_charts_are_drawn_from_reports_because_core_shares_other_charts_among_users(self):
		charts = shipped("Dashboard Chart")

		self.assertTrue(charts)
		self.assertEqual({chart["chart_type"] for chart in charts}, {"Report"})
		for chart in charts:
			report = frappe.get_doc("Report", chart["report_name"])
			self.assertEqual((report.report_type, report.prepared_report), ("Script Report", 0))

	def test_a_chart_shows_each_person_their_own_figures_whoever_looked_before(self):
		self.city.started()
		figures = {
			user: self.chart_total(user)
			for user in (self.city.administrator, self.city.liaison, self.city.outsider)
		}

		self.assertGreaterEqual(figures[self.city.administrator], 1)
		self.assertEqual(figures[self.city.liaison], 1)
		self.assertEqual(figures[self.city.outsider], 0)

	def chart_total(self, user: str) -> int:
		with self.as_user(user):
			chart = run_report(FIGURES_FOR_UNITS, {"group_by": "leader"})["chart"]
		return sum(sum(dataset["values"]) for dataset in chart["data"]["datasets"]) if chart else 0

	def test_every_number_card_counts_what_its_reader_sees_in_the_list(self):
		self.city.in_review()

		self.assertEqual(self.card("Qingdan In Review", self.city.office), 1)
		self.assertEqual(self.card("Qingdan In Review", self.city.liaison), 1)
		for outsider in (self.city.outsider, self.city.other_office):
			self.assertEqual(self.card("Qingdan In Review", outsider), 0)

	def test_who_has_no_part_in_any_task_counts_nothing_on_any_card(self):
		for card in shipped("Number Card"):
			if card.get("document_type") == "Qingdan Task":
				self.assertEqual(self.card(card["name"], self.city.outsider), 0, card["name"])

	def test_no_report_shows_a_task_to_who_has_no_part_in_it(self):
		self.city.started()
		earlier = factories.task(self.city.lead).name  # one that nobody has acknowledged
		late, reviewed = {"late_since": "2022-01-01", "carried_from": earlier}, {"review_on": "2022-01-01"}
		frappe.db.set_value("Qingdan Task", self.city.task.name, late)
		frappe.db.set_value(
			"Qingdan Task", earlier, {"deadline_kind": "Ongoing", "due_date": None, **reviewed}
		)
		for report in shipped("Report"):
			for outsider in self.city.outsiders:
				self.assertEqual(self.rows_or_refusal(report["name"], outsider), [], report["name"])
			if report["ref_doctype"] == "Qingdan Task":
				self.assertTrue(self.rows(report["name"], self.city.liaison), report["name"])

	def test_later_lists_of_others_leave_ones_own_in_the_roll(self):
		others = factories.task().list
		frappe.db.set_value("Qingdan List", others, "year", 2999)
		with patch.object(roll_up, "MOST_LISTS", 1):
			rows = self.rows("Qingdan Rolled Up", self.city.liaison)
		self.assertEqual([row["group"] for row in rows], [self.city.task.list])

	def test_a_cooperating_unit_sees_its_own_gap_and_not_that_of_others(self):
		self.city.started()

		seen = self.rows("Qingdan Missing Reports", self.city.helper)

		self.assertEqual([row["unit"] for row in seen], [self.city.cooperating])

	def test_what_a_unit_owes_itself_is_counted_alone(self):
		self.city.started()
		for user, unit in ((self.city.liaison, self.city.lead), (self.city.helper, self.city.cooperating)):
			with self.subTest(user=user):
				seen = self.rows("Qingdan Missing Reports", user, mine=1)
				self.assertEqual([row["unit"] for row in seen], [unit])
		self.assertEqual(self.rows("Qingdan Missing Reports", self.city.supervisor, mine=1), [])

	def test_cards_and_the_chart_of_missing_reports_count_the_rows_of_their_report(self):
		self.city.started()
		of_report = {"report_name": "Qingdan Missing Reports"}
		shown = [each for kind in ("Number Card", "Dashboard Chart") for each in shipped(kind)]
		asked = [json.loads(each["filters_json"]) for each in shown if of_report.items() <= each.items()]
		self.assertEqual(len(asked), 3)
		for filters in asked:
			for user in (self.city.supervisor, self.city.liaison, self.city.helper, self.city.office):
				with self.subTest(filters, user=user), self.as_user(user):
					counted = run_report(of_report["report_name"], filters)
					whole = run_report(of_report["report_name"], {**filters, "counted": 0})
					of_units = Counter(row["unit"] for row in whole["result"])
					self.assertEqual({row["unit"]: row["items"] for row in counted["result"]}, of_units)
					self.assertEqual(counted["chart"], whole["chart"])
					self.assertEqual(counted["report_summary"], whole["report_summary"])

	def test_the_lead_unit_sees_who_has_not_reported(self):
		self.city.started()

		seen = self.rows("Qingdan Missing Reports", self.city.liaison)

		self.assertEqual({row["unit"] for row in seen}, {self.city.lead, self.city.cooperating})

	def test_each_person_gets_the_workspaces_of_their_role_only(self):
		opened = {
			self.city.liaison: {"Qingdan My Tasks"},
			self.city.office: {"Qingdan For Decision"},
			self.city.supervisor: {"Qingdan All Lists"},
			self.city.administrator: {"Qingdan All Lists", "Qingdan Administration"},
		}
		for user, expected in opened.items():
			self.assertEqual(self.workspaces(user), {*expected, OF_SIGNERS})

	def workspaces(self, user: str) -> set[str]:
		from frappe.desk.desktop import get_workspace_sidebar_items

		with self.as_user(user):
			names = {page["name"] for page in get_workspace_sidebar_items()["pages"]}
		return {name for name in names if name.startswith("Qingdan ")}


class TestReportBuilder(QingdanTestCase):
	"""A report made in Desk with no code by the list administrator, and shared with everybody."""

	def setUp(self):
		super().setUp()
		self.city = City()
		self.name = factories.unique("牵头任务一览")

	def save(self, doctype: str, fields: list[str]) -> None:
		settings = {
			"fields": [[field, doctype] for field in fields],
			"filters": [],
			"order_by": f"`tab{doctype}`.`name` asc",
		}
		self.call(
			"frappe.desk.reportview.save_report",
			self.city.administrator,
			name=self.name,
			doctype=doctype,
			report_settings=json.dumps(settings),
		)
		everybody = json.dumps([role.value for role in Role])
		door = "qingdan_app.api.saved_reports.share"
		self.call(door, self.city.administrator, report=self.name, roles=everybody)

	def run_saved(self, user: str) -> list[str]:
		"""Open the saved report as `user` and run it as Report Builder does; the names it shows."""
		with self.as_user(user):
			report = frappe.get_doc("Report", self.name)
			report.check_permission("read")
			self.assertTrue(report.is_permitted())
			doctype = report.ref_doctype
		fields = [f"`tab{doctype}`.`{field}`" for field, doctype in json.loads(report.json)["fields"]]
		fields = json.dumps([*fields, f"`tab{doctype}`.`name`"])
		answer = self.call(
			"frappe.desk.reportview.get", user, doctype=doctype, fields=fields, page_length=100_000
		)
		if not answer:
			return []
		return [row[answer["keys"].index("name")] for row in answer["values"]]

	def test_the_list_administrator_saves_a_report_on_tasks_and_supervision_runs_it(self):
		self.save("Qingdan Task", ["title", "lead_unit", "due_date", "state"])

		self.assertEqual(frappe.db.get_value("Report", self.name, "report_type"), "Report Builder")
		self.assertIn(self.city.task.name, self.run_saved(self.city.supervisor))

	def test_a_shared_report_shows_each_unit_its_own_tasks_only(self):
		self.save("Qingdan Task", ["title", "lead_unit"])

		self.assertEqual(self.run_saved(self.city.liaison), [self.city.task.name])
		self.assertEqual(self.run_saved(self.city.outsider), [])

	def test_a_report_on_progress_reports_works_the_same_way(self):
		self.city.in_review()
		self.save("Qingdan Progress Report", ["task", "unit", "state"])

		self.assertIn(self.city.completion.name, self.run_saved(self.city.supervisor))
		self.assertEqual(self.run_saved(self.city.outsider), [])

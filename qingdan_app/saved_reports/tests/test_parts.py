"""Cards, charts and workspaces made of a report: core's own documents, and each reader's own figures."""

import json

import frappe
from frappe.desk.desktop import get_workspace_sidebar_items

from qingdan_app.organization.rules.standing import Role
from qingdan_app.saved_reports.exceptions import NothingToBuild, NotYourReport, NotYourWorkspace
from qingdan_app.saved_reports.parts import CARD, CHART
from qingdan_app.setup import built_reports
from qingdan_app.tests import factories
from qingdan_app.tests.built_reports import TASK, BuiltReportTestCase
from qingdan_app.tests.site import as_json


class TestParts(BuiltReportTestCase):
	def setUp(self):
		super().setUp()
		self.report = self.of_this_task()

	def card(self, **words) -> str:
		words = {"title": factories.unique("卡"), **words}
		return self.door("make_card", report=self.report, **words)["parts"][-1]["name"]

	def chart(self, report: str | None = None, **words) -> str:
		words = {"title": factories.unique("图"), "group": "state", **words}
		return self.door("make_chart", report=report or self.report, **words)["parts"][-1]["name"]

	def counted(self, card: str, who: str) -> int:
		doc = frappe.get_doc(CARD, card)
		words = {"doc": as_json(doc.as_dict()), "filters": doc.filters_json}
		return self.call("frappe.desk.doctype.number_card.number_card.get_result", who, **words)

	def drawn(self, chart: str, who: str) -> dict:
		address = "frappe.desk.doctype.dashboard_chart.dashboard_chart.get"
		return self.call(address, who, chart_name=chart, filters=None, refresh=0)

	def test_a_card_counts_what_each_reader_sees(self):
		card = self.card()
		for insider in (self.builder, self.city.liaison, self.city.office):
			self.assertEqual(self.counted(card, insider), 1, insider)
		self.assertEqual(self.counted(card, self.city.outsider), 0)

	def test_a_card_computes_with_a_column_of_numbers(self):
		frappe.db.set_value(TASK, self.task, "percent", 40)
		self.assertEqual(self.counted(self.card(function="Average", column="percent"), self.builder), 40)
		for wrong in (
			{"function": "Sum"},
			{"function": "Sum", "column": "title"},
			{"function": "Sum", "column": "sleep(1)"},
		):
			self.assertRefused(NothingToBuild, self.card, **wrong)

	def test_a_chart_shows_each_person_their_own_figures_whoever_looked_before(self):
		chart = self.chart()
		self.assertEqual(self.drawn(chart, self.builder)["datasets"][0]["values"], [1])
		self.assertNotIn("datasets", self.drawn(chart, self.city.outsider))
		self.assertEqual(self.drawn(chart, self.city.liaison)["labels"], ["推进中"])

	def test_a_chart_says_states_in_the_readers_language(self):
		frappe.db.set_value("User", self.city.office, "language", "en")
		chart = self.chart()
		with self.as_user(self.city.office):
			frappe.local.lang = "en"
			labels = self.drawn(chart, self.city.office)["labels"]
			frappe.local.lang = "zh"
		self.assertEqual(labels, ["Under Way"])

	def test_a_grouped_report_is_drawn_by_its_own_group(self):
		group = {"group_by": f"`tab{TASK}`.`lead_unit`", "aggregate_function": "count"}
		chart = self.chart(self.of_this_task(group_by=group), group="")
		self.assertEqual(self.drawn(chart, self.builder)["labels"], [self.city.lead])

	def test_a_chart_counts_by_a_column_of_the_doctype_alone(self):
		for group in ("", "no_such", "title`, sleep(1), `x", "units"):
			self.assertRefused(NothingToBuild, self.chart, group=group)
		self.assertRefused(NothingToBuild, self.chart, drawn="Heatmap")

	def test_what_would_count_rows_instead_of_documents_is_not_made(self):
		report = self.saved(filters=[["Qingdan Task Unit", "unit", "=", self.city.lead]])
		self.assertRefused(NothingToBuild, self.door, "make_card", report=report, title="x")

	def test_only_the_keeper_makes_something_of_a_report(self):
		self.share(self.report, roles=(Role.SUPERVISION.value, Role.LIAISON.value))
		for other in (self.city.supervisor, self.city.liaison):
			self.assertRefused(NotYourReport, self.door, "make_card", other, report=self.report, title="x")
			self.assertRefused(
				NotYourReport, self.door, "make_chart", other, report=self.report, title="x", group="state"
			)

	def test_what_was_made_is_taken_away_again(self):
		card = self.card()
		told = self.door("remove_part", report=self.report, part=CARD, part_name=card)
		self.assertEqual(told["parts"], [])
		self.assertFalse(frappe.db.exists(CARD, card))

	def test_nothing_else_is_taken_away(self):
		self.door("remove_part", report=self.report, part=CARD, part_name="Qingdan Late Tasks")
		self.assertTrue(frappe.db.exists(CARD, "Qingdan Late Tasks"))


class TestWorkspaces(BuiltReportTestCase):
	def setUp(self):
		super().setUp()
		self.report = self.of_this_task()
		self.door("make_card", report=self.report, title=factories.unique("卡"))
		made = self.door("make_chart", report=self.report, title=factories.unique("图"), group="state")[
			"parts"
		]
		self.parts = [*made, {"doctype": "Report", "name": self.report}]

	def put(self, roles: tuple = (), who: str | None = None, **words) -> dict:
		words = {"report": self.report, "parts": as_json(self.parts), "roles": as_json(roles), **words}
		return self.door("put_on_workspace", who, **({"title": factories.unique("工作台")} | words))

	def on_page(self, page: str, who: str) -> dict[str, int]:
		with self.as_user(who):
			doc = frappe.get_doc("Workspace", page)
			words = {"name": doc.name, "title": doc.title, "public": doc.public}
		found = self.call("frappe.desk.desktop.get_desktop_page", who, page=json.dumps(words))
		return {kind: len(found[kind]["items"]) for kind in ("number_cards", "charts", "shortcuts")}

	def listed(self, who: str) -> set[str]:
		with self.as_user(who):
			return {page["name"] for page in get_workspace_sidebar_items()["pages"]}

	def test_a_workspace_for_a_role_is_seen_by_that_role_and_shows_all_of_it(self):
		page = self.put((Role.LIAISON.value,))["workspace"]

		for who in (self.city.liaison, self.builder):
			self.assertIn(page, self.listed(who))
		self.assertNotIn(page, self.listed(self.city.office))
		self.assertEqual(
			self.on_page(page, self.city.liaison), {"number_cards": 1, "charts": 1, "shortcuts": 1}
		)
		self.assertTrue(self.finds(self.report, self.city.liaison))

	def test_a_report_built_in_a_module_is_led_to_from_its_pages(self):
		words = json.dumps({"name": "Qingdan All Lists", "title": "Qingdan All Lists", "public": 1})
		found = self.call("frappe.desk.desktop.get_desktop_page", self.builder, page=words)
		links = [link for card in found["cards"]["items"] for link in card["links"]]
		led = {link["link_to"]: link.get("report_ref_doctype") for link in links if "doctype" in link}
		shipped = {report.english for report in built_reports.SHIPPED}
		built = {name: doctype for name, doctype in led.items() if name in shipped}
		self.assertTrue(built)
		for report, doctype in built.items():
			self.assertEqual(doctype, frappe.db.get_value("Report", report, "ref_doctype"))

	def test_one_of_ones_own_is_nobody_elses(self):
		page = self.put()["workspace"]

		self.assertIn(page, self.listed(self.builder))
		self.assertNotIn(page, self.listed(self.city.supervisor))
		self.assertEqual(self.on_page(page, self.builder), {"number_cards": 1, "charts": 1, "shortcuts": 1})
		self.assertFalse(self.finds(self.report, self.city.supervisor))

	def test_what_is_there_is_put_once(self):
		page = self.put()["workspace"]
		self.put(workspace=page, title="")
		self.assertEqual(self.on_page(page, self.builder), {"number_cards": 1, "charts": 1, "shortcuts": 1})

	def test_shipped_pages_and_those_of_others_stay_as_they_are(self):
		others = self.put()["workspace"]
		other = factories.administrator()
		self.report = self.saved(other)
		self.parts = [{"doctype": "Report", "name": self.report}]
		for page in ("Qingdan All Lists", others, "no such page"):
			self.assertRefused(NotYourWorkspace, self.put, (), other, workspace=page)

	def test_a_page_of_that_name_is_not_made_twice(self):
		title = factories.unique("工作台")
		self.put(title=title)
		self.assertRefused(NothingToBuild, self.put, title=title)

	def test_what_was_not_made_of_the_report_is_not_put(self):
		self.parts = [{"doctype": CARD, "name": "Qingdan Late Tasks"}]
		self.assertRefused(NothingToBuild, self.put)

	def test_a_deleted_report_leaves_nothing_behind(self):
		page = self.put((Role.LIAISON.value,))["workspace"]
		self.door("schedule", report=self.report, often="Daily", roles=as_json([Role.LIAISON.value]))
		self.call("frappe.desk.reportview.delete_report", self.builder, name=self.report)

		self.assertEqual(
			self.on_page(page, self.city.liaison), {"number_cards": 0, "charts": 0, "shortcuts": 0}
		)
		self.assertEqual(json.loads(frappe.db.get_value("Workspace", page, "content")), [])
		for doctype, column in (
			("Auto Email Report", "report"),
			(CARD, "report_name"),
			(CHART, "report_name"),
		):
			self.assertFalse(frappe.db.exists(doctype, {column: self.report}), doctype)

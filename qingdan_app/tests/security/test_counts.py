"""Counts, number cards and charts count what the person may see."""

from qingdan_app.permissions.exceptions import NotYoursToSee
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.tests.site import as_json

TASK = "Qingdan Task"


def by_client(test, user):
	return test.call("frappe.client.get_count", user, doctype=TASK)


def by_filtered_client(test, user):
	return test.call(
		"frappe.client.get_count", user, doctype=TASK, filters=as_json({"lead_unit": test.city.lead})
	)


def by_report_view(test, user):
	return test.call("frappe.desk.reportview.get_count", user, doctype=TASK, fields="[]", distinct="false")


def by_number_card(test, user):
	card = {
		"type": "Document Type",
		"document_type": TASK,
		"function": "Count",
		"filters_json": "[]",
		"name": "x",
	}
	arguments = {"doc": as_json(card), "filters": "[]"}
	return test.call("frappe.desk.doctype.number_card.number_card.get_result", user, **arguments)


def by_time_chart(test, user):
	chart = {
		"name": "x",
		"chart_name": "x",
		"document_type": TASK,
		"chart_type": "Count",
		"based_on": "creation",
	}
	chart |= {
		"timeseries": 1,
		"time_interval": "Yearly",
		"timespan": "Last Year",
		"filters_json": "[]",
		"type": "Line",
	}
	answer = test.call(CHART, user, chart=as_json(chart), no_cache=1)
	return sum(answer["datasets"][0]["values"])


def by_group_chart(test, user):
	chart = {"name": "x", "document_type": TASK, "chart_type": "Group By", "group_by_based_on": "state"}
	chart |= {"group_by_type": "Count", "filters_json": "[]", "type": "Bar", "number_of_groups": 0}
	answer = test.call(CHART, user, chart=as_json(chart), no_cache=1)
	return sum(answer["datasets"][0]["values"]) if answer and "datasets" in answer else 0


def by_field(test, user):
	arguments = {"doctype": TASK, "current_filters": "{}", "field": "state"}
	return sum(
		row["count"] for row in test.call("frappe.desk.listview.get_group_by_count", user, **arguments)
	)


def by_rest_field(test, user):
	return test.rest("GET", TASK, user, fields=as_json(["count(name) as total"]))[0]["total"]


CHART = "frappe.desk.doctype.dashboard_chart.dashboard_chart.get"
COUNTS = (
	by_client,
	by_filtered_client,
	by_report_view,
	by_number_card,
	by_time_chart,
	by_group_chart,
	by_field,
	by_rest_field,
)


class TestCounts(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()

	def test_a_units_counts_are_its_own(self):
		for count in COUNTS:
			with self.subTest(count=count.__name__):
				self.assertEqual(count(self, self.city.helper), 1)

	def test_others_count_nothing(self):
		for who in self.city.outsiders:
			for count in COUNTS:
				with self.subTest(count=count.__name__, who=who):
					self.assertEqual(int(count(self, who) or 0), 0)

	def test_a_heatmap_which_core_counts_without_asking_is_refused(self):
		chart = {
			"name": "x",
			"document_type": TASK,
			"type": "Heatmap",
			"chart_type": "Count",
			"based_on": "creation",
		}
		chart |= {"filters_json": "[]", "timeseries": 1}

		self.assertRefused(
			NotYoursToSee, self.call, CHART, self.city.outsider, chart=as_json(chart), no_cache=1
		)

	def test_rows_of_documents_are_counted_by_the_same_rule(self):
		count = {
			who: self.call("frappe.client.get_count", who, doctype="Qingdan Task Unit")
			for who in (self.city.helper, self.city.outsider)
		}

		self.assertEqual(count, {self.city.helper: 2, self.city.outsider: 0})

	def test_connections_of_a_unit_that_everybody_reads_count_visible_tasks_only(self):
		counts = {
			who: self._connections(who) for who in (self.city.liaison, self.city.outsider, self.city.nobody)
		}

		self.assertEqual(counts, {self.city.liaison: 1, self.city.outsider: 0, self.city.nobody: 0})

	def test_linked_documents_of_a_unit_name_visible_tasks_only(self):
		arguments = {"doctype": "Qingdan Unit", "docname": self.city.lead}
		for who, names in (
			(self.city.liaison, [self.city.task.name]),
			(self.city.outsider, []),
			(self.city.nobody, []),
		):
			answer = self.call("frappe.desk.form.linked_with.get", who, **arguments)
			self.assertEqual([row["name"] for row in answer.get(TASK, [])], names, who)
			self.assertEqual(answer.get("Qingdan Contact", []), [], who)

	def test_who_is_assigned_is_told_of_visible_tasks_only(self):
		self._assign(self.city.helper)
		arguments = {"doctype": TASK, "current_filters": "{}", "field": "assigned_to"}
		method = "frappe.desk.listview.get_group_by_count"

		self.assertEqual(
			[row["name"] for row in self.call(method, self.city.liaison, **arguments)], [self.city.helper]
		)
		self.assertEqual(self.call(method, self.city.outsider, **arguments), [])

	def _assign(self, who: str) -> None:
		arguments = {
			"assign_to": as_json([who]),
			"doctype": TASK,
			"name": self.city.task.name,
			"description": "x",
		}
		self.call("frappe.desk.form.assign_to.add", "Administrator", **arguments)

	def _connections(self, who: str) -> int:
		arguments = {"doctype": "Qingdan Unit", "name": self.city.lead, "items": as_json([TASK])}
		rows = self.call("frappe.desk.notifications.get_open_count", who, **arguments)["count"]
		rows = rows if isinstance(rows, list) else rows["external_links_found"]
		return next(row["count"] for row in rows if TASK in (row.get("doctype"), row.get("name")))

"""Every card and chart of the app over many tasks, by HTTP as a workspace asks for them, and those that people make of reports."""

import argparse
import json
from collections.abc import Callable, Iterator

import frappe

from . import city, figures, inside, page
from .client import Answer, Client
from .desk_requests import answered

BAR_MS = 500
"""A workspace is drawn before its figures come; each is to be there before one looks for it."""
TASK = "Qingdan Task"
COUNTED = "frappe.desk.doctype.number_card.number_card.get_result"
DRAWN = "frappe.desk.doctype.dashboard_chart.dashboard_chart.get"
MADE = {
	"a chart people make: tasks by state": {"group_by_based_on": "state"},
	"a chart people make: tasks by unit": {"group_by_based_on": "lead_unit"},
}
Ask = Callable[[], float]


def main() -> None:
	parser = argparse.ArgumentParser()
	parser.add_argument("--tasks", type=int)
	parser.add_argument("--requests", type=int)
	options = parser.parse_args()
	with inside.connected():
		figures.print_machine("Cards and charts")
		page.prepare(options.tasks)
		slowest = {who: measure(who, user, options) for who, user in people().items()}
		report(options.tasks, slowest)
		inside.empty_site()
		page.clear_plain()


def people() -> dict[str, str]:
	return {
		"supervision": city.SUPERVISION,
		"a leader's office": city.clerk(1),
		"the busiest unit": city.liaison(1),
	}


def measure(who: str, user: str, options: argparse.Namespace) -> float:
	"""Print one person's table; answers the p50 of what takes longest, in milliseconds."""
	seconds = page.sample(dict(questions(Client(user))), options.requests)
	rows = [
		(name, figures.p50(taken), figures.least(taken), figures.p95(taken))
		for name, taken in seconds.items()
	]
	title = f"{options.tasks:,} tasks, {who}"
	figures.print_table((title, "p50 ms", "least ms", "p95 ms"), rows)
	return max(figures.p50(taken) for taken in seconds.values())


def questions(client: Client) -> Iterator[tuple[str, Ask]]:
	"""What this person may ask for, and how."""
	asks = {**dict(cards(client)), **dict(charts(client)), **dict(made(client))}
	for name, ask in asks.items():
		if ask().status == 200:
			yield name, lambda ask=ask: answered(ask()).seconds


def cards(client: Client) -> Iterator[tuple[str, Callable[[], Answer]]]:
	for name in frappe.get_all(
		"Number Card", {"is_standard": 1, "name": ("like", "Qingdan %")}, pluck="name"
	):
		card = frappe.get_doc("Number Card", name)
		filters = json.loads(card.filters_json or "[]")
		if card.type == "Report":
			yield f"card {name}", report_asked(client, card.report_name, filters)
		elif card.type == "Custom":
			yield f"card {name}", lambda card=card: client.get(card.method)
		else:
			words = {"doc": card.as_json(), "filters": json.dumps(filters)}
			yield f"card {name}", lambda words=words: client.post_form(COUNTED, **words)


def charts(client: Client) -> Iterator[tuple[str, Callable[[], Answer]]]:
	for name in frappe.get_all("Dashboard Chart", {"name": ("like", "Qingdan %")}, pluck="name"):
		chart = frappe.get_doc("Dashboard Chart", name)
		yield f"chart {name}", report_asked(client, chart.report_name, json.loads(chart.filters_json or "{}"))


def made(client: Client) -> Iterator[tuple[str, Callable[[], Answer]]]:
	"""What core draws of a report in Report Builder."""
	for name, more in MADE.items():
		chart = {"chart_type": "Group By", "document_type": TASK, "group_by_type": "Count", **more}
		chart.update({"name": name, "number_of_groups": 10, "filters_json": "[]", "timeseries": 0})
		words = {"chart": json.dumps(chart), "filters": "[]", "refresh": 1}
		yield name, lambda words=words: client.post_form(DRAWN, **words)


def report_asked(client: Client, report: str, filters: dict) -> Callable[[], Answer]:
	words = {"report_name": report, "filters": json.dumps(filters), "ignore_prepared_report": 1}
	return lambda: client.post_form("frappe.desk.query_report.run", **words)


def report(tasks: int, slowest: dict[str, float]) -> None:
	figures.print_bars(
		[
			figures.Bar(
				f"p50 of the slowest card or chart at {tasks:,}, {who}, ms",
				f"{taken:.1f}",
				f"≤ {BAR_MS}",
				taken <= BAR_MS,
			)
			for who, taken in slowest.items()
		]
	)


if __name__ == "__main__":
	main()

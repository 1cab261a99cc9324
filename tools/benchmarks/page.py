"""A page of 20 tasks by due date with its total, over HTTP: ours, Desk's own list, and a plain DocType's."""

import argparse
from collections.abc import Callable, Iterable, Sequence

import frappe

from . import city, explain, figures, inside, page_filters, page_rows
from .client import Client
from .desk_requests import checked, desk

OURS = "qingdan_app.api.tasks.get_my_tasks"
LIAISONS = (1, 2, 5, 10, 20, 40, 60, 80, 100, 120, 140, 160, 180, 200)
LONGEST_MS = 14
GROWTH = 1.3
LONGEST_FILTERED_MS = 50
MANY_LISTS = 400
PLAIN = "plain DocType, core User Permission"
BLOCK = 10
WARM_UP = 3
ROLE = "Qingdan Unit Liaison"


def main() -> None:
	parser = argparse.ArgumentParser()
	parser.add_argument("--tasks", type=int, nargs="+")
	parser.add_argument("--requests", type=int)
	parser.add_argument("--explain", action="store_true")
	options = parser.parse_args()
	with inside.connected():
		figures.print_machine("A page of 20 tasks with its total")
		pages = {tasks: measure_size(tasks, options) for tasks in options.tasks}
		filtered = {f"{tasks:,}, of one list": page[1] for tasks, page in pages.items()}
		largest = max(options.tasks)
		filtered[f"{largest:,}, over {MANY_LISTS} lists"] = measure_filters(largest, options)
		report({tasks: page[0] for tasks, page in pages.items()}, filtered)
		inside.empty_site()
		clear_plain()


def measure_size(tasks: int, options: argparse.Namespace) -> tuple[float, float]:
	"""Fill the site with tasks of one list, print its table; answers two p50 in milliseconds: of our page, and of
	Desk's list and count with the filter that takes longest."""
	prepare(tasks)
	asks = page_filters.questions()
	seconds = sample({**questions(), **asks}, options.requests)
	print_seconds(f"{tasks:,} tasks, {page_rows.UNITS} units", seconds)
	if options.explain:
		explain.print_plans(city.liaison(10))
	return figures.p50(seconds["our page, all liaisons"]), longest(seconds, asks)


def measure_filters(tasks: int, options: argparse.Namespace) -> float:
	"""The same with tasks spread over many lists, and the filters alone."""
	prepare(tasks, MANY_LISTS)
	asks = page_filters.questions()
	plain = {PLAIN: desk(Client("plain@benchmark.example"), page_rows.PLAIN)}
	seconds = sample({**asks, **plain}, options.requests)
	print_seconds(f"{tasks:,} tasks, {MANY_LISTS} lists", seconds)
	return longest(seconds, asks)


def longest(seconds: dict[str, list[float]], asks: Iterable[str]) -> float:
	return max(figures.p50(seconds[name]) for name in asks)


def print_seconds(title: str, seconds: dict[str, list[float]]) -> None:
	base = figures.p50(seconds[PLAIN])
	rows = [
		(
			name,
			figures.p50(taken),
			figures.least(taken),
			figures.p95(taken),
			f"{figures.p50(taken) / base:.2f}",
		)
		for name, taken in seconds.items()
	]
	figures.print_table((title, "p50 ms", "least ms", "p95 ms", "× plain"), rows)


def prepare(tasks: int, lists: int = 1) -> None:
	inside.speak(f"writing {tasks:,} tasks of {lists} lists")
	inside.empty_site()
	clear_plain()
	city.build(page_rows.UNITS, page_rows.LEADERS, list(LIAISONS))
	city.plain_doctype(page_rows.PLAIN, page_rows.FIELDS, [ROLE])
	city.person("plain@benchmark.example", ROLE)
	permission = {"user": "plain@benchmark.example", "allow": "Qingdan Unit", "for_value": city.unit(10)}
	frappe.get_doc({"doctype": "User Permission", **permission}).insert()
	page_rows.fill(tasks, lists)
	frappe.clear_cache()


def clear_plain() -> None:
	frappe.db.delete("User Permission")
	if frappe.db.exists("DocType", page_rows.PLAIN):
		frappe.db.sql_ddl(f"truncate table `tab{page_rows.PLAIN}`")
	frappe.db.commit()


def questions() -> dict[str, Callable[[], float]]:
	"""What is asked, and how: each answers the seconds of one page with its total."""
	liaisons = [Client(city.liaison(number)) for number in LIAISONS]
	busiest, middle = liaisons[0], liaisons[LIAISONS.index(10)]
	office, supervision = Client(city.clerk(1)), Client(city.SUPERVISION)
	plain = Client("plain@benchmark.example")
	return {
		"an empty request": lambda: checked(middle.get("frappe.auth.get_logged_user")).seconds,
		"our page, all liaisons": in_turn([ours(client) for client in liaisons]),
		"our page, a busy unit": ours(middle),
		"our page, the busiest unit": ours(busiest),
		"our page, its total counted anew": in_turn([anew(ours(client)) for client in liaisons]),
		"our page, third page": ours(middle, start=40),
		"our page, in review": ours(middle, state="待审核"),
		"our page, in review, counted anew": anew(ours(middle, state="待审核")),
		"our page, late": ours(middle, late=1),
		"our page, late, counted anew": anew(ours(middle, late=1)),
		"our page, late and waiting": ours(middle, late=1, state="待启动"),
		"a leader's office": ours(office),
		"a leader's office, in review": ours(office, state="待审核"),
		"a leader's office, in review, counted anew": anew(ours(office, state="待审核")),
		"supervision office": ours(supervision),
		"supervision office, counted anew": anew(ours(supervision)),
		"supervision office, in review": ours(supervision, state="待审核"),
		"supervision office, late": ours(supervision, late=1),
		"supervision office, late, counted anew": anew(ours(supervision, late=1)),
		"Desk's list and count, all liaisons": in_turn([desk(client, "Qingdan Task") for client in liaisons]),
		"Desk's list and count, a busy unit": desk(middle, "Qingdan Task"),
		"Desk's list and count, supervision": desk(supervision, "Qingdan Task"),
		PLAIN: desk(plain, page_rows.PLAIN),
	}


def sample(asks: dict[str, Callable[[], float]], requests: int) -> dict[str, list[float]]:
	"""Seconds of each request. All questions are asked in turn, a block of requests each, so that a change of
	the machine's load meets them alike; the first requests of a block warm up."""
	seconds: dict[str, list[float]] = {name: [] for name in asks}
	for _ in range(max(1, requests // BLOCK)):
		for name, ask in asks.items():
			taken = [ask() for _ in range(WARM_UP + BLOCK)]
			seconds[name] += taken[WARM_UP:]
	return seconds


def in_turn(asks: Sequence[Callable[[], float]]) -> Callable[[], float]:
	"""Ask one after the other, round and round."""
	place = iter(range(10**9))
	return lambda: asks[next(place) % len(asks)]()


def ours(client: Client, **words: object) -> Callable[[], float]:
	return lambda: checked(client.get(OURS, page_length=20, **words)).seconds


def anew(ask: Callable[[], float]) -> Callable[[], float]:
	"""The same, after every total was forgotten."""

	def forget_and_ask() -> float:
		forget_totals()
		return ask()

	return forget_and_ask


def forget_totals() -> None:
	frappe.cache.delete_keys("qingdan_total:")


def report(pages: dict[int, float], filtered: dict[str, float]) -> None:
	first = next(iter(pages))
	quick = pages[first] <= LONGEST_MS
	bars = [figures.Bar(f"p50 at {first:,}, ms", f"{pages[first]:.1f}", f"≤ {LONGEST_MS}", quick)]
	for tasks in list(pages)[1:]:
		ratio = pages[tasks] / pages[first]
		what = f"p50 at {tasks:,} / at {first:,}"
		bars.append(figures.Bar(what, f"{ratio:.2f}", f"≤ {GROWTH}", ratio <= GROWTH))
	for where, taken in filtered.items():
		quick = taken <= LONGEST_FILTERED_MS
		what = f"p50 of the slowest filter at {where}, ms"
		bars.append(figures.Bar(what, f"{taken:.1f}", f"≤ {LONGEST_FILTERED_MS}", quick))
	figures.print_bars(bars)


if __name__ == "__main__":
	main()

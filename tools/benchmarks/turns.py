"""One person's inbox and its count among very many turns, at the database, and the sweep over all clocks."""

import argparse
import time
from collections.abc import Callable
from pathlib import Path

import frappe

from qingdan_app.workflows.requests import inbox, sweeping

from . import figures, inside, turns_rows

LONGEST_PAGE_MS = 50
LONGEST_COUNT_MS = 20
GROWTH = 1.3
LONGEST_SWEEP = 5
MOST_MEMORY = 20
"""Megabytes the sweep may add, at any size."""
PAGE = 20
SWEPT_AFTER = 30
"""Days after which the real requests are due and the others are not."""


def main() -> None:
	parser = argparse.ArgumentParser()
	parser.add_argument("--turns", type=int, nargs="+")
	parser.add_argument("--due", type=int)
	parser.add_argument("--rounds", type=int)
	options = parser.parse_args()
	with inside.connected():
		figures.print_machine("Inbox and clocks")
		found = {turns: measure_size(turns, options) for turns in sorted(options.turns)}
		figures.print_bars(bars_of(found, options.due))
		inside.empty_site()


def measure_size(turns: int, options: argparse.Namespace) -> dict[str, float]:
	"""Fill the site, print its tables, answer p50 of page and count in ms, seconds and megabytes of the sweep."""
	inside.speak(f"writing {turns:,} open turns")
	inside.empty_site()
	turns_rows.prepare(options.due)
	moment = turns_rows.days_from_now(SWEPT_AFTER)
	turns_rows.fill(turns, later=turns_rows.days_from_now(2 * SWEPT_AFTER))
	seconds = sample(questions(), options.rounds)
	title = (
		f"{frappe.db.count(turns_rows.TURN, {'standing': 'Open'}):,} open turns, {turns_rows.PEOPLE:,} people"
	)
	rows = [
		(name, figures.p50(taken), figures.least(taken), figures.p95(taken))
		for name, taken in seconds.items()
	]
	figures.print_table((title, "p50 ms", "least ms", "p95 ms"), rows)
	swept, acted, memory = sweep(moment)
	print(
		f"Sweep: {acted:,} due requests in {swept:.2f} s, {memory:.1f} MB more at its highest\n", flush=True
	)
	p50 = {name: figures.p50(taken) for name, taken in seconds.items()}
	return {
		"page": p50["a page of the inbox"],
		"count": p50["its count"],
		"sweep": swept,
		"memory": memory,
		"acted": acted,
	}


def questions() -> dict[str, Callable[[], object]]:
	"""What is asked of the database; the measured people take turns."""
	people = turns_rows.measured()
	place = iter(range(10**9))

	def person() -> str:
		return people[next(place) % len(people)]

	return {
		"a page of the inbox": lambda: inbox.todo(person()).limit(PAGE).run(as_dict=True),
		"its count": lambda: inbox.count(person(), "todo"),
		"a page of what one has done": lambda: inbox.done(person()).limit(PAGE).run(as_dict=True),
		"what one has done, counted": lambda: inbox.count(person(), "done"),
		"all four counts, a page, and names": lambda: inbox.page(person(), "todo", 0, PAGE),
	}


def sample(asks: dict[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
	"""Seconds of each question, asked in turn; the first round warms up."""
	seconds: dict[str, list[float]] = {name: [] for name in asks}
	for number in range(rounds + turns_rows.MEASURED):
		for name, ask in asks.items():
			begun = time.perf_counter()
			ask()
			if number >= turns_rows.MEASURED:
				seconds[name].append(time.perf_counter() - begun)
	return seconds


def sweep(moment) -> tuple[float, int, float]:
	"""Seconds of one sweep, how many requests it acted on, and megabytes of memory it took on top."""
	Path("/proc/self/clear_refs").write_text("5")  # the highest so far is forgotten
	before = figures.memory("VmRSS")
	begun = time.perf_counter()
	acted = sweeping.tick_due(moment)
	taken = time.perf_counter() - begun
	added = figures.memory("VmHWM") - before
	inside.drop_jobs()  # no worker runs, and none that comes later shall find them
	return taken, acted, added


def bars_of(found: dict[int, dict[str, float]], due: int) -> list[figures.Bar]:
	most, least = found[max(found)], found[min(found)]
	size = f"{max(found):,}"
	bars = [
		_below(f"inbox at {size}, p50 ms", most["page"], LONGEST_PAGE_MS),
		_below(f"count at {size}, p50 ms", most["count"], LONGEST_COUNT_MS),
		_below(f"sweep of {due:,} due at {size}, s", most["sweep"], LONGEST_SWEEP),
		_below(f"memory of the sweep at {size}, MB", most["memory"], MOST_MEMORY),
		figures.Bar("due requests acted on", int(most["acted"]), f"{due}", most["acted"] == due),
	]
	if len(found) > 1:
		growth = f"{size} / {min(found):,}"
		bars += [_below(f"{name}, {growth}", most[name] / least[name], GROWTH) for name in ("page", "count")]
	return bars


def _below(what: str, measured: float, wanted: float) -> figures.Bar:
	return figures.Bar(what, f"{measured:.2f}", f"≤ {wanted}", measured <= wanted)


if __name__ == "__main__":
	main()

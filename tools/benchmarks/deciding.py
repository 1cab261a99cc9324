"""Deciding through the approval engine with one signer, beside core's `apply_workflow` on a like document, over HTTP.

Then a step with fifty signers: which statements write its turns.
"""

import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import frappe
from frappe.model.workflow import apply_workflow

from qingdan_app.tasks.bulk import insert_rows

from . import acts, acts_rows, city, deciding_rows, figures, inside
from .acts import Tally
from .client import Client

ACT = "qingdan_app.api.approvals.act"
MOST_TIMES = 0.9
LEAST_PER_SECOND = 58
ROUNDS = 3
"""Blocks of ours and of core's in turn, so that a change of the machine's load meets both."""
SIGNERS = 50
WRITES = re.compile(r"(insert|update|delete)\b[^`]*`tab([^`]+)`", re.IGNORECASE)


def main() -> None:
	options = acts.read_options()
	with inside.connected():
		figures.print_machine("Deciding with one signer")
		inside.speak("making people and documents")
		inside.empty_site()
		deciding_rows.prepare(options.clients)
		bars = [
			*one_after_the_other(options.single),
			*many_at_once(options.clients, options.acts),
			*fifty_signers(),
		]
		figures.print_bars(bars)
		inside.empty_site()


def one_after_the_other(rounds: int) -> list[figures.Bar]:
	"""One client: by the request, by Desk's button for the document, and core's, in turn."""
	requests, names = deciding_rows.ours(1, 60_000, rounds), deciding_rows.cores(1, 60_000, rounds)
	documents = deciding_rows.documents_of(deciding_rows.ours(1, 80_000, rounds))
	inside.speak(f"one client, {rounds} decisions a road")
	clerk, tally = Client(city.clerk(1)), Tally()
	seconds: dict[str, list[float]] = {"ours": [], "ours, by Desk's button": [], "core's": []}
	for request, document, name in zip(requests, documents, names, strict=True):
		seconds["ours"].append(decide(clerk, request, tally))
		seconds["ours, by Desk's button"].append(press(clerk, document, tally))
		seconds["core's"].append(tally.note("core", acts.apply(clerk, name, acts_rows.APPROVE)).seconds)
	acts.stop_if_wrong(tally)
	rows = [
		(who, figures.p50(taken), figures.least(taken), figures.p95(taken)) for who, taken in seconds.items()
	]
	figures.print_table(("one client", "p50 ms", "least ms", "p95 ms"), rows)
	return [
		bar_beside_core("one decision, × core", seconds["ours"], seconds["core's"]),
		bar_beside_core("by Desk's button, × core", seconds["ours, by Desk's button"], seconds["core's"]),
	]


def bar_beside_core(what: str, ours: list[float], cores: list[float]) -> figures.Bar:
	ratio = figures.p50(ours) / figures.p50(cores)
	return figures.Bar(what, f"{ratio:.2f}", f"≤ {MOST_TIMES}", ratio <= MOST_TIMES)


def many_at_once(clients: int, count: int) -> list[figures.Bar]:
	"""All clients at once on documents of their own."""
	each = max(1, count // clients // ROUNDS)
	ours, core, rates = Tally(), Tally(), {"ours": [], "core's": []}
	requests: list[str] = []
	for number in range(ROUNDS):
		first = 1 + number * each
		mine = {client: deciding_rows.ours(client, first, each) for client in range(1, clients + 1)}
		theirs = {client: deciding_rows.cores(client, first, each) for client in range(1, clients + 1)}
		requests += [name for names in mine.values() for name in names]
		inside.speak(f"{clients} clients, {each} decisions each")
		rates["ours"].append(rate(mine, ours, decide))
		rates["core's"].append(rate(theirs, core, approve_by_core))
	rows = [
		(who, sum(tally.statuses.values()), acts.said(tally), *(f"{value:.1f}" for value in rates[who]))
		for who, tally in (("ours", ours), ("core's", core))
	]
	blocks = [f"acts/s, block {number + 1}" for number in range(ROUNDS)]
	figures.print_table((f"{clients} clients at once", "decisions", "answers", *blocks), rows)
	frappe.db.rollback()
	wrong = deciding_rows.undecided(requests)
	failed = sum(found for status, found in ours.statuses.items() if status != 200)
	middle = sorted(rates["ours"])[ROUNDS // 2]
	return [
		figures.Bar(f"requests that failed of {len(requests)}", failed, "0", not failed),
		figures.Bar("lost or double decisions", len(wrong), "0", not wrong),
		figures.Bar(
			"acts a second, the middle block",
			f"{middle:.1f}",
			f"> {LEAST_PER_SECOND}",
			middle > LEAST_PER_SECOND,
		),
	]


def rate(work: dict[int, list[str]], tally: Tally, one: Callable[[Client, str, Tally], float]) -> float:
	"""Decisions a second that were answered with 200."""
	clerks = {client: Client(city.clerk(client), alone=False) for client in work}
	before, begun = tally.statuses[200], time.perf_counter()
	acts.run_clients(lambda client: [one(clerks[client], name, tally) for name in work[client]], list(work))
	return (tally.statuses[200] - before) / (time.perf_counter() - begun)


def decide(clerk: Client, request: str, tally: Tally) -> float:
	return tally.note("approve", clerk.post(ACT, request=request, verb="approve")).seconds


def press(clerk: Client, name: str, tally: Tally) -> float:
	words = {"doctype": deciding_rows.OURS, "name": name, "act": "complete"}
	return tally.note("complete", clerk.post(acts.PERFORM, **words)).seconds


def approve_by_core(clerk: Client, name: str, tally: Tally) -> float:
	return tally.note("core approve", acts.apply(clerk, name, acts_rows.APPROVE)).seconds


def fifty_signers() -> list[figures.Bar]:
	"""A document is sent into a step that fifty people sign; beside it, fifty documents saved one by one."""
	people = [city.signer(number) for number in range(1, SIGNERS + 1)]
	for user in people:
		city.person(user, "Qingdan Leader Office")
	step = {
		"step_key": "all",
		"title": "会签",
		"resolver": "user",
		"parameter": ",".join(people),
		"mode": "All",
	}
	deciding_rows.publish([step, {**step, "step_key": "again"}], "benchmark-fifty")
	rows = acts_rows.plain_rows(1, 90_000, 2)
	insert_rows(deciding_rows.OURS, rows)
	frappe.db.commit()
	inside.speak(f"a step with {SIGNERS} signers")
	frappe.set_user(city.liaison(1))
	send(rows[0]["name"])  # warms up what is read once
	taken, written = send(rows[1]["name"])
	frappe.set_user("Administrator")
	saved = seconds_of_saves()
	turns = frappe.db.count(deciding_rows.TURN, {"reference_name": rows[-1]["name"]})
	table = [(name, count) for name, count in sorted(written.items())]
	figures.print_table(("written when the step opens", "statements"), table)
	print(
		f"{turns} turns in {taken * 1000:.1f} ms, core's save of {SIGNERS} rows takes {saved * 1000:.1f} ms"
	)
	inserts = written[f"insert {deciding_rows.TURN.lower()}"]
	return [figures.Bar(f"statements for {turns} turns", inserts, "1", inserts == 1 and turns == SIGNERS)]


def send(name: str) -> tuple[float, Counter]:
	"""Seconds, and statements that wrote, when core's button sends a document into the step."""
	with writes() as written:
		begun = time.perf_counter()
		apply_workflow(frappe.get_doc(deciding_rows.OURS, name), acts_rows.SEND)
		taken = time.perf_counter() - begun
	frappe.db.commit()
	return taken, written


@contextmanager
def writes() -> Iterator[Counter]:
	"""Count the statements that write, by verb and table."""
	found: Counter = Counter()
	real = frappe.db.sql

	def counting(query, *words, **more):
		writing = WRITES.match(str(query).strip())
		if writing:
			found[" ".join(writing.groups()).lower()] += 1
		return real(query, *words, **more)

	frappe.db.sql = counting
	try:
		yield found
	finally:
		frappe.db.sql = real


def seconds_of_saves() -> float:
	"""As many rows of a plain document, saved one by one as core's own code does."""
	begun = time.perf_counter()
	for number in range(SIGNERS):
		frappe.get_doc({"doctype": "ToDo", "description": f"会签 {number}"}).insert(ignore_permissions=True)
	taken = time.perf_counter() - begun
	frappe.db.rollback()
	return taken


if __name__ == "__main__":
	main()

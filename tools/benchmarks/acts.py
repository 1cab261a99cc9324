"""Completion reports and decisions: many clients at once, then one act beside core's own, over HTTP."""

import argparse
import json
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from . import acts_check, acts_rows, city, figures, inside
from .client import Answer, Client

FILE = "qingdan_app.api.reports.file_report"
PERFORM = "qingdan_app.api.documents.perform"
APPLY = "frappe.model.workflow.apply_workflow"
MOST_TIMES = 1.5
RETURNED = 10
"""One report in so many is returned and filed again."""
CONTESTED = 10
"""On one task in so many two people of the office decide in the same moment."""


@dataclass
class Tally:
	"""What the clients were answered, and how long it took."""

	statuses: Counter = field(default_factory=Counter)
	seconds: list[float] = field(default_factory=list)
	acts: Counter = field(default_factory=Counter)
	wrong: list[str] = field(default_factory=list)

	def note(self, act: str, answer: Answer, wanted: tuple[int, ...] = (200,)) -> Answer:
		self.statuses[answer.status] += 1
		self.seconds.append(answer.seconds)
		if answer.status == 200:
			self.acts[act] += 1
		if answer.status not in wanted:
			self.wrong.append(f"{act}: {answer.status} {str(answer.body)[:300]}")
		return answer


def read_options() -> argparse.Namespace:
	"""How many acts, clients, and acts of one client: `acts`, `clients`, `single`."""
	parser = argparse.ArgumentParser()
	for name in ("acts", "clients", "single"):
		parser.add_argument(f"--{name}", type=int)
	return parser.parse_args()


def main() -> None:
	options = read_options()
	with inside.connected():
		figures.print_machine("Acts of the flow")
		inside.speak("making people and tasks")
		inside.empty_site()
		acts_rows.people(options.clients)
		acts_rows.head()
		ours = many_at_once(options)
		theirs = core_at_once(options)
		single = one_after_the_other(options.single)
		report(ours, theirs, single)
		inside.empty_site()


def many_at_once(options: argparse.Namespace) -> tuple[Tally, acts_check.Findings]:
	"""All clients at once on tasks of their own; what is in the database afterwards is checked."""
	each = tasks_each(options)
	work = {client: acts_rows.tasks(client, 1, each) for client in range(1, options.clients + 1)}
	inside.speak(f"{options.clients} clients, {each} tasks each")
	tally, before = Tally(), acts_check.deadlocks()
	run_clients(lambda client: office_day(client, work[client], tally), list(work))
	names = [name for tasks in work.values() for name in tasks]
	return tally, acts_check.findings(names, tally.acts, acts_check.deadlocks() - before)


def tasks_each(options: argparse.Namespace) -> int:
	"""As many as it takes for the acts: a filing and a decision each, and again where a report is returned."""
	per_task = 2 * (1 + 1 / RETURNED)
	return max(1, round(options.acts / per_task / options.clients))


def office_day(client: int, tasks: list[str], tally: Tally) -> None:
	"""The liaison files, the office decides; some reports are returned, some decisions are made twice at once."""
	people = (city.liaison(client), city.clerk(client, 1), city.clerk(client, 2))
	liaison, clerk, colleague = (Client(user, alone=False) for user in people)
	for place, task in enumerate(tasks):
		file(liaison, task, tally)
		if place % RETURNED == 1:
			decide(clerk, task, "return", tally)
			file(liaison, task, tally)
		if place % CONTESTED == 2:
			contest(clerk, colleague, task, tally)
		else:
			decide(clerk, task, "complete", tally)


def file(liaison: Client, task: str, tally: Tally) -> None:
	"""Upload one private file and file the completion report with it."""
	upload = liaison.upload("evidence.txt", f"证明材料 {task}".encode())
	tally.note("upload", upload)
	row = {"file": (upload.message or {}).get("file_url"), "caption": "验收单"}
	words = {"task": task, "kind": "Completion", "done": "全部完成", "evidence": [row]}
	tally.note("submit", liaison.post(FILE, **words))


def decide(clerk: Client, task: str, act: str, tally: Tally, wanted: tuple[int, ...] = (200,)) -> Answer:
	words = {"doctype": "Qingdan Task", "name": task, "act": act, "seen_state": acts_rows.IN_REVIEW}
	return tally.note(
		act, clerk.post(PERFORM, **words, opinion="请补充验收材料" if act == "return" else ""), wanted
	)


def contest(clerk: Client, colleague: Client, task: str, tally: Tally) -> None:
	"""Two people decide in the same moment: one is done, the other is told that it has been decided."""
	with ThreadPoolExecutor(2) as pool:
		asked = [pool.submit(decide, who, task, "complete", tally, (200, 409)) for who in (clerk, colleague)]
	statuses = sorted(answer.result().status for answer in asked)
	if statuses != [200, 409]:
		tally.wrong.append(f"both decided {task}: {statuses}")


def core_at_once(options: argparse.Namespace) -> tuple[Tally, int]:
	"""The same number of clients put plain documents through core's own workflow."""
	each = max(1, options.acts // 4 // options.clients)
	clients = range(1, options.clients + 1)
	work = {client: acts_rows.plain_documents(client, 1, each) for client in clients}
	inside.speak(f"core's workflow, {options.clients} clients, {each} documents each")
	tally, before = Tally(), acts_check.deadlocks()
	run_clients(lambda client: core_day(client, work[client], tally), list(clients))
	return tally, acts_check.deadlocks() - before


def core_day(client: int, names: list[str], tally: Tally) -> None:
	liaison, clerk = (Client(user, alone=False) for user in (city.liaison(client), city.clerk(client)))
	for name in names:
		tally.note(acts_rows.SEND, apply(liaison, name, acts_rows.SEND))
		tally.note(acts_rows.APPROVE, apply(clerk, name, acts_rows.APPROVE))


def apply(client: Client, name: str, action: str) -> Answer:
	return client.post(APPLY, doc=json.dumps({"doctype": acts_rows.PLAIN, "name": name}), action=action)


def run_clients(day: Callable[[int], None], clients: list[int]) -> None:
	with ThreadPoolExecutor(len(clients)) as pool:
		for done in [pool.submit(day, client) for client in clients]:
			done.result()


def one_after_the_other(rounds: int) -> dict[str, list[float]]:
	"""Seconds of each act by one client, ours and core's in turn."""
	inside.speak("one client")
	tasks, plain = acts_rows.tasks(1, 50_000, rounds), acts_rows.plain_documents(1, 50_000, rounds)
	liaison, clerk = Client(city.liaison(1)), Client(city.clerk(1))
	seconds: dict[str, list[float]] = {name: [] for name in ("send", "core send", "approve", "core approve")}
	for task, name in zip(tasks, plain, strict=True):
		tally = Tally()
		file(liaison, task, tally)
		seconds["send"].append(tally.seconds[-1])
		seconds["core send"].append(apply(liaison, name, acts_rows.SEND).seconds)
		seconds["approve"].append(decide(clerk, task, "complete", tally).seconds)
		seconds["core approve"].append(apply(clerk, name, acts_rows.APPROVE).seconds)
		stop_if_wrong(tally)
	return seconds


def stop_if_wrong(tally: Tally) -> None:
	"""Figures of acts that were refused would say nothing."""
	if tally.wrong:
		raise RuntimeError(tally.wrong[:5])


def report(ours: tuple, theirs: tuple, single: dict[str, list[float]]) -> None:
	tally, found = ours
	core, core_deadlocks = theirs
	rows = [
		(
			"ours",
			sum(tally.statuses.values()),
			said(tally),
			found.deadlocks,
			figures.p50(tally.seconds),
			figures.p95(tally.seconds),
		),
		(
			"core's",
			sum(core.statuses.values()),
			said(core),
			core_deadlocks,
			figures.p50(core.seconds),
			figures.p95(core.seconds),
		),
	]
	figures.print_table(("at once", "requests", "answers", "deadlocks in InnoDB", "p50 ms", "p95 ms"), rows)
	for sentence in [*tally.wrong[:5], *core.wrong[:1], *found.problems[:10]]:
		print(f"  {sentence}")
	print(f"\nAfterwards: {found.said}")
	p50 = {name: figures.p50(seconds) for name, seconds in single.items()}
	least = {name: figures.least(seconds) for name, seconds in single.items()}
	table = [_beside(name, p50) for name in ("send", "approve")]
	figures.print_table(("one client", "ours, p50 ms", "core's, p50 ms", "ratio"), table)
	rows = [_beside(name, least) for name in ("send", "approve")]
	figures.print_table(("one client", "ours, least ms", "core's, least ms", "ratio"), rows)
	failed = sum(count for status, count in tally.statuses.items() if status >= 500)
	done = sum(tally.acts[act] for act in ("submit", "return", "complete"))
	wrong = [*found.problems, *tally.wrong]
	bars = [
		figures.Bar(f"answers of 500 and above in {done} acts", failed, "0", failed == 0),
		figures.Bar("lost or double acts", len(wrong), "0", not wrong),
	]
	bars += [
		figures.Bar(f"{name}, × core", ratio, f"≤ {MOST_TIMES}", float(ratio) <= MOST_TIMES)
		for name, _, _, ratio in table
	]
	figures.print_bars(bars)


def _beside(name: str, milliseconds: dict[str, float]) -> tuple[str, float, float, str]:
	ours, core = milliseconds[name], milliseconds[f"core {name}"]
	return name, ours, core, f"{ours / core:.2f}"


def said(tally: Tally) -> str:
	"""How often which status was answered."""
	return ", ".join(f"{count} × {status}" for status, count in sorted(tally.statuses.items()))


if __name__ == "__main__":
	main()

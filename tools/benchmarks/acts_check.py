"""What the database holds after the acts: every act once, in state, log and report, and everybody told once."""

import time
from collections import Counter
from dataclasses import dataclass

import frappe

from qingdan_app.messaging.rules.kinds import SETTLED

from . import acts_rows

PATIENCE = 1800


@dataclass
class Findings:
	"""What is wrong (nothing, if all is well), a sentence of what is there, and deadlocks InnoDB counted."""

	problems: list[str]
	said: str
	deadlocks: int


def deadlocks() -> int:
	"""Deadlocks of this database server so far."""
	frappe.db.rollback()
	return int(frappe.db.sql("show global status like 'Innodb_deadlocks'")[0][1])


def findings(tasks: list[str], acts: Counter, deadlocks: int) -> Findings:
	"""Compare what the clients were told with what is stored."""
	wait_for_worker()
	stored = log_counts()
	problems = [*states(tasks), *once(tasks), *reports(acts)]
	problems += [
		f"log has {stored[act]} of {act}, answered {acts[act]}"
		for act in acts
		if act != "upload" and stored[act] != acts[act]
	]
	rows, told = frappe.db.count("Workflow Action"), arrived()
	wanted = acts["submit"] * acts_rows.SEATS + acts["return"]
	if told != wanted:
		problems.append(f"{told} messages arrived, {wanted} wanted")
	if rows:
		problems.append(f"core wrote {rows} Workflow Action rows")
	said = f"{len(tasks)} tasks, log {dict(stored)}, {told} messages arrived, {rows} Workflow Action rows"
	return Findings(problems, said, deadlocks)


def arrived() -> int:
	"""Messages for the bell that have arrived: by themselves, or gathered into one where several waited for a person."""
	return frappe.db.count(
		"Qingdan Message", {"channel": "Desk Notification", "state": ("in", list(SETTLED))}
	)


def states(tasks: list[str]) -> list[str]:
	"""Tasks that are not completed."""
	open_ones = frappe.get_all(
		"Qingdan Task", {"name": ("in", tasks), "state": ("!=", acts_rows.COMPLETED)}, pluck="name"
	)
	return [f"{name} is not completed" for name in open_ones]


def once(tasks: list[str]) -> list[str]:
	"""Tasks that were completed more or less than once."""
	log = frappe.get_all(
		"Qingdan Approval Log",
		{"act": "complete", "reference_doctype": "Qingdan Task", "reference_name": ("in", tasks)},
		pluck="reference_name",
	)
	counted = Counter(log)
	return [f"{name} was completed {counted[name]} times" for name in tasks if counted[name] != 1]


def reports(acts: Counter) -> list[str]:
	"""Reports by state: every task has one that was adopted, and none hangs in between."""
	found = Counter(frappe.get_all("Qingdan Progress Report", pluck="state"))
	wanted = {"已采纳": acts["complete"]}
	return [] if found == wanted else [f"reports are {dict(found)}, wanted {wanted}"]


def log_counts() -> Counter:
	frappe.db.rollback()
	return Counter(frappe.get_all("Qingdan Approval Log", {"reference_doctype": "Qingdan Task"}, pluck="act"))


def wait_for_worker() -> None:
	"""Until the jobs of the acts are done: the queues are empty and nobody was told anything for a while."""
	from frappe.utils.background_jobs import get_queue

	deadline, told = time.monotonic() + PATIENCE, -1
	while time.monotonic() < deadline:
		waiting = sum(get_queue(name).count for name in ("short", "default", "long"))
		frappe.db.rollback()
		before, told = told, frappe.db.count("Notification Log")
		if not waiting and told == before:
			return
		time.sleep(3)

"""How far one act goes: functions and files of the app it runs, statements it says, and what it locks.

Nothing is timed: the figures are the same on every machine. Each act is done once before it is counted, so that
what a process reads once is not in them.
"""

import re
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import frappe

import qingdan_app
from qingdan_app.api import approvals, documents, reports
from qingdan_app.setup import approval_flows

from . import acts_rows, city, figures, inside

HERE = str(Path(qingdan_app.__file__).parent)
TASK, REPORT, REQUEST = "Qingdan Task", "Qingdan Progress Report", "Qingdan Approval Request"
HEAD = "head001@benchmark.example"
READ = re.compile(r"select\s+\*\s+from\s+`tab([^`]+)`", re.IGNORECASE)
LOCKED = re.compile(r"from\s+`tab([^`]+)`.*\bfor update", re.IGNORECASE | re.DOTALL)


@dataclass
class Trace:
	"""What one act ran and said."""

	functions: set = field(default_factory=set)
	calls: int = 0
	deepest: int = 0
	statements: list[str] = field(default_factory=list)

	@property
	def files(self) -> set[str]:
		return {code.co_filename for code in self.functions}

	def counted(self, pattern: re.Pattern, doctype: str) -> int:
		"""How many statements do it to the table of a DocType."""
		return Counter(found[1] for found in map(pattern.search, self.statements) if found)[doctype]


def main() -> None:
	with inside.connected():
		figures.print_machine("How far an act goes")
		inside.empty_site()
		acts_rows.people(1)
		acts_rows.head()
		head_of_unit()
		approval_flows.create_missing()
		frappe.db.commit()
		report(dict(acts()))
		inside.drop_jobs()
		inside.empty_site()


def acts():
	"""The name of each act and its trace."""
	warm, filed, by_desk, by_request = acts_rows.tasks(1, 1, 4)
	for task in (warm, by_desk, by_request):
		act(city.liaison(1), file, task, evidence(task))
		act(HEAD, approve, request_of(task))
	act(city.clerk(1), complete, warm)
	url = evidence(filed)
	yield "filing a completion report", traced(city.liaison(1), file, filed, url)
	yield "completing the task by Desk's button", traced(city.clerk(1), complete, by_desk)
	yield "completing it by the request", traced(city.clerk(1), approve, request_of(by_request))


def head_of_unit() -> None:
	"""Who signs what the liaison files, before the leader's office does."""
	city.person(HEAD, "Qingdan Unit Head")
	duty = {"user": HEAD, "unit": city.unit(1), "duty": "Head"}
	frappe.get_doc({"doctype": "Qingdan Contact", **duty}).insert()


def report(traces: dict[str, Trace]) -> None:
	rows = [
		(name, len(trace.functions), trace.calls, len(trace.files), trace.deepest, len(trace.statements))
		for name, trace in traces.items()
	]
	figures.print_table(("act", "functions", "calls", "files", "deepest stack", "statements"), rows)
	rows = [
		(name, *(trace.counted(pattern, of) for of in (TASK, REPORT, REQUEST) for pattern in (READ, LOCKED)))
		for name, trace in traces.items()
	]
	head = [f"{of} {what}" for of in ("task", "report", "request") for what in ("read", "locked")]
	figures.print_table(("act", *head), rows)


def file(task: str, url: str) -> None:
	reports.file_report(
		task, kind="Completion", done="全部完成", evidence=[{"file": url, "caption": "验收单"}]
	)


def complete(task: str) -> None:
	documents.perform(TASK, task, "complete", seen_state=acts_rows.IN_REVIEW)


def approve(request: str) -> None:
	approvals.act(request, "approve")


def request_of(task: str) -> str:
	return frappe.db.get_value(REQUEST, {"reference_name": task, "status": "Running"})


def evidence(task: str) -> str:
	"""A private file that the liaison has uploaded."""
	frappe.set_user(city.liaison(1))
	words = {"file_name": "evidence.txt", "is_private": 1, "content": f"证明材料 {task}".encode()}
	return frappe.get_doc({"doctype": "File", **words}).insert().file_url


def act(user: str, function: Callable, *words: str) -> None:
	"""Do it as one request of that user does."""
	frappe.set_user(user)
	for name in [name for name, _value in frappe.local if name.startswith("qingdan_")]:
		delattr(frappe.local, name)  # what is remembered within one request
	function(*words)
	frappe.db.commit()


def traced(user: str, function: Callable, *words: str) -> Trace:
	"""The same, counted."""
	trace, depth, real = Trace(), 0, frappe.db.sql

	def note(frame, event: str, _argument) -> None:
		nonlocal depth
		if event not in ("call", "return") or not frame.f_code.co_filename.startswith(HERE):
			return
		depth += 1 if event == "call" else -1
		if event == "call":
			trace.functions.add(frame.f_code)
			trace.calls += 1
			trace.deepest = max(trace.deepest, depth)

	def say(query, *more, **named):
		trace.statements.append(str(query))
		return real(query, *more, **named)

	frappe.db.sql = say
	sys.setprofile(note)
	try:
		act(user, function, *words)
	finally:
		sys.setprofile(None)
		frappe.db.sql = real
	return trace


if __name__ == "__main__":
	main()

"""The sweep over all clocks: due rows from an index, each request in its own transaction."""

from collections.abc import Callable, Iterator
from datetime import datetime

import frappe

from qingdan_app import repeating
from qingdan_app.messaging import outbox
from qingdan_app.workflows.log import trail
from qingdan_app.workflows.requests import acting, noted, without_document

BATCH = 200
CHANGE = "qingdan_calendar_change"
"""Where it is written down that the calendar has changed."""


def tick_due(now: datetime) -> int:
	"""Tick every request whose clock is due; answers how many had something to do. Safe to run twice.

	A request that fails is logged and left; the sweep goes on. Memory does not grow with what is open.
	"""
	return sum(batch(names, lambda name: acting.tick(name, now)) for names in _due(now))


def reschedule_open() -> int:
	"""Compute every clock that runs anew, since the calendar has changed; answers how many requests it moved.

	A change that comes meanwhile stays noted: it is done anew.
	"""
	change = calendar_change()
	moved = sum(batch(names, acting.reschedule) for names in _with_clock())
	noted.settle(CHANGE, change)
	return moved


def note_calendar_change() -> None:
	"""Write down, with the change itself, that clocks have to be computed anew."""
	noted.note(CHANGE)


def calendar_change() -> str | None:
	"""What stands for the last change that clocks do not follow yet."""
	return noted.noted(CHANGE)


def wake_delegated(person: str, delegate: str) -> None:
	"""Let the next sweep look at what a stand-in holds for somebody: their delegation has changed."""
	names = frappe.get_all(
		"Qingdan Approval Assignment",
		{"assignee": delegate, "on_behalf_of": person, "standing": ("in", ["Open", "Held"])},
		pluck="request",
	)
	if names:
		frappe.db.set_value(acting.REQUEST, {"name": ("in", names)}, "wake_at", trail.moment())


def batch(names: list[str], step: Callable[[str], bool]) -> int:
	"""Each of the requests in a transaction of its own; whoever gets many turns by it is told once."""
	with outbox.gathered():
		acted = sum(_one(name, step) for name in names)
	frappe.db.commit()  # nosemgrep: messages leave after a commit
	return acted


def _due(now: datetime) -> Iterator[list[str]]:
	"""Names of due requests in batches, each once: what a failed one leaves due does not come again in this sweep."""
	run = frappe.qb.DocType(acting.REQUEST)
	last = ("", "")
	while True:
		after = run.wake_at > last[0] if last[0] else run.wake_at.isnotnull()
		same = (run.wake_at == last[0]) & (run.name > last[1]) if last[0] else after
		rows = (
			frappe.qb.from_(run)
			.select(run.name, run.wake_at)
			.where((run.wake_at <= now) & (after | same))
			.orderby(run.wake_at)
			.orderby(run.name)
			.limit(BATCH)
		).run()
		if not rows:
			return
		yield [name for name, _wake_at in rows]
		last = (rows[-1][1], rows[-1][0])


def _with_clock() -> Iterator[list[str]]:
	"""Names of requests with a clock that runs, in batches by name: their clocks change on the way."""
	last = ""
	while True:
		waiting = {"name": (">", last), "wake_at": ("is", "set"), "status": ("!=", "Ended")}
		names = frappe.get_all(acting.REQUEST, waiting, pluck="name", order_by="name", limit=BATCH)
		if not names:
			return
		yield names
		last = names[-1]


def _one(name: str, step: Callable[[str], bool]) -> int:
	def stepped() -> bool:
		with outbox.kept_if_done():
			return step(name)

	try:
		return int(repeating.repeat(stepped))  # a long sweep; each request stands by itself
	except Exception:
		frappe.db.rollback()
		if not without_document.is_of(name):  # the report of what nobody can act on says so
			frappe.log_error(title=f"Clock of approval request {name}")
		return 0

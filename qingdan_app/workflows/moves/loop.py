"""What follows from a move, done in order by one loop.

A move, a decision or an ended request does what it has to do to its own document and answers what follows as plain
values: move that document by this act, start this request, tell these people. Nobody calls on. The loop takes the
first of them, does it, and puts what follows from that in front of the rest, so the order is that of telling the story
aloud: what follows from a thing comes before the next thing. All of it happens in the transaction of the act, with
one register of what is held (`held.py`), and every entry of the log names the one that caused it.
"""

from collections import deque
from collections.abc import Iterable
from typing import NamedTuple

import frappe
from frappe import _

from qingdan_app.workflows.exceptions import FlowUnsound
from qingdan_app.workflows.moves import hearing
from qingdan_app.workflows.moves.held import Held

MOST_STEPS = 1000
"""Far more than any act has; where a subject's own follow-ups lead in a circle, the act is refused."""


class Cause(NamedTuple):
	"""The entry of the log that something follows from, and what was said there."""

	entry: str = ""
	opinion: str = ""


class FollowUp:
	"""Base of what may follow: a frozen dataclass that names documents, and says how it is done."""

	def carry_out(self, held: Held, cause: Cause) -> "Done":
		"""Do it to its own document, and answer what follows from it. Raises to refuse the whole act."""
		raise NotImplementedError


class Done(NamedTuple):
	"""What was done: what follows from it, in order, and the entry it left in the log; none where it wrote none."""

	follow_ups: Iterable[FollowUp] = ()
	entry: Cause | None = None


def run(held: Held, *follow_ups: FollowUp) -> None:
	"""Do these, and everything that follows from them."""
	drain(held, Done(follow_ups))


def drain(held: Held, done: Done) -> None:
	"""Do everything that follows from what was done; whoever listens hears of it at the end."""
	work_off(held, done, Cause())
	hearing.tell(held)


def work_off(held: Held, done: Done, cause: Cause) -> None:
	"""Do everything that follows from what was done because of an entry, within an act that goes on."""
	waiting = deque(_caused(done, cause))
	for _step in range(MOST_STEPS):
		if not waiting:
			return
		cause, follow_up = waiting.popleft()
		waiting.extendleft(reversed(_caused(follow_up.carry_out(held, cause), cause)))
	frappe.throw(_("What follows from this act leads in a circle. Tell the administrator."), FlowUnsound)


def _caused(done: Done, cause: Cause) -> list[tuple[Cause, FollowUp]]:
	return [(done.entry or cause, each) for each in done.follow_ups or ()]

"""Reminders of reviews: before a date has to be fixed or a review held, and after that each week until it is."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

import frappe

from qingdan_app.messaging import outbox
from qingdan_app.messaging.message import Message
from qingdan_app.messaging.rules.kinds import Kind
from qingdan_app.organization import people
from qingdan_app.organization.rules.standing import Role
from qingdan_app.role_holders import holders_of
from qingdan_app.tasks import review_days
from qingdan_app.tasks.rules import review

BATCH = 1_000
SENTENCES = {
	"soon": "To be reviewed soon: {0} {1}",
	"soon, many": "{2} tasks are to be reviewed soon; the first is {0} {1}",
	"overdue": "Its review is overdue: {0} {1}",
	"overdue, many": "The review of {2} tasks is overdue; the first is {0} {1}",
}
"""`{0}` is the first task, `{1}` its title, `{2}` how many."""


def remind(today: date) -> int:
	"""Remind the lead unit, whoever watches and the supervision office of reviews; answers of how many tasks.

	Each person gets one message for all of theirs. Safe to run twice and by two workers: the ring is taken from the row in the
	transaction that tells of it.
	"""
	reminded = 0
	while rows := _ringing(today):
		_take_rings(rows, today)
		_tell(rows, today)
		frappe.db.commit()  # nosemgrep: a long sweep; each batch stands by itself
		reminded += len(rows)
	return reminded


def _ringing(today: date) -> list[dict]:
	"""Found by the index, then locked by their keys alone; what changed meanwhile, and what rests, is passed over."""
	values = {"today": today, "batch": BATCH, "states": review_days.RUNNING}
	names = frappe.db.sql(DUE, values, pluck=True)
	return frappe.db.sql(LOCKED, {**values, "names": names}, as_dict=True) if names else []


DUE = """select `name` from `tabQingdan Task` where `review_ring` <= %(today)s and `state` in %(states)s and `drafted` = 0
	and ifnull(`course`, '') = '' order by `review_ring`, `name` limit %(batch)s"""
LOCKED = """select `name`, `title`, `lead_unit`, `watch_unit`, `watcher`, `review_on` from `tabQingdan Task`
	where `name` in %(names)s and `review_ring` <= %(today)s and `state` in %(states)s and `drafted` = 0
	and ifnull(`course`, '') = '' order by `review_on`, `name` for update"""


def _take_rings(rows: Sequence[dict], today: date) -> None:
	"""Until the review is held they ring again and again."""
	by_ring = defaultdict(list)
	for row in rows:
		by_ring[review.next_ring(row.review_on or today, today)].append(row.name)
	for ring, names in by_ring.items():
		frappe.db.sql(
			"update `tabQingdan Task` set `review_ring` = %(ring)s where `name` in %(names)s",
			{"ring": ring, "names": names},
		)


def _tell(rows: Sequence[dict], today: date) -> None:
	for overdue in (False, True):
		told = [row for row in rows if review.is_overdue(row.review_on, today) is overdue]
		cause = f"review/{frappe.generate_hash(length=20)}"
		for user, tasks in _by_person(told).items():
			outbox.send([user], _message(tasks, overdue, cause))


def _by_person(rows: Sequence[dict]) -> dict[str, list[dict]]:
	"""User → their tasks, each once."""
	units = {unit for row in rows for unit in (row.lead_unit, row.watch_unit) if unit}
	contacts, office = people.contacts_by_unit(units), holders_of(Role.SUPERVISION.value)
	found = defaultdict(list)
	for row in rows:
		of_units = [user for unit in (row.lead_unit, row.watch_unit) for user in contacts.get(unit or "", ())]
		for user in dict.fromkeys(filter(None, (*of_units, row.watcher, *office))):
			found[user].append(row)
	return found


def _message(tasks: Sequence[dict], overdue: bool, cause: str) -> Message:
	number, first = len(tasks), tasks[0]
	kind = Kind.LATE if overdue else Kind.REMINDER
	reason = "overdue" if overdue else "soon"
	sentence = SENTENCES[f"{reason}, many" if number > 1 else reason]
	return Message(kind.value, review_days.TASK, first.name, first.title, sentence, cause, (str(number),))

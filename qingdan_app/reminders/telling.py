"""What people are reminded of in their digest: each person once a day, of all that presses, in working hours unless a rule says otherwise.

The digest and what its rows say of it are one transaction, under a lock on the rows: whoever comes second, or after a worker that died, finds
them told, or as they were.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

import frappe
from frappe.utils import create_batch, getdate

from qingdan_app.messaging import outbox
from qingdan_app.messaging.message import Message
from qingdan_app.messaging.rules.kinds import Kind
from qingdan_app.reminders import what_presses
from qingdan_app.reminders.kinds import KINDS
from qingdan_app.reminders.reminder_states import REMINDER, State
from qingdan_app.workflows.retry import repeat_on_deadlock
from qingdan_app.working_time import site_calendar

BATCH = 5_000
BEGIN_AT_REST = 9
"""The hour from which people are reminded on a day of rest, where a rule rings on one."""
SENTENCES = {
	"Deadline Ahead": "Due in {2} days: {0} {1}",
	"Milestone Ahead": "Milestone due in {2} days: {0} {1}",
	"Report Ahead": "Report due in {2} days: {0} {1}",
	"Not Acknowledged": "Not acknowledged for {2} days: {0} {1}",
	"Report Missing": "Report missing for {2} days: {0} {1}",
	"Task Late": "Late for {2} days: {0} {1}",
	"Milestone Late": "Milestone late for {2} days: {0} {1}",
	"No Report for Long": "No report for {2} days: {0} {1}",
	"Answer to a Notice Ahead": "Answer to the supervision notice due in {2} days: {0} {1}",
	"Answer to an Instruction Ahead": "Answer to the instruction due in {2} days: {0} {1}",
	"Issue Not Answered": "Coordination asked for, not answered for {2} days: {0} {1}",
	"Answer to an Instruction Late": "Answer to the instruction late for {2} days: {0} {1}",
	"Answer to a Notice Late": "Answer to the supervision notice late for {2} days: {0} {1}",
	"many": "{2} items need your attention today; the first is {1}",
}
"""`{0}` is the document, `{1}` its title, `{2}` the number of days, or of items."""
ORDER = [*reversed(KINDS)]
"""What presses most comes first."""


def tell_due(now: datetime) -> int:
	"""Send the digests that are due; answers how many. Safe to run twice and by two workers."""
	today = getdate(now)
	if not (resting := _is_at_rest(now)) and not _works_now(now):
		return 0
	told = 0
	for user in _waiting(today, resting):
		told += _tell(user, today, resting)
	return told


def _works_now(now: datetime) -> bool:
	return bool(site_calendar.minutes_between(now, now + timedelta(minutes=1)))


def _is_at_rest(now: datetime) -> bool:
	return not site_calendar.site_calendar().works_on(getdate(now)) and now.hour >= BEGIN_AT_REST


def _waiting(today: date, resting: bool) -> Iterator[str]:
	"""Who has not had their digest of today and waits for one, read in batches."""
	last = ""
	while users := frappe.db.sql(
		WAITING, {"today": today, "resting": resting, "last": last, "batch": BATCH}, pluck=True
	):
		yield from users
		last = users[-1]


WAITING = """select distinct `receiver` from `tabQingdan Reminder` `waiting` where `state` = 'Waiting' and `receiver` > %(last)s
		and (`on_days_of_rest` = 1 or not %(resting)s)
		and not exists(select 1 from `tabQingdan Reminder` where `receiver` = `waiting`.`receiver` and `told_on` = %(today)s)
	order by `receiver` limit %(batch)s"""
HELD = """select `name`, `about`, `reference_doctype`, `reference_name`, `title`, `unit`, `counted_from`, `due_on` from `tabQingdan Reminder`
	where `receiver` = %(user)s and `state` = 'Waiting' and (`on_days_of_rest` = 1 or not %(resting)s) for update"""


@repeat_on_deadlock
def _tell(user: str, today: date, resting: bool) -> bool:
	"""Send a person their digest, in a transaction of its own; whether there was one."""
	rows = frappe.db.sql(HELD, {"user": user, "resting": resting}, as_dict=True)
	digest = _latest(_pressing(rows, today))
	told = {each.name for each in digest}
	_write([*told], State.TOLD, today)
	_write([each.name for each in rows if each.name not in told], State.OVER, None)
	if digest:
		outbox.send([user], _message(digest, today))
	frappe.db.commit()  # nosemgrep: a long sweep; each person stands by themselves
	return bool(digest)


def _pressing(rows: Sequence[Mapping], today: date) -> Iterator[Mapping]:
	"""Those that are still so: what was done, moved, suspended or handed to others since is not told."""
	by_kind = defaultdict(list)
	for each in rows:
		by_kind[each.about].append(each)
	for about, of_kind in by_kind.items():
		for some in create_batch(of_kind, BATCH):
			still = what_presses.still(KINDS[about].source(), {each.reference_name for each in some})
			for each in some:
				ahead = KINDS[about].ahead and each.counted_from < today
				if not ahead and (each.reference_name, each.unit, each.counted_from) in still:
					yield each


def _latest(rows: Iterator[Mapping]) -> list[Mapping]:
	"""Of one item the latest alone, what presses most first."""
	found = {}
	for each in sorted(rows, key=lambda each: each.due_on):
		found[each.about, each.reference_name, each.unit] = each
	return sorted(found.values(), key=lambda each: (ORDER.index(each.about), each.counted_from, each.name))


def _write(names: Sequence[str], state: State, told_on: date | None) -> None:
	for some in create_batch(names, BATCH):
		values = {"state": state.value, "told_on": told_on, "names": some}
		frappe.db.sql(WRITTEN, values)


WRITTEN = (
	"update `tabQingdan Reminder` set `state` = %(state)s, `told_on` = %(told_on)s where `name` in %(names)s"
)


def clear(before: date) -> int:
	"""Delete what was told, or was over, before that day, at most a batch of it; answers how many were."""
	frappe.db.sql(CLEAR, {"before": before, "batch": BATCH})
	return frappe.db.sql("select row_count()")[0][0]


CLEAR = (
	"delete from `tabQingdan Reminder` where `due_on` < %(before)s and `state` != 'Waiting' limit %(batch)s"
)


def _message(digest: Sequence[Mapping], today: date) -> Message:
	"""One item opens itself; of several the digest is opened."""
	first, cause = digest[0], f"reminders/{today}"
	if len(digest) > 1:
		what = (str(len(digest)),)
		return Message(Kind.REMINDER.value, REMINDER, first.name, first.title, SENTENCES["many"], cause, what)
	days = (str(days_of(first, today)),)
	about = first.reference_doctype, first.reference_name, first.title
	return Message(Kind.REMINDER.value, *about, SENTENCES[first.about], cause, days)


def days_of(reminder: Mapping, today: date) -> int:
	"""How many days lie between a day and the one that a reminder is counted from."""
	return abs((today - getdate(reminder["counted_from"])).days)

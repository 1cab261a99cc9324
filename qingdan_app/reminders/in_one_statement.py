"""Reminders of whatever presses that are told to whoever stands on a rung of the unit or of the leader: written by the database itself, one
statement for a rung, so that a night in which hundreds of thousands fall due is over in seconds.

Left to `collecting.py`, one by one: what somebody of the unit may have in hand, and days that no column tells.
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

import frappe
from frappe.utils import create_batch, now

from qingdan_app import plain_rows
from qingdan_app.reminders import what_presses, whom
from qingdan_app.reminders.kinds import KINDS
from qingdan_app.reminders.reminder_states import State
from qingdan_app.reminders.rules.rung import DAY, Receiver, Rung
from qingdan_app.reminders.what_presses import Item, Source
from qingdan_app.tasks.in_hands import OPEN
from qingdan_app.tasks.sources import PART

UNIT, LEADER = "Qingdan Unit", "Qingdan Leader"
AT_ONCE = 2_000
Told = Mapping[Rung, Mapping[date, date]]
"""The rungs of one kind: day that is counted from → day on which it is told."""
BY_PERSON = frozenset({Receiver.ASKED, Receiver.HANDLER})
"""Receivers who may be people that have something in hand."""
PRESSING = """create or replace temporary table `qingdan_pressing` (`name` varchar(140) not null, `title` varchar(140) not null,
	`unit` varchar(140) not null, `leader` varchar(140) not null, `task` varchar(140) not null, `held` date not null)"""
FOUND = """insert into `qingdan_pressing` select `name`, ifnull(`title`, ''), ifnull(`unit`, ''), ifnull(`leader`, ''), ifnull(`task`, ''), `counted_from`
	from (items) as `item`"""
REMINDED = """create or replace temporary table `qingdan_reminded`
	(`unit` varchar(140) not null, `leader` varchar(140) not null, `user` varchar(140) not null, primary key (`unit`, `leader`, `user`))"""
FORGOTTEN = "drop temporary table if exists `qingdan_pressing`, `qingdan_reminded`"
WRITTEN = """insert into `tabQingdan Reminder` (`name`, `owner`, `modified_by`, `creation`, `modified`, `docstatus`, `idx`, `receiver`, `item`,
		`about`, `reference_doctype`, `reference_name`, `title`, `unit`, `counted_from`, `due_on`, `on_days_of_rest`, `state`)
	select concat(%(salt)s, lpad(@qingdan_reminder := @qingdan_reminder + 1, 8, '0')),
		%(user)s, %(user)s, %(now)s, %(now)s, 0, 0, `reminded`.`user`,
		left(sha2(concat_ws('\\n', %(about)s, `told`.`name`, `told`.`unit`, `told`.`due_on`), 256), 32),
		%(about)s, %(doctype)s, `told`.`name`, `told`.`title`, `told`.`unit`, `told`.`counted_from`, `told`.`due_on`, %(on_days_of_rest)s, %(state)s
	from (
		select `name`, `title`, `unit`, `leader`, date_sub(`held`, interval %(lag)s day) as `counted_from`, (due_on) as `due_on`
		from `qingdan_pressing`
		where `held` in %(held)s and (not %(by_person)s or `task` not in (select `task` from `tabQingdan Part` where `state` = %(open)s))
	) as `told`
	join `qingdan_reminded` as `reminded` on `reminded`.`unit` = `told`.`unit` and `reminded`.`leader` = (leader)
	on duplicate key update `tabQingdan Reminder`.`name` = `tabQingdan Reminder`.`name`"""


def key_of(about: str, item: Item, day: date) -> str:
	"""One row of a person for each of these; WRITTEN says the same."""
	return hashlib.sha256("\n".join((about, item.name, item.unit, str(day))).encode()).hexdigest()[:32]


def left_over(source: Source, told_on: Told) -> Iterator[tuple[Source, Told]]:
	"""What of a kind has to be judged item by item, and for which rungs."""
	if source.doubtful:
		yield source._replace(query=source.query.where(source.doubtful)), told_on
	rungs = {rung: days for rung, days in told_on.items() if days and BY_PERSON.intersection(rung.receivers)}
	if not rungs:
		return
	for tasks in create_batch(frappe.get_all(PART, {"state": OPEN}, pluck="task", distinct=True), AT_ONCE):
		yield source._replace(query=source.query.where(source.task.isin(tasks)), by_key=False), rungs


def write(source: Source, told_on: Told, lists: Collection[str]) -> None:
	"""The reminders of all the rest of a kind, rung by rung. Commits; what is written already stays."""
	days = set().union(*told_on.values())
	if not days or not lists:
		return
	plain_rows.of_this_connection(PRESSING)
	items, values = what_presses.certain(source, days, lists).walk()
	statement = FOUND.replace("(items)", f"({items})")
	frappe.db.sql(statement, values)
	pairs = _pairs()
	for rung, days_of_rung in told_on.items():
		if days_of_rung:
			_write(rung, source.lag, days_of_rung, _fill(_reminded(rung, pairs)))
	plain_rows.of_this_connection(FORGOTTEN)


def _write(rung: Rung, lag: int, told_on: Mapping[date, date], by_leader: bool) -> None:
	said = {
		"lag": lag,
		"held": [day + lag * DAY for day in told_on],
		"by_person": bool(BY_PERSON.intersection(rung.receivers)),
		"open": OPEN,
		"about": rung.about,
		"doctype": KINDS[rung.about].doctype,
		"on_days_of_rest": int(rung.on_days_of_rest),
		"state": State.WAITING.value,
		"salt": frappe.generate_hash(length=12),
		"user": frappe.session.user,
		"now": now(),
	}
	due_on, days = _due_on(said["held"], told_on.values())
	statement = WRITTEN.replace("(due_on)", due_on).replace(
		"(leader)", "`told`.`leader`" if by_leader else "''"
	)
	frappe.db.sql("set @qingdan_reminder := 0")
	frappe.db.sql(statement, {**days, **said})
	frappe.db.commit()  # nosemgrep: a long sweep; each rung stands by itself


def _pairs() -> list[Item]:
	"""Whatever may press, as far as it tells who stands on a rung: each unit with each leader."""
	units, leaders = (["", *frappe.get_all(doctype, pluck="name")] for doctype in (UNIT, LEADER))
	return [Item("", "", unit, leader, "", date.max) for unit in units for leader in leaders]


def _reminded(rung: Rung, pairs: Sequence[Item]) -> set[tuple[str, str, str]]:
	"""Unit, leader and a person who is reminded of what presses there; without a leader where it does not matter whose it is."""
	found = whom.receivers_of(rung, pairs)
	of_units = defaultdict(set)
	for item, users in found:
		of_units[item.unit].add(tuple(users))
	if all(len(each) == 1 for each in of_units.values()):
		return {(unit, "", user) for unit, (users,) in of_units.items() for user in users}
	return {(item.unit, item.leader, user) for item, users in found for user in users}


def _fill(reminded: Collection[tuple[str, str, str]]) -> bool:
	"""Whether it matters whose it is."""
	plain_rows.of_this_connection(REMINDED)
	for some in create_batch(sorted(reminded), AT_ONCE):
		marks = ", ".join(["(%s, %s, %s)"] * len(some))
		statement = f"insert into `qingdan_reminded` values {marks}"  # noqa: S608
		frappe.db.sql(statement, [word for row in some for word in row])
	return any(leader for _unit, leader, _user in reminded)


def _due_on(held: Iterable[date], told: Iterable[date]) -> tuple[str, dict]:
	"""The day on which it is told, by what the column holds."""
	days = {f"held{number}": day for number, day in enumerate(held)}
	days |= {f"told{number}": day for number, day in enumerate(told)}
	cases = (f"when %(held{number})s then %(told{number})s" for number in range(len(days) // 2))
	return f"case `held` {' '.join(cases)} end", days

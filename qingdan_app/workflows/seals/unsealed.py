"""Where chains stand that no seal says yet, a part of a seal at a time.

A transaction writes its time before it commits, so one that was slow could be missed by time alone: chains are looked at that have moved
since a day before the last seal, without those that the seals of that time hold. These lie in a temporary table of the database meanwhile.
A last seal that is not what was made, or of a time that has not come, is not begun from: then all are looked at.
"""

from collections.abc import Iterator

import frappe
from frappe.utils import add_to_date, get_datetime, now_datetime

from qingdan_app import plain_rows
from qingdan_app.workflows.engine.trail import Head, Seal, is_intact
from qingdan_app.workflows.log import trail
from qingdan_app.workflows.seals import sealed

LOOK_BACK = 1
"""Days: no transaction is open longer."""
LONG_AGO = "1000-01-01"
HELD = """create or replace temporary table `qingdan_held` (`digest` varchar(64) not null primary key)
	engine=InnoDB character set utf8mb4 collate utf8mb4_unicode_ci"""
FORGOTTEN = "drop temporary table if exists `qingdan_held`"
MOVED = """select `name`, `reference_doctype`, `reference_name`, `known_as`, `length`, `head` from `tabQingdan Approval Chain` as `chain`
	where `length` > 0 and `modified` >= %(since)s and `name` > %(after)s
		and not exists (select 1 from `qingdan_held` where `qingdan_held`.`digest` = `chain`.`head`)
	order by `name` limit %(size)s"""


def heads(last: Seal | None) -> Iterator[list[Head]]:
	"""The heads that are in no seal, given the last one where it `is_begun_from`: up to sealed.SIZE at a time, each chain once."""
	plain_rows.of_this_connection(HELD)
	since = add_to_date(last.sealed_at, days=-LOOK_BACK) if last else LONG_AGO
	if last:
		_hold(since)
	after = ""
	while rows := frappe.db.sql(MOVED, {"since": since, "after": after, "size": sealed.SIZE}, as_dict=True):
		yield [Head(trail.chain_of(row), row.length, row.head) for row in rows]
		after = rows[-1].name
	plain_rows.of_this_connection(FORGOTTEN)


def is_begun_from(last: Seal) -> bool:
	"""Whether a seal, with what it covers, is what was made, and of a time that has come."""
	try:
		return is_intact(last) and get_datetime(last.sealed_at) <= now_datetime()
	except (ValueError, TypeError):
		return False


def _hold(since: str) -> None:
	for some in sealed.since(since):
		if some:
			marks = ", ".join(["(%s)"] * len(some))
			digests = [head.digest for head in some]
			statement = f"insert ignore into `qingdan_held` values {marks}"  # noqa: S608
			frappe.db.sql(statement, digests)

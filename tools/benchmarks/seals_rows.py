"""Very many chains of the approval log: most of them written by the database itself, those of a day linked entry by entry."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

import frappe
from frappe.utils import create_batch

from qingdan_app import plain_rows
from qingdan_app.workflows.log import chains, trail

from . import deciding_rows
from .page_rows import STAMPED, STAMPS

LOG, CHAIN = trail.LOG, chains.CHAIN
ABOUT = deciding_rows.OURS
ENTRIES = 8
"""Of a chain of the day."""
LONG_AGO = 400
"""Days since the other chains have moved."""
AT_ONCE = 250
SAID = "已完成前期工作，正在组织施工，按计划推进，请继续关注资金到位情况。" * 4
"""With the engine's event, what an entry of a year's log holds."""


def write(count: int) -> None:
	"""So many chains with one entry each, which have long rested; committed."""
	frappe.db.sql("set session unique_checks = 0, foreign_key_checks = 0")
	for first in range(1, count + 1, 100_000):
		last = min(first + 99_999, count)
		for statement in (_chains(first, last), _entries(first, last)):
			frappe.db.sql(statement, {"days": LONG_AGO, "said": SAID})
			frappe.db.commit()
	frappe.db.sql("set session unique_checks = 1, foreign_key_checks = 1")


def change(first: int, count: int, hours_ago: int) -> None:
	"""Let so many chains, from a number on, move: their entries are linked as the app links them; committed."""
	moment = datetime.now().replace(microsecond=0) - timedelta(hours=hours_ago)
	for numbers in create_batch(range(first, first + count), AT_ONCE):
		names = [f"B{number:09}" for number in numbers]
		frappe.db.delete(LOG, {"reference_doctype": ABOUT, "reference_name": ("in", names)})
		rows = [row for name in names for row in _linked(name, moment)]
		plain_rows.insert(LOG, rows)
		heads = {row["reference_name"]: row["digest"] for row in rows}
		for name, digest in heads.items():
			values = {"length": ENTRIES, "head": digest, "modified": moment}
			plain_rows.update(CHAIN, chains.key_of(ABOUT, name), values)
		frappe.db.commit()


def _linked(name: str, moment: datetime) -> Iterator[Mapping[str, Any]]:
	entries = [
		trail.blank(
			reference_doctype=ABOUT,
			reference_name=name,
			act="approve",
			actor="Administrator",
			acted_at=moment,
			opinion=SAID,
			event=f'{{"act": "approve", "said": "{SAID}"}}',
		)
		for _ in range(ENTRIES)
	]
	return trail._linked(chains.Chain(chains.key_of(ABOUT, name), 0, "", ""), entries)


def _key() -> str:
	return f"left(sha2(concat('{ABOUT}/', {_name()}), 256), 32)"


def _name() -> str:
	return "concat('B', lpad(seq, 9, '0'))"


def _chains(first: int, last: int) -> str:
	stamped = "'Administrator', 'Administrator', date_sub(now(), interval %(days)s day), date_sub(now(), interval %(days)s day)"
	return f"""
		insert into `tab{CHAIN}` (name, owner, modified_by, creation, modified, reference_doctype, reference_name, length, head, running)
		select {_key()}, {stamped}, '{ABOUT}', {_name()}, 1, sha2(seq, 256), '' from seq_{first}_to_{last}"""


def _entries(first: int, last: int) -> str:
	return f"""
		insert into `tab{LOG}` (name, {STAMPS}, reference_doctype, reference_name, act, actor, acted_at, opinion, event, sequence, previous, digest)
		select concat({_key()}, '-1'), {STAMPED}, '{ABOUT}', {_name()}, 'approve', 'Administrator', date_sub(now(), interval %(days)s day),
			%(said)s, concat('{{"act": "approve", "said": "', %(said)s, '"}}'), 1, '', sha2(seq, 256) from seq_{first}_to_{last}"""

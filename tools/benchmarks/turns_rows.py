"""Many open turns of many people, written by the database itself, and some whose clock will be due, sent in one by one.

Twenty of the people hold as many turns at every size, so that what is compared is the size of the
table and not of the box; the others share the rest by a curve. Four sign each request.
"""

from datetime import datetime, timedelta

import frappe

from . import city, deciding_rows
from .page_rows import STAMPED, STAMPS

PEOPLE = 5_000
MEASURED = 20
EACH = 200
"""Open turns, and as many closed ones, of every measured person."""
SIGNERS = 4
REQUEST, TURN = deciding_rows.REQUEST, deciding_rows.TURN
CLOCK = {"working_hours": 8, "on_expiry": "Tell"}


def prepare(due: int) -> None:
	"""People, the flow with a clock, and requests that become due after a working day; committed."""
	deciding_rows.prepare(1, **CLOCK)
	frappe.db.sql("delete from `tabUser` where name like 'signer%@benchmark.example'")
	frappe.db.sql(
		f"""insert into `tabUser` (name, {STAMPS}, email, first_name, full_name, enabled, user_type, language)
		select {_person("seq")}, {STAMPED}, {_person("seq")}, '签', concat('签', seq), 1, 'System User', 'zh'
		from seq_1_to_{PEOPLE}"""
	)
	deciding_rows.ours(1, 1, due, signer=_signer_of)


def fill(turns: int, later: datetime) -> None:
	"""So many open turns in all, and half as many closed ones; their clocks are due after `later`."""
	open_now = frappe.db.count(TURN, {"standing": "Open"})
	missing = turns - open_now
	state = frappe.db.get_value(REQUEST, {"status": "Running"}, "engine_state")
	frappe.db.sql("set session unique_checks = 0, foreign_key_checks = 0")
	first = frappe.db.count(REQUEST) + 1
	values = {"later": later, "state": state}
	frappe.db.sql(_requests(first, missing // SIGNERS), values)
	frappe.db.commit()
	for standing, count in (("Open", missing), ("Closed", missing // 2)):
		frappe.db.sql(_turns(standing, open_now, count), values)
		frappe.db.commit()
	for doctype in (REQUEST, TURN):
		frappe.db.sql(f"analyze table `tab{doctype}`")
	frappe.db.commit()


def measured() -> list[str]:
	"""Those whose boxes are as full at every size."""
	return [city.signer(number) for number in range(1, MEASURED + 1)]


def _signer_of(number: int) -> str:
	return city.signer(MEASURED + 1 + number % (PEOPLE - MEASURED))


def _person(number: str) -> str:
	return f"concat('signer', lpad({number}, 4, '0'), '@benchmark.example')"


def _requests(first: int, count: int) -> str:
	return f"""
		insert into `tab{REQUEST}` (name, {STAMPS}, reference_doctype, reference_name, subject_title, flow, status,
			initiator, started_at, step, wake_at, sequence, engine_state, chain_length)
		select concat('r', lpad(seq, 9, '0')), {STAMPED}, '{deciding_rows.OURS}', concat('d', lpad(seq, 9, '0')),
			concat('推动重点项目', seq, '建设'), '{deciding_rows.FLOW_KEY}-v1', 'Running', {_person(f"1 + seq mod {PEOPLE}")},
			now(), 'office', date_add(%(later)s, interval crc32(seq) mod 30000000 second), 1, %(state)s, 1
		from seq_{first}_to_{first + count}"""


def _turns(standing: str, first: int, count: int) -> str:
	"""Turns of that standing; the first of them belong to the measured people."""
	others = f"{MEASURED} + 1 + floor(pow(crc32(concat(seq, 'who')) / 4294967296, 1.5) * {PEOPLE - MEASURED})"
	who = f"if(seq < {first + MEASURED * EACH}, 1 + seq mod {MEASURED}, {others})"
	due = "date_add(%(later)s, interval crc32(seq) mod 30000000 second)"
	closed = "now(), 'Approved'" if standing == "Closed" else "null, ''"
	prefix = standing[0].lower()
	request = f"concat('r', lpad(seq div {SIGNERS} + 1, 9, '0'))"
	return f"""
		insert into `tab{TURN}` (name, {STAMPS}, request, turn, reference_doctype, reference_name, subject_title,
			assignee, kind, standing, step, step_title, round, opened_at, due, due_order, initiator, closed_at, decision)
		select concat('{prefix}', lpad(seq, 9, '0')), {STAMPED}, {request}, seq mod {SIGNERS} + 1, '{deciding_rows.OURS}',
			concat('d', lpad(seq div {SIGNERS} + 1, 9, '0')), concat('推动重点项目', seq, '建设'), {_person(who)}, 'Main',
			'{standing}', 'office', '审定', 1, now(), {due}, {due}, {_person(f"1 + seq mod {PEOPLE}")}, {closed}
		from seq_{first}_to_{first + count - 1}"""


def days_from_now(days: int) -> datetime:
	"""A moment by which every clock of the real requests has run out, on a working day or not."""
	return datetime.now() + timedelta(days=days)

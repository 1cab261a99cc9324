"""The facts of the site at hand. Only read; what cannot be read is named with the server's own words."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from time import time
from typing import Any
from urllib.parse import urlsplit

import frappe
from frappe.email.doctype.email_account.email_account import EmailAccount
from frappe.utils import add_to_date, get_site_path, getdate, now_datetime
from frappe.utils.background_jobs import generate_qname, get_queue_list
from frappe.utils.scheduler import is_scheduler_inactive
from redis.exceptions import RedisError
from rq import Worker as QueueWorker

from qingdan_app import primary
from qingdan_app.role_holders import holders_of
from qingdan_app.topology import servers_asked
from qingdan_app.topology.rules.running_facts import Facts, Worker
from qingdan_app.working_time import site_calendar

SWEEP = "qingdan_app.messaging.jobs.sweep_messages"
APP = "qingdan_app."
JOB = "Scheduled Job Type"
DAYS_AHEAD = 60
CONFIGURED = ("maintenance_mode", "read_from_replica")
LONGEST_REASON = 200
OTHER_ENGINES = """select table_name from information_schema.tables
	where table_schema = database() and table_type = 'BASE TABLE' and engine <> 'InnoDB' order by table_name"""
SEQUENCES = """select table_name from information_schema.tables
	where table_schema = database() and table_type = 'SEQUENCE' order by table_name"""
TWICE = """select scheduled_job_type from `tabScheduled Job Log` where creation > %s
	group by scheduled_job_type, date_format(creation, '%%Y-%%m-%%d %%H:%%i') having count(*) > 1"""


def facts(backups_elsewhere: bool = False) -> Facts:
	"""What is known of the site now, read where it is written. `backups_elsewhere`: nobody looks for backups in its folder."""
	with primary.used():
		return _facts(backups_elsewhere)


def _facts(backups_elsewhere: bool) -> Facts:
	unread: dict[str, str] = {}

	def read(what: str, ask: Callable[[], Any]) -> Any:
		"""What `ask` answers; None where the server does not say it."""
		try:
			return ask()
		except (*_database_errors(), RedisError, OSError, ValueError) as failure:
			unread.setdefault(what, str(failure)[:LONGEST_REASON])
			return None

	return Facts(
		variables=read("variables", servers_asked.variables),
		servers=read("servers", servers_asked.behind_the_address),
		plain_sequences=read("sequences", _plain_sequences),
		other_engines=read("tables", lambda: _names(OTHER_ENGINES)),
		config={name: frappe.conf.get(name) for name in CONFIGURED},
		queue=read("queue_itself", lambda: servers_asked.queue().info()),
		one_redis=_place(frappe.conf.redis_queue) == _place(frappe.conf.redis_cache),
		queues=tuple(get_queue_list()),
		workers=read("workers", workers),
		scheduler_is_off=read("schedule", lambda: bool(is_scheduler_inactive(verbose=False))),
		minutes_since_sweep=read("schedule", minutes_since_sweep),
		stopped_jobs=read("schedule", _stopped_jobs),
		started_twice=read("schedule", _started_twice),
		sends_mail=read("mail", _sends_mail),
		clocks=read("clocks", servers_asked.clocks),
		offsets=read("offsets", _offsets),
		year=getdate().year,
		unknown_years=read("years", _unknown_years),
		system_managers=read("people", lambda: len(holders_of("System Manager", at_desk=True))),
		backup_hours=None if backups_elsewhere else read("backups", backup_hours),
		unread=unread,
	)


def _database_errors() -> tuple[type[Exception], ...]:
	return frappe.db.ProgrammingError, frappe.db.OperationalError, frappe.db.InternalError


def _names(query: str) -> tuple[str, ...]:
	return tuple(frappe.db.sql(query, pluck=True))


def _plain_sequences() -> tuple[str, ...]:
	"""Sequences that step by a number of their own: a step of 0 stands for the cluster's."""
	return tuple(name for name in _names(SEQUENCES) if _step(name) != 0)


def _step(sequence: str) -> int:
	table = frappe.qb.Table(sequence)
	return frappe.qb.from_(table).select(table.increment).run()[0][0]


def workers() -> tuple[Worker, ...]:
	"""Workers that have given a sign of life, by the queues of this bench that they serve."""
	ours = {generate_qname(queue): queue for queue in get_queue_list()}
	found = QueueWorker.all(connection=servers_asked.queue())
	return tuple(
		Worker(
			each.hostname or "?",
			frozenset(ours[name] for name in each.queue_names() if name in ours),
			_ahead(each),
		)
		for each in found
	)


def _ahead(worker: QueueWorker) -> float:
	"""Seconds by which its last sign of life lies ahead of this machine's clock; it was given in the past."""
	said = worker.last_heartbeat
	return said.replace(tzinfo=timezone.utc).timestamp() - time() if said else 0.0


def minutes_since_sweep() -> float:
	"""Since the scheduler has last had messages and clocks looked at; infinite where it never has."""
	last = frappe.db.get_value(JOB, {"method": SWEEP}, "last_execution")
	return (now_datetime() - last).total_seconds() / 60 if last else float("inf")


def _stopped_jobs() -> tuple[str, ...]:
	return tuple(frappe.get_all(JOB, {"method": ("like", f"{APP}%"), "stopped": 1}, pluck="name"))


def _started_twice() -> tuple[str, ...]:
	found = frappe.db.sql(TWICE, (add_to_date(now_datetime(), days=-2),), pluck=True)
	return tuple(sorted(set(found)))


def _sends_mail() -> bool:
	account = EmailAccount.find_outgoing()
	return bool(account and account.email_id)


def _offsets() -> dict[str, int]:
	"""Minutes that the site, the database and this machine are ahead of UTC."""
	seconds = frappe.db.sql("select timestampdiff(second, utc_timestamp(), now())")[0][0]
	machine = datetime.now().astimezone().utcoffset() or timedelta()
	site = now_datetime() - datetime.now(timezone.utc).replace(tzinfo=None)
	return {
		"site": round(site.total_seconds() / 60),
		"database": round(seconds / 60),
		"machine": round(machine.total_seconds() / 60),
	}


def _unknown_years() -> tuple[int, ...]:
	today = getdate()
	return tuple(site_calendar.unknown_years(today, today + timedelta(days=DAYS_AHEAD)))


def backup_hours() -> float:
	"""Age of the newest backup of the database in the site's folder; infinite where there is none."""
	folder = Path(get_site_path(frappe.conf.get("backup_path") or "private/backups"))
	made = [file.stat().st_mtime for file in folder.glob("*-database*.sql.gz")]
	return (time() - max(made)) / 3600 if made else float("inf")


def _place(address: str | None) -> tuple[str | None, int | None]:
	found = urlsplit(address or "")
	return found.hostname, found.port

"""How the site is at this moment: for load balancers and monitors, which come without an account and learn nothing of anybody.

What is answered is remembered for some seconds in each process: who asks a thousand times a second has the servers asked once.
"""

import hmac
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import frappe
from frappe import _
from frappe.utils import now_datetime
from frappe.utils.background_jobs import generate_qname, get_queue_list
from redis.exceptions import RedisError
from werkzeug.wrappers import Response

from qingdan_app.topology import facts_read, servers_asked
from qingdan_app.topology.rules.health_rules import Health, answers, is_well
from qingdan_app.topology.rules.metrics_text import Figure, text_of

SECONDS = 5
"""So long an answer is remembered."""
ILL = 503
TOKEN = "qingdan_metrics_token"
HEADER = "X-Qingdan-Token"
TEXT = "text/plain; version=0.0.4; charset=utf-8"
FIRST_DUE = {
	"message": "select min(`next_attempt`) from `tabQingdan Message` where `next_attempt` is not null",
	"clock": "select min(`wake_at`) from `tabQingdan Approval Request` where `wake_at` is not null",
}
DUE = "select count(*) from `tabQingdan Message` where `next_attempt` <= %s"
LAST_SEAL = "select max(`creation`) from `tabQingdan Approval Seal`"

_remembered: dict[tuple[str, str], tuple[float, Any]] = {}


def told_to_anybody(strict: bool) -> dict:
	"""How the site is: `{well, database, cache, queue, message_behind, clock_behind}`; the answer is 503 where requests cannot be
	answered, and with `strict` where anything is not well."""
	health = _lately("health", _health)
	if not (is_well(health) if strict else answers(health)):
		frappe.local.response["http_status_code"] = ILL
	return {"well": is_well(health), **vars(health)}


def told_to_monitors(token: str) -> Response:
	"""The figures of the site as a page for Prometheus, for System Managers, and for whoever has the token of the site's configuration.

	Raises PermissionError for all others.
	"""
	_check(token)
	return Response(_lately("figures", lambda: text_of(_figures())), content_type=TEXT)


def _check(token: str) -> None:
	known = frappe.conf.get(TOKEN)
	said = frappe.get_request_header(HEADER) or token
	if known and said and hmac.compare_digest(str(known).encode(), said.encode()):
		return
	if "System Manager" not in frappe.get_roles():
		frappe.throw(_("Figures are for whoever runs the site."), frappe.PermissionError)


def _lately(what: str, look: Callable[[], Any]) -> Any:
	key, now = (frappe.local.site, what), time.monotonic()
	since, found = _remembered.get(key, (0.0, None))
	if found is None or now - since > SECONDS:
		found = look()
		_remembered[key] = (now, found)
	return found


def _health() -> Health:
	database = _answers(lambda: frappe.db.sql("select 1"))
	return Health(
		database=database and not _only_reads(),
		cache=_answers(lambda: servers_asked.cache().ping()),
		queue=_answers(lambda: servers_asked.queue().ping()),
		message_behind=_behind("message") if database else None,
		clock_behind=_behind("clock") if database else None,
	)


def _answers(ask: Callable[[], Any]) -> bool:
	try:
		ask()
	except (frappe.db.OperationalError, frappe.db.InternalError, RedisError, OSError):
		return False
	return True


def _only_reads() -> bool:
	return bool(frappe.db.sql("select @@global.read_only")[0][0])


def _behind(what: str) -> int:
	"""Seconds by which the one that has waited longest is behind its time; 0 where none is."""
	first = frappe.db.sql(FIRST_DUE[what])[0][0]
	return max(int(_seconds_since(first)), 0) if first else 0


def _seconds_since(moment: datetime) -> float:
	return (now_datetime() - moment).total_seconds()


def _figures() -> Iterator[Figure]:
	health = _health()
	yield Figure("well", "Whether nothing is away, and nothing lies.", is_well(health))
	for server in ("database", "cache", "queue"):
		yield Figure(f"{server}_up", f"Whether the {server} answers.", getattr(health, server))
	yield Figure(
		"message_behind_seconds",
		"By how much the message that has waited longest is behind.",
		health.message_behind,
	)
	yield Figure(
		"clock_behind_seconds",
		"By how much the clock that has waited longest is behind.",
		health.clock_behind,
	)
	if health.database:
		yield from _of_database()
	if health.queue:
		yield from _of_queue()


def _of_database() -> Iterator[Figure]:
	yield Figure(
		"messages_due",
		"Messages that are due and not yet delivered.",
		frappe.db.sql(DUE, (now_datetime(),))[0][0],
	)
	sealed = frappe.db.sql(LAST_SEAL)[0][0]
	yield Figure(
		"seal_age_seconds",
		"Age of the last seal of the approval log.",
		_seconds_since(sealed) if sealed else None,
	)
	yield Figure(
		"sweep_age_seconds",
		"Since the scheduler has last had messages and clocks looked at.",
		facts_read.minutes_since_sweep() * 60,
	)
	yield Figure(
		"backup_age_seconds",
		"Age of the newest backup in the site's folder.",
		facts_read.backup_hours() * 3600,
	)


def _of_queue() -> Iterator[Figure]:
	server, queues = servers_asked.queue(), get_queue_list()
	for queue in queues:
		yield Figure(
			"queue_jobs",
			"Jobs that wait.",
			server.llen(f"rq:queue:{generate_qname(queue)}"),
			{"queue": queue},
		)
	for queue in queues:
		failed = server.zcard(f"rq:failed:{generate_qname(queue)}")
		yield Figure("queue_failed_jobs", "Jobs that have failed and are kept.", failed, {"queue": queue})
	workers = facts_read.workers()
	for queue in queues:
		serving = sum(queue in worker.queues for worker in workers)
		yield Figure("queue_workers", "Workers that serve the queue.", serving, {"queue": queue})

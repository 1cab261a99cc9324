"""The servers of a site, asked shortly: whoever does not answer within a second is away."""

import time
from collections.abc import Callable

import frappe
import redis
from frappe.database import get_db
from frappe.utils import get_bench_id

SECONDS = 1
"""So long a Redis may take."""
CONNECTIONS = 4
"""So many connections are opened to see who stands behind an address."""
NAMES = (
	"auto_increment_increment",
	"hostname",
	"innodb_flush_log_at_trx_commit",
	"port",
	"read_only",
	"version",
	"wsrep_node_name",
	"wsrep_on",
	"wsrep_sync_wait",
)
STATUS = (
	"wsrep_cluster_size",
	"wsrep_cluster_status",
	"wsrep_local_bf_aborts",
	"wsrep_local_cert_failures",
	"wsrep_ready",
)
WHO = ("hostname", "port", "wsrep_node_name")


def variables() -> dict[str, str]:
	"""Variables and status of the database server, by names in small letters."""
	said = [
		*frappe.db.sql("show variables where variable_name in %s", (NAMES,)),
		*frappe.db.sql("show global status where variable_name in %s", (STATUS,)),
	]
	return {name.lower(): str(value) for name, value in said}


def behind_the_address() -> tuple[str, ...]:
	"""Who answers at the address of the database, asked over several new connections."""
	return tuple(_who() for _each in range(CONNECTIONS))


def _who() -> str:
	connection = get_db()
	try:
		said = dict(connection.sql("show variables where variable_name in %s", (WHO,)))
	finally:
		connection.close()
	return said.get("wsrep_node_name") or f"{said.get('hostname')}:{said.get('port')}"


def queue() -> redis.Redis:
	"""A connection to the queue's Redis that waits for nobody longer than SECONDS."""
	return _redis(frappe.conf.redis_queue, **_queue_user())


def cache() -> redis.Redis:
	"""The same to the cache's."""
	return _redis(frappe.conf.redis_cache)


def _redis(address: str, **user: str) -> redis.Redis:
	return redis.from_url(address, socket_connect_timeout=SECONDS, socket_timeout=SECONDS, **user)


def _queue_user() -> dict[str, str]:
	if not frappe.conf.get("use_rq_auth"):
		return {}
	name = frappe.conf.get("rq_username") or get_bench_id()
	return {"username": name, "password": frappe.conf.get("rq_password")}


def clocks() -> dict[str, float]:
	"""By how many seconds the clocks of database, queue and cache are ahead of this machine's."""
	return {
		"database": _ahead(lambda: float(frappe.db.sql("select unix_timestamp(now(6))")[0][0])),
		"queue": _ahead(lambda: _redis_time(queue())),
		"cache": _ahead(lambda: _redis_time(cache())),
	}


def _ahead(ask: Callable[[], float]) -> float:
	"""What somebody's clock says beyond the middle of the time that asking took."""
	before = time.time()
	said = ask()
	return said - (before + time.time()) / 2


def _redis_time(server: redis.Redis) -> float:
	seconds, microseconds = server.time()
	return seconds + microseconds / 1_000_000

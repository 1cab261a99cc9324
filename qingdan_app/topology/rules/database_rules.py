"""What must hold of the database, on one server and on several."""

from collections.abc import Iterator, Mapping

from qingdan_app.topology.rules.findings import Finding, broken, shortened, watch
from qingdan_app.topology.rules.running_facts import Facts

READS_WAIT = 1
"""The bit of `wsrep_sync_wait` by which a reading waits until everything acknowledged elsewhere has arrived."""
OURS = "tabQingdan"


def of_servers(facts: Facts) -> Iterator[Finding]:
	"""Several servers behind one address: what is written on one is read on another, and two may refuse each other."""
	names = _names(facts)
	if len(names) < 2:
		return
	yield watch("several_servers", len(names), shortened(names))
	if not is_cluster(facts):
		yield broken("servers_without_cluster", shortened(names))
	elif not _number(facts.variables, "wsrep_sync_wait") & READS_WAIT:
		yield broken("reads_do_not_wait")


def of_cluster(facts: Facts) -> Iterator[Finding]:
	"""Whether the cluster can take writes, and whether another server can take over."""
	if not is_cluster(facts):
		return
	said = facts.variables or {}
	status, size = said.get("wsrep_cluster_status", ""), _number(said, "wsrep_cluster_size")
	if said.get("wsrep_ready", "ON") != "ON" or status not in ("", "Primary"):
		yield broken("cluster_takes_no_writes", status or "?")
	if size and size % 2 == 0:
		yield watch("even_cluster", size)
	if size == 1:
		yield watch("lonely_cluster")
	refused = _number(said, "wsrep_local_cert_failures") + _number(said, "wsrep_local_bf_aborts")
	if refused:
		yield watch("refused_by_cluster", refused)


def of_sequences(facts: Facts) -> Iterator[Finding]:
	"""Numbers that two servers of a cluster would give twice."""
	if not is_cluster(facts):
		return
	grave = broken if len(_names(facts)) > 1 else watch
	if facts.plain_sequences:
		yield grave("plain_sequences", len(facts.plain_sequences), shortened(facts.plain_sequences))
	said = facts.variables or {}
	size, step = _number(said, "wsrep_cluster_size"), _number(said, "auto_increment_increment")
	if size > 1 and step < size:
		yield grave("auto_increment_steps", step, size)


def of_engines(facts: Facts) -> Iterator[Finding]:
	"""Tables that no transaction holds together, and that no cluster copies."""
	names = facts.other_engines or ()
	if any(name.startswith(OURS) for name in names):
		yield broken("own_tables_unsafe", ", ".join(names))
	elif names:
		yield watch("tables_not_copied" if is_cluster(facts) else "tables_unsafe", ", ".join(names))


def of_replica(facts: Facts) -> Iterator[Finding]:
	"""Reading from a copy that may lag."""
	if facts.config.get("read_from_replica"):
		yield broken("reads_from_replica")


def of_durability(facts: Facts) -> Iterator[Finding]:
	"""Whether what was acknowledged is on the disk, and whether the server takes writes at all."""
	said = facts.variables
	if said is None:
		return
	if said.get("read_only", "OFF") not in ("OFF", "0"):
		yield broken("database_only_reads")
	if not is_cluster(facts) and said.get("innodb_flush_log_at_trx_commit", "1") != "1":
		yield broken("last_second_is_lost", said["innodb_flush_log_at_trx_commit"])


def is_cluster(facts: Facts) -> bool:
	"""Whether the database is a server of a Galera cluster."""
	return (facts.variables or {}).get("wsrep_on") == "ON"


def _names(facts: Facts) -> tuple[str, ...]:
	return tuple(sorted(set(facts.servers or ())))


def _number(said: Mapping[str, str] | None, name: str) -> int:
	value = (said or {}).get(name, "")
	return int(value) if value.isdigit() else 0

"""What must hold of the queue, of its workers and of the scheduler."""

from collections.abc import Iterator

from qingdan_app.topology.rules.findings import Finding, broken, shortened, unread, watch
from qingdan_app.topology.rules.running_facts import Facts

LONGEST_SWEEP = 15
"""Minutes: the scheduler starts the sweep every four."""


def of_queue(facts: Facts) -> Iterator[Finding]:
	"""Whether the queue keeps what it was given."""
	said = facts.queue
	if said is None:
		return
	if not int(said.get("aof_enabled") or 0):
		yield broken("queue_forgets")
	policy = said.get("maxmemory_policy") or "noeviction"
	if policy != "noeviction" and int(said.get("maxmemory") or 0):
		yield broken("queue_evicts", policy)
	if facts.one_redis:
		yield watch("one_redis")


def of_workers(facts: Facts) -> Iterator[Finding]:
	"""Whether somebody works on every queue."""
	if facts.workers is None:
		return
	served = {queue for worker in facts.workers for queue in worker.queues}
	for queue in facts.queues:
		if queue not in served:
			yield broken("no_worker", queue)


def of_scheduler(facts: Facts) -> Iterator[Finding]:
	"""Whether the clocks of the app are looked at."""
	if facts.scheduler_is_off:
		yield broken("scheduler_is_off")
	elif facts.minutes_since_sweep is not None and facts.minutes_since_sweep > LONGEST_SWEEP:
		yield broken("scheduler_is_late", _minutes(facts.minutes_since_sweep))
	if facts.stopped_jobs:
		yield broken("jobs_are_stopped", shortened(facts.stopped_jobs))


def of_several_machines(facts: Facts) -> Iterator[Finding]:
	"""Two schedulers, as far as they leave traces; what leaves none is said."""
	if facts.started_twice:
		yield watch("two_schedulers", shortened(facts.started_twice))
	hosts = sorted({worker.host for worker in facts.workers or ()})
	if len(hosts) > 1:
		if not facts.started_twice:
			yield unread("schedulers_unseen", shortened(tuple(hosts)))
		yield unread("files_unseen", shortened(tuple(hosts)))


def _minutes(minutes: float) -> int | str:
	return "∞" if minutes == float("inf") else round(minutes)

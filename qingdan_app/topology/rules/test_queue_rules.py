"""The rules of queue, workers and scheduler over facts made by hand."""

from qingdan_app.topology.rules import queue_rules
from qingdan_app.topology.rules.findings import Level
from qingdan_app.topology.rules.running_facts import Facts, Worker
from qingdan_app.topology.rules.test_database_rules import codes

BOTH = ("short", "long")
KEEPS = {"aof_enabled": 1, "maxmemory": 0, "maxmemory_policy": "noeviction"}


def worker(host: str = "a", *queues: str) -> Worker:
	return Worker(host, frozenset(queues or BOTH))


def test_a_queue_that_keeps_what_it_was_given_has_nothing_to_say():
	assert codes(queue_rules.of_queue, queue=KEEPS) == codes(queue_rules.of_queue) == {}


def test_a_queue_without_a_log_forgets():
	assert codes(queue_rules.of_queue, queue={**KEEPS, "aof_enabled": 0}) == {"queue_forgets": Level.BROKEN}


def test_a_queue_that_throws_jobs_away_breaks_a_promise_where_it_has_a_limit():
	evicts = {**KEEPS, "maxmemory_policy": "allkeys-lru"}
	assert codes(queue_rules.of_queue, queue=evicts) == {}
	assert codes(queue_rules.of_queue, queue={**evicts, "maxmemory": 1}) == {"queue_evicts": Level.BROKEN}


def test_queue_and_cache_in_one_server_are_worth_knowing():
	assert codes(queue_rules.of_queue, queue=KEEPS, one_redis=True) == {"one_redis": Level.WATCH}


def test_every_queue_that_nobody_serves_is_named():
	found = [*queue_rules.of_workers(Facts(queues=BOTH, workers=(worker("a", "short"),)))]
	assert [(finding.code, finding.values) for finding in found] == [("no_worker", ("long",))]
	assert len([*queue_rules.of_workers(Facts(queues=BOTH, workers=()))]) == 2


def test_workers_that_could_not_be_read_are_not_taken_for_none():
	assert codes(queue_rules.of_workers, queues=BOTH, workers=None) == {}


def test_a_scheduler_that_is_off_or_late_breaks_a_promise():
	rule = queue_rules.of_scheduler
	assert codes(rule, scheduler_is_off=False, minutes_since_sweep=15.0) == {}
	assert codes(rule, scheduler_is_off=False, minutes_since_sweep=15.5) == {
		"scheduler_is_late": Level.BROKEN
	}
	assert codes(rule, scheduler_is_off=True, minutes_since_sweep=99.0) == {"scheduler_is_off": Level.BROKEN}


def test_a_sweep_that_was_never_run_is_said_without_a_number_that_is_none():
	(finding,) = queue_rules.of_scheduler(Facts(minutes_since_sweep=float("inf")))
	assert finding.values == ("∞",)


def test_a_job_that_somebody_has_stopped_breaks_a_promise():
	assert codes(queue_rules.of_scheduler, stopped_jobs=("jobs.seal",)) == {"jobs_are_stopped": Level.BROKEN}


def test_on_one_machine_nothing_is_said_of_a_second_scheduler():
	assert codes(queue_rules.of_several_machines, workers=(worker("a"), worker("a"))) == {}


def test_on_two_machines_it_is_said_that_schedulers_and_files_cannot_be_seen():
	found = codes(queue_rules.of_several_machines, workers=(worker("a"), worker("b")))
	assert found == {"schedulers_unseen": Level.UNREAD, "files_unseen": Level.UNREAD}


def test_jobs_that_were_started_twice_tell_of_two_schedulers():
	found = codes(
		queue_rules.of_several_machines, workers=(worker("a"), worker("b")), started_twice=("jobs.seal",)
	)
	assert found == {"two_schedulers": Level.WATCH, "files_unseen": Level.UNREAD}

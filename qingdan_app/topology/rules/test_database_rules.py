"""The rules of the database over facts made by hand."""

import pytest

from qingdan_app.topology.rules import database_rules
from qingdan_app.topology.rules.findings import Level
from qingdan_app.topology.rules.running_facts import Facts

GALERA = {"wsrep_on": "ON", "wsrep_ready": "ON", "wsrep_cluster_status": "Primary", "wsrep_cluster_size": "3"}
ALONE = {"wsrep_on": "OFF", "read_only": "OFF", "innodb_flush_log_at_trx_commit": "1"}


def codes(rule, **known) -> dict[str, Level]:
	return {finding.code: finding.level for finding in rule(Facts(**known))}


def test_one_server_that_is_asked_four_times_is_one():
	assert codes(database_rules.of_servers, variables=ALONE, servers=("a:3306",) * 4) == {}


def test_a_cluster_behind_one_address_whose_readings_wait_is_worth_knowing_and_breaks_nothing():
	waits = {**GALERA, "wsrep_sync_wait": "7"}
	found = codes(database_rules.of_servers, variables=waits, servers=("n1", "n2", "n1", "n2"))
	assert found == {"several_servers": Level.WATCH}


@pytest.mark.parametrize("waits", ["0", "2", "6", ""])
def test_a_cluster_behind_one_address_whose_readings_do_not_wait_breaks_a_promise(waits):
	said = {**GALERA, "wsrep_sync_wait": waits}
	found = codes(database_rules.of_servers, variables=said, servers=("n1", "n2"))
	assert found.get("reads_do_not_wait") is Level.BROKEN


def test_servers_that_are_no_cluster_have_different_rows():
	found = codes(database_rules.of_servers, variables=ALONE, servers=("a:3306", "b:3306"))
	assert found.get("servers_without_cluster") is Level.BROKEN


def test_a_cluster_of_three_that_is_ready_has_nothing_to_say():
	assert codes(database_rules.of_cluster, variables=GALERA) == {}


@pytest.mark.parametrize("said", [{"wsrep_ready": "OFF"}, {"wsrep_cluster_status": "non-Primary"}])
def test_a_server_that_was_cut_off_takes_no_writes(said):
	found = codes(database_rules.of_cluster, variables={**GALERA, **said})
	assert found == {"cluster_takes_no_writes": Level.BROKEN}


def test_two_servers_have_no_majority_and_one_has_nobody_to_take_over():
	assert set(codes(database_rules.of_cluster, variables={**GALERA, "wsrep_cluster_size": "2"})) == {
		"even_cluster"
	}
	assert set(codes(database_rules.of_cluster, variables={**GALERA, "wsrep_cluster_size": "1"})) == {
		"lonely_cluster"
	}


def test_transactions_that_the_cluster_has_refused_are_counted_of_both_kinds():
	said = {**GALERA, "wsrep_local_cert_failures": "2", "wsrep_local_bf_aborts": "5"}
	found = [*database_rules.of_cluster(Facts(variables=said))]
	assert [(finding.code, finding.values) for finding in found] == [("refused_by_cluster", (7,))]


def test_sequences_matter_on_a_cluster_alone_and_break_a_promise_where_two_servers_write():
	rule, names = database_rules.of_sequences, ("a_id_seq", "b_id_seq")
	one = {**GALERA, "auto_increment_increment": "3"}
	assert codes(rule, variables=ALONE, plain_sequences=names) == {}
	assert codes(rule, variables=one, plain_sequences=names) == {"plain_sequences": Level.WATCH}
	both = codes(rule, variables=one, plain_sequences=names, servers=("n1", "n2"))
	assert both == {"plain_sequences": Level.BROKEN}


def test_numbers_that_step_by_less_than_there_are_servers_meet():
	rule = database_rules.of_sequences
	assert set(codes(rule, variables={**GALERA, "auto_increment_increment": "1"})) == {"auto_increment_steps"}
	assert codes(rule, variables={**GALERA, "auto_increment_increment": "3"}) == {}


def test_tables_of_another_engine_are_worth_knowing_and_the_apps_own_break_a_promise():
	rule = database_rules.of_engines
	assert codes(rule, variables=ALONE, other_engines=()) == {}
	assert codes(rule, variables=ALONE, other_engines=("tabError Log",)) == {"tables_unsafe": Level.WATCH}
	assert codes(rule, variables=GALERA, other_engines=("tabError Log",)) == {
		"tables_not_copied": Level.WATCH
	}
	ours = codes(rule, variables=ALONE, other_engines=("tabError Log", "tabQingdan Task"))
	assert ours == {"own_tables_unsafe": Level.BROKEN}


def test_reading_from_a_replica_breaks_a_promise():
	rule = database_rules.of_replica
	assert codes(rule, config={"read_from_replica": 1}) == {"reads_from_replica": Level.BROKEN}
	assert codes(rule, config={"read_from_replica": 0}) == codes(rule) == {}


def test_what_was_acknowledged_is_on_the_disk_or_on_the_other_servers_of_a_cluster():
	rule = database_rules.of_durability
	late = {"innodb_flush_log_at_trx_commit": "2"}
	assert codes(rule, variables=ALONE) == codes(rule, variables={**GALERA, **late}) == codes(rule) == {}
	assert codes(rule, variables={**ALONE, **late}) == {"last_second_is_lost": Level.BROKEN}


@pytest.mark.parametrize("said", ["ON", "1"])
def test_a_server_that_only_reads_breaks_every_promise(said):
	assert codes(database_rules.of_durability, variables={**ALONE, "read_only": said}) == {
		"database_only_reads": Level.BROKEN
	}

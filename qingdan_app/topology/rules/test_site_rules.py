"""The rules of clocks, calendar, people and backups over facts made by hand."""

import pytest

from qingdan_app.topology.rules import site_rules
from qingdan_app.topology.rules.findings import Level
from qingdan_app.topology.rules.running_facts import Facts, Worker
from qingdan_app.topology.rules.test_database_rules import codes


@pytest.mark.parametrize(("ahead", "differs"), [(2.0, False), (2.1, True), (-2.1, True), (0.0, False)])
def test_a_clock_differs_that_is_more_than_two_seconds_ahead_or_behind(ahead, differs):
	assert bool(codes(site_rules.of_clocks, clocks={"database": ahead})) is differs


def test_a_worker_that_gives_signs_of_life_from_the_future_has_another_clock():
	here, there = Worker("a", frozenset()), Worker("b", frozenset(), ahead=40.26)
	found = [*site_rules.of_clocks(Facts(workers=(here, there)))]
	assert [finding.values for finding in found] == [("b", 40.3)]


def test_a_worker_that_has_said_nothing_for_a_minute_may_have_the_same_clock():
	assert codes(site_rules.of_clocks, workers=(Worker("b", frozenset(), ahead=-60.0),)) == {}


def test_a_database_or_machine_of_another_time_zone_is_worth_knowing():
	rule = site_rules.of_time_zone
	assert codes(rule, offsets={"site": 480, "database": 480, "machine": 480}) == codes(rule) == {}
	(finding,) = rule(Facts(offsets={"site": 480, "database": 0, "machine": 480}))
	assert (finding.level, finding.values) == (Level.WATCH, ("database", 0.0, 8.0))


def test_a_year_to_come_that_nobody_knows_is_worth_knowing_and_this_one_breaks_a_promise():
	found = {
		finding.values[0]: finding.level
		for finding in site_rules.of_calendar(Facts(year=2026, unknown_years=(2026, 2027)))
	}
	assert found == {2026: Level.BROKEN, 2027: Level.WATCH}


def test_a_site_without_mail_is_worth_knowing_and_one_of_which_that_is_not_known_is_not_called_so():
	assert codes(site_rules.of_mail, sends_mail=False) == {"no_mail_account": Level.WATCH}
	assert codes(site_rules.of_mail, sends_mail=None) == codes(site_rules.of_mail, sends_mail=True) == {}


def test_a_site_that_nobody_may_look_after_breaks_a_promise():
	assert codes(site_rules.of_people, system_managers=0) == {"no_system_manager": Level.BROKEN}
	assert codes(site_rules.of_people, system_managers=1) == codes(site_rules.of_people) == {}


@pytest.mark.parametrize(
	("hours", "code"),
	[(23.9, None), (24.0, None), (24.1, "old_backup"), (float("inf"), "no_backup"), (None, None)],
)
def test_a_backup_older_than_a_day_breaks_a_promise(hours, code):
	assert codes(site_rules.of_backups, backup_hours=hours) == ({code: Level.BROKEN} if code else {})


def test_maintenance_is_worth_knowing():
	assert codes(site_rules.of_maintenance, config={"maintenance_mode": 1}) == {"maintenance": Level.WATCH}


def test_what_could_not_be_read_is_said_with_the_reason():
	found = [*site_rules.of_unread(Facts(unread={"variables": "access denied"}))]
	assert [(finding.level, finding.values) for finding in found] == [
		(Level.UNREAD, ("variables", "access denied"))
	]

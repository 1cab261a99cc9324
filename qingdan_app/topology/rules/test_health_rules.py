"""When a site is well."""

from dataclasses import replace

import pytest

from qingdan_app.topology.rules.health_rules import LATEST, Health, answers, is_well

WELL = Health(database=True, cache=True, queue=True, message_behind=0, clock_behind=0)


def test_a_site_of_which_everything_answers_and_nothing_lies_is_well():
	assert answers(WELL)
	assert is_well(WELL)


@pytest.mark.parametrize("away", ["database", "cache"])
def test_without_database_or_cache_no_request_is_answered(away):
	assert not answers(replace(WELL, **{away: False}))
	assert not is_well(replace(WELL, **{away: False}))


def test_without_the_queue_requests_are_answered_and_whoever_watches_is_told():
	assert answers(replace(WELL, queue=False))
	assert not is_well(replace(WELL, queue=False))


@pytest.mark.parametrize("what", ["message_behind", "clock_behind"])
@pytest.mark.parametrize(("seconds", "well"), [(LATEST, True), (LATEST + 1, False), (None, False)])
def test_what_lies_for_half_an_hour_or_could_not_be_looked_at_is_told(what, seconds, well):
	lies = replace(WELL, **{what: seconds})
	assert is_well(lies) is well
	assert answers(lies)

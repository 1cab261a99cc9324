"""Trying again: later each time, and not for ever."""

from datetime import datetime, timedelta

from qingdan_app.messaging.rules.backoff import DELAYS, LEASE, exhausted, next_attempt

NOW = datetime(2021, 3, 1, 9, 0)


def test_the_first_failure_is_tried_again_within_minutes():
	assert next_attempt(1, NOW) == NOW + timedelta(minutes=1)


def test_every_further_attempt_comes_later_than_the_one_before():
	waits = [next_attempt(attempts, NOW) - NOW for attempts in range(1, len(DELAYS) + 1)]

	assert waits == sorted(waits) and len(set(waits)) == len(waits)


def test_a_server_that_is_away_from_friday_noon_to_saturday_night_loses_nothing():
	assert sum(DELAYS, timedelta()) > timedelta(hours=36)


def test_it_is_given_up_after_the_last_attempt_and_never_before():
	last = len(DELAYS)

	assert next_attempt(last, NOW) is not None
	assert next_attempt(last + 1, NOW) is None


def test_what_was_taken_up_once_more_than_it_may_fail_is_not_taken_up_again():
	last = len(DELAYS) + 1

	assert not exhausted(last)
	assert exhausted(last + 1)


def test_a_lease_is_longer_than_a_worker_takes_for_a_message_and_shorter_than_an_office_day():
	assert timedelta(minutes=5) <= LEASE <= timedelta(hours=1)

from datetime import datetime, timedelta

from qingdan_app.handing_out.rules.time_to_acknowledge import Clock, Stage, clock_from, stage_of

BEGUN = datetime(2026, 3, 2, 9)
LATER = BEGUN + timedelta(hours=1)


def by_the_clock(start: datetime, minutes: int) -> datetime:
	return start + timedelta(minutes=minutes)


def test_the_unit_is_reminded_when_a_quarter_of_its_time_is_left():
	expected = Clock(BEGUN, BEGUN + timedelta(hours=6), BEGUN + timedelta(hours=8))
	assert clock_from(BEGUN, 8, by_the_clock) == expected


def test_without_hours_there_is_no_clock():
	assert clock_from(BEGUN, 0, by_the_clock) is None


def test_it_rings_for_the_reminder_and_then_at_its_end():
	clock = clock_from(BEGUN, 4, by_the_clock)
	assert (clock.next_ring(False), clock.next_ring(True)) == (clock.remind, clock.due)


def test_before_the_end_a_ring_reminds_and_at_the_end_the_time_is_over():
	assert (stage_of(BEGUN, LATER), stage_of(LATER, LATER)) == (Stage.SOON, Stage.LATE)

"""How the time of a turn stands, to the minute."""

from datetime import timedelta

import pytest

from qingdan_app.workflows.engine.flow.due import SOON, Time, time_of
from qingdan_app.workflows.engine.tests.factories import NOW

MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
	("left", "time"),
	[(-MINUTE, Time.LATE), (0 * MINUTE, Time.SOON), (SOON - MINUTE, Time.SOON), (SOON, Time.LATER)],
)
def test_a_turn_is_marked_before_it_is_due_and_after(left, time):
	assert time_of(NOW + left, None, NOW) is time


def test_a_turn_that_was_stamped_stays_late_whatever_its_clock_says_now():
	assert time_of(NOW + SOON * 3, NOW - MINUTE, NOW) is Time.LATE


def test_a_turn_without_a_clock_is_never_marked():
	assert time_of(None, None, NOW) is None

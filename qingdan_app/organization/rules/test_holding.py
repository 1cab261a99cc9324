"""A duty is held from its first day to its last, both included."""

from datetime import date

import pytest

from qingdan_app.organization.rules.holding import Holding, holding, overlap

TODAY, BEFORE, AFTER = date(2021, 6, 30), date(2021, 6, 29), date(2021, 7, 1)


@pytest.mark.parametrize(
	("begins", "ends", "expected"),
	[
		(None, None, Holding.HELD),
		(TODAY, TODAY, Holding.HELD),
		(BEFORE, AFTER, Holding.HELD),
		(None, BEFORE, Holding.ENDED),
		(AFTER, None, Holding.NOT_YET),
	],
)
def test_a_duty_is_held_on_both_its_days_and_between_them(begins, ends, expected):
	assert holding(begins, ends, TODAY) is expected


@pytest.mark.parametrize(
	("one", "other", "same_day"),
	[
		((None, None), (None, None), True),
		((None, BEFORE), (TODAY, None), False),
		((TODAY, None), (None, BEFORE), False),
		((None, TODAY), (TODAY, None), True),
		((TODAY, None), (None, TODAY), True),
		((BEFORE, AFTER), (TODAY, TODAY), True),
	],
)
def test_whoever_returns_to_a_former_post_holds_it_twice_but_never_on_one_day(one, other, same_day):
	assert overlap(one, other) is same_day

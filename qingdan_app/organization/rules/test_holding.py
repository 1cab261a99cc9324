"""A duty is held from its first day to its last, both included."""

from datetime import date

import pytest

from qingdan_app.organization.rules.holding import Holding, holding

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

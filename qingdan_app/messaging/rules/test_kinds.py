"""What may be muted."""

import pytest

from qingdan_app.messaging.rules.kinds import may_be_muted


@pytest.mark.parametrize(
	"kind", ["Turn", "Returned", "Reminder", "Late", "Urge", "For Information", "word of another app"]
)
def test_people_may_mute_what_concerns_them(kind):
	assert may_be_muted(kind)


@pytest.mark.parametrize("kind", ["Blocked", "Seal"])
def test_what_nobody_else_would_notice_is_always_told(kind):
	assert not may_be_muted(kind)

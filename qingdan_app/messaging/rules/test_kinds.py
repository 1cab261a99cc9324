"""What may be muted, and what is told to readers of the document only."""

import pytest

from qingdan_app.messaging.rules.kinds import may_be_muted, needs_sight


@pytest.mark.parametrize(
	"kind", ["Turn", "Returned", "Reminder", "Late", "Urge", "For Information", "word of another app"]
)
def test_people_may_mute_what_concerns_them(kind):
	assert may_be_muted(kind)


@pytest.mark.parametrize("kind", ["Blocked", "Seal"])
def test_what_nobody_else_would_notice_is_always_told(kind):
	assert not may_be_muted(kind)


@pytest.mark.parametrize("kind", ["Turn", "Returned", "Reminder", "Late", "Urge", "word of another app"])
def test_what_speaks_of_a_document_is_told_to_its_readers(kind):
	assert needs_sight(kind)


@pytest.mark.parametrize("kind", ["For Information", "Blocked", "Seal"])
def test_whom_somebody_named_is_told_whatever_they_read(kind):
	assert not needs_sight(kind)

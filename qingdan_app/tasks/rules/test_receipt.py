from datetime import datetime, timedelta

from qingdan_app.tasks.rules.receipt import is_overdue

DUE = datetime(2026, 3, 2, 17, 30)
AFTER = DUE + timedelta(seconds=1)


def test_the_last_moment_is_in_time():
	assert not is_overdue(DUE, False, DUE)
	assert is_overdue(DUE, False, AFTER)


def test_what_is_acknowledged_or_has_no_limit_is_never_overdue():
	assert not is_overdue(DUE, True, AFTER)
	assert not is_overdue(None, False, AFTER)

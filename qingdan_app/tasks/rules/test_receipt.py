from datetime import datetime, timedelta

from qingdan_app.tasks.rules.receipt import Receipt, WhyNot, is_overdue, why_not_refuse

DUE = datetime(2026, 3, 2, 17, 30)
AFTER = DUE + timedelta(seconds=1)


def test_the_last_moment_is_in_time():
	assert not is_overdue(DUE, False, DUE)
	assert is_overdue(DUE, False, AFTER)


def test_what_is_acknowledged_or_has_no_limit_is_never_overdue():
	assert not is_overdue(DUE, True, AFTER)
	assert not is_overdue(None, False, AFTER)


def test_a_unit_refuses_within_its_clock_and_never_after_it():
	assert why_not_refuse(Receipt(True, DUE), DUE) is None
	assert why_not_refuse(Receipt(True, DUE), AFTER) is WhyNot.TOO_LATE
	assert why_not_refuse(Receipt(True), AFTER) is None


def test_what_was_acknowledged_started_or_not_handed_out_is_not_refused():
	assert why_not_refuse(Receipt(False, DUE), DUE) is WhyNot.NOT_WAITING


def test_a_unit_refuses_once_and_not_what_supervision_has_insisted_on():
	assert why_not_refuse(Receipt(True, DUE, refused=True), DUE) is WhyNot.OPEN
	assert why_not_refuse(Receipt(True, DUE, insisted=True), DUE) is WhyNot.INSISTED

"""What is owed, as it is kept: until when it holds, and that it is carried on as it would be computed anew."""

from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from qingdan_app.tasks.rules.course import Rest
from qingdan_app.tasks.rules.obligation import AHEAD, Counted, Holiday, InForce, ReportingRule, asked
from qingdan_app.tasks.rules.owing import (
	MOST,
	NOT_REPORTED,
	REPORTED,
	Owing,
	carried_on,
	known_of,
	owing,
)
from qingdan_app.tasks.rules.period import Cycle, period_named
from qingdan_app.tests.budget import BUDGET

LONG_AGO = date(2019, 1, 1)
START = date(2021, 1, 20)
MONTHLY = [InForce(LONG_AGO, ReportingRule())]


def works(day: date) -> bool:
	return day.weekday() < 5


def asked_from(rules, start: date, today: date, coming: bool = False) -> list:
	"""What comes after the present period is asked for once, or as long as rules look ahead."""
	return list(asked(rules, start, today + timedelta(days=AHEAD), works, 3, date.max if coming else today))


def of(rules, filed, today: date, start: date = START, rests=()) -> Owing:
	return owing(asked_from(rules, start, today), filed, rests, start, today)


def carried(rules, before: Owing, today: date) -> Owing | None:
	known = known_of(before.reports_owed)
	start = min([known.since, *(period_named(name).begins for name in known.owed)])
	return carried_on(asked_from(rules, start, today), before.this_period, known, today)


def of_today(found: Owing) -> Owing:
	"""What is owed, whenever somebody last acted."""
	return found._replace(reports_owed="")


def test_what_is_missed_and_what_is_due_next():
	found = of(MONTHLY, {"2021-02"}, date(2021, 4, 2))
	assert found == Owing(
		NOT_REPORTED, date(2021, 1, 31), "2021-01", 2, "2021-04-01 2021-01 2021-03 2021-04", date(2021, 5, 1)
	)


def test_who_has_reported_owes_the_next_period():
	found = of(MONTHLY, {"2021-01", "2021-02", "2021-03", "2021-04"}, date(2021, 4, 30))
	assert found == Owing(REPORTED, date(2021, 5, 31), "2021-05", 0, "2021-04-01", date(2021, 5, 1))


def test_it_changes_on_the_day_after_it_was_due():
	rules = [InForce(LONG_AGO, ReportingRule(day=10, closes_after=5))]
	before = of(rules, {"2021-01"}, date(2021, 2, 10))
	assert (before.reports_missing, before.wake) == (0, date(2021, 2, 11))
	missed = carried(rules, before, date(2021, 2, 11))
	assert (missed.reports_missing, missed.wake) == (1, date(2021, 2, 16))
	closed = carried(rules, missed, date(2021, 2, 16))
	assert (closed.this_period, closed.reports_missing, closed.report_period) == (NOT_REPORTED, 0, "2021-03")
	assert closed.wake == date(2021, 3, 1)
	assert carried(rules, closed, date(2021, 2, 20)) == closed
	since_then = of(rules, {"2021-01"}, date(2021, 2, 16))
	assert of_today(carried(rules, since_then, date(2021, 2, 20))) == of_today(closed)


def test_what_has_begun_since_is_owed_however_long_nobody_looked():
	before = of(MONTHLY, {"2021-01"}, date(2021, 1, 25))
	found = carried(MONTHLY, before, date(2021, 4, 2))
	assert of_today(found) == of_today(of(MONTHLY, {"2021-01"}, date(2021, 4, 2)))
	assert (found.reports_missing, found.this_period) == (2, NOT_REPORTED)
	assert found.reports_owed == before.reports_owed == "2021-01-20"


def test_what_ended_before_the_work_began_is_never_owed_though_a_longer_period_began_before_it():
	rules = [*MONTHLY, InForce(date(2021, 5, 1), ReportingRule(Cycle.YEAR))]
	start = date(2021, 6, 10)
	before = of(rules, set(), start, start)
	assert before.reports_owed == "2021-06-10 2021"
	assert of_today(carried(rules, before, date(2021, 8, 1))) == of_today(
		of(rules, set(), date(2021, 8, 1), start)
	)


def test_what_is_kept_otherwise_says_nothing():
	assert (known_of(""), known_of("2021-02 2021-03")) == (None, None)


def test_it_changes_on_the_day_after_the_last_period():
	rules = [*MONTHLY, InForce(date(2021, 5, 1), ReportingRule(cycle=None))]
	found = of(rules, {"2021-01", "2021-02", "2021-03", "2021-04"}, date(2021, 4, 2))
	assert (found.this_period, found.report_due, found.wake) == (REPORTED, None, date(2021, 5, 1))


def test_where_milestones_alone_are_reported_nothing_is_owed():
	found = of([InForce(LONG_AGO, ReportingRule(cycle=None))], set(), date(2021, 4, 2))
	assert found[:4] == Owing()[:4]


def test_nobody_is_asked_for_what_comes_next_before_it_begins():
	rules = [InForce(LONG_AGO, ReportingRule(Cycle.QUARTER)), InForce(date(2021, 6, 1), ReportingRule())]
	found = of(rules, {"2021-Q1"}, date(2021, 5, 2))
	assert found == Owing("", date(2021, 6, 30), "2021-06", 0, "2021-01-20", date(2021, 6, 1))


def test_no_more_periods_are_kept_than_a_row_holds():
	rules = [InForce(LONG_AGO, ReportingRule(Cycle.WEEK, closes_after=3000))]
	found = of(rules, set(), date(2024, 6, 1))
	assert (found.reports_missing, len(found.reports_owed.split())) == (MOST - 1, MOST + 1)
	assert len(found.reports_owed) < 1000


def test_where_another_period_is_running_than_was_thought_it_is_computed_anew():
	rules = [InForce(LONG_AGO, ReportingRule()), InForce(date(2021, 5, 1), ReportingRule(Cycle.QUARTER, 1))]
	before = of(rules, {"2021-Q2", "2021-04"}, date(2021, 4, 30))
	assert carried(rules, before, date(2021, 5, 1)) is None


rules_in_force = st.lists(
	st.tuples(
		st.dates(date(2020, 12, 1), date(2022, 1, 1)),
		st.builds(
			ReportingRule,
			cycle=st.sampled_from([*Cycle, None]),
			day=st.integers(1, 31),
			counted=st.sampled_from(Counted),
			working_days=st.booleans(),
			holiday=st.sampled_from(Holiday),
			opens_before=st.sampled_from([0, 5]),
			closes_after=st.sampled_from([0, 1, 20, 100]),
		),
	),
	max_size=3,
	unique_by=lambda each: each[0],
).map(lambda later: [*MONTHLY, *(InForce(*each) for each in later)])


@BUDGET
@given(
	rules_in_force,
	st.dates(date(2021, 1, 1), date(2021, 12, 1)),
	st.integers(0, 200),
	st.sets(st.integers(0, 30)),
	st.lists(st.integers(0, 90), min_size=1, max_size=6),
	st.integers(0, 100),
)
def test_it_holds_until_it_wakes_and_is_carried_on_as_it_is_computed(
	rules, start, later, which, waits, rested
):
	today = start + timedelta(days=later)
	rests = [Rest(start + timedelta(days=rested // 2), start + timedelta(days=rested))]
	assume(rests[0].ends <= today)
	begun = [each for each in asked_from(rules, start, today) if each.period.begins <= today]
	filed = {each.name for number, each in enumerate(begun) if number in which}
	known = of(rules, filed, today, start, rests)
	for wait in waits:
		last = known.wake - timedelta(days=1)
		assert of(rules, filed, last, start, rests)[:4] == known[:4]
		today = known.wake + timedelta(days=wait)
		anew = of(rules, filed, today, start, rests)
		assert owing(asked_from(rules, start, today, coming=True), filed, rests, start, today) == anew
		found = carried(rules, known, today)
		assert found is None or of_today(found) == of_today(anew)
		known = found or anew

from dataclasses import replace
from datetime import date

from qingdan_app.lights.rules.facts import Fact, Seen, facts_of
from qingdan_app.tasks.rules.course import Rest
from qingdan_app.tasks.rules.states import TaskState

TODAY = date(2021, 6, 10)
MOVING = Seen(state=TaskState.MOVING.value, kind="Date", due=date(2021, 6, 13), starts=date(2021, 1, 1))
IN_REVIEW = replace(MOVING, state=TaskState.IN_REVIEW.value)


def test_days_are_counted_to_the_last_day_in_time():
	assert facts_of(MOVING, TODAY)[Fact.DAYS_LEFT] == 3
	assert facts_of(MOVING, date(2021, 6, 14))[Fact.DAYS_LEFT] == -1
	assert Fact.DAYS_LEFT not in facts_of(replace(MOVING, due=None), TODAY)


def test_late_is_what_was_stamped():
	assert facts_of(replace(MOVING, late_since=date(2021, 6, 9)), TODAY)[Fact.DAYS_LATE] == 2
	assert facts_of(MOVING, date(2021, 6, 20))[Fact.DAYS_LATE] == 0


def test_no_day_runs_against_what_was_sent_in():
	seen = replace(IN_REVIEW, milestone_due=TODAY, milestone_late_since=TODAY, heard=date(2021, 1, 1))
	stood = {Fact.DAYS_LEFT, Fact.DAYS_TO_MILESTONE, Fact.MILESTONE_LATE, Fact.BEHIND, Fact.STAGNANT}
	assert stood.isdisjoint(facts_of(seen, TODAY))
	assert facts_of(replace(seen, late_since=TODAY), TODAY)[Fact.DAYS_LATE] == 1


def test_milestones():
	seen = replace(MOVING, milestone_due=date(2021, 6, 8), milestone_late_since=date(2021, 6, 9))
	assert facts_of(seen, TODAY)[Fact.DAYS_TO_MILESTONE] == -2
	assert facts_of(seen, TODAY)[Fact.MILESTONE_LATE] == 2


def test_behind_its_schedule():
	seen = replace(MOVING, starts=date(2021, 6, 1), due=date(2021, 6, 21), percent=20.0)
	assert facts_of(seen, date(2021, 6, 11))[Fact.BEHIND] == 30
	assert facts_of(replace(seen, percent=90.0), date(2021, 6, 11))[Fact.BEHIND] == 0
	assert Fact.BEHIND not in facts_of(replace(seen, kind="Ongoing"), TODAY)
	milestones = replace(seen, milestones=(date(2021, 6, 11),), percent=0.0)
	assert facts_of(milestones, date(2021, 6, 16))[Fact.BEHIND] == 75


def test_days_without_report_begin_anew_when_it_goes_on():
	seen = replace(MOVING, heard=date(2021, 4, 1))
	assert facts_of(seen, TODAY)[Fact.STAGNANT] == 70
	rested = replace(seen, rests=(Rest(date(2021, 4, 5), date(2021, 6, 1)),))
	assert facts_of(rested, TODAY)[Fact.STAGNANT] == 9
	assert Fact.STAGNANT not in facts_of(replace(seen, state=TaskState.WAITING.value), TODAY)


def test_numbers_that_are_stored():
	seen = replace(MOVING, missing=2, returned=1, problem=True, extensions=3)
	facts = facts_of(seen, TODAY)
	assert [facts[each] for each in (Fact.MISSING, Fact.RETURNED, Fact.PROBLEM, Fact.EXTENSIONS)] == [
		2,
		1,
		1,
		3,
	]
	assert facts[Fact.SUSPENDED] == 0


def test_nothing_is_counted_against_a_task_while_it_is_suspended():
	seen = replace(MOVING, course="Suspended", missing=2, late_since=TODAY, extensions=1)
	assert facts_of(seen, TODAY) == {Fact.SUSPENDED: 1, Fact.EXTENSIONS: 1}


def test_no_light_is_shown_of_what_is_not_handed_out_completed_or_ended():
	assert facts_of(replace(MOVING, drafted=True), TODAY) is None
	assert facts_of(replace(MOVING, state=TaskState.COMPLETED.value), TODAY) is None
	for course in ("Terminated", "Merged", "Archived", "Carried Over"):
		assert facts_of(replace(MOVING, course=course), TODAY) is None


def test_only_what_is_asked_for_is_counted():
	assert facts_of(MOVING, TODAY, [Fact.DAYS_LEFT]) == {Fact.DAYS_LEFT: 3}

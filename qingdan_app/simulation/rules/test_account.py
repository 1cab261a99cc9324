"""The independent account, checked by hand on plans of a few acts: what it says of them is what a calendar on the wall says."""

from datetime import date

from qingdan_app.simulation.rules.deed import ADMINISTRATOR, SUPERVISION, Act, Deed, Duty, Plan, Post
from qingdan_app.simulation.rules.town import Temper, Town, Work
from qingdan_app.simulation.tests.account_of_scores import WholeAccount

ISSUED, LAST = date(2026, 1, 5), date(2026, 4, 8)
DUE = date(2026, 3, 10)
LIAISON, HEAD, OFFICE = Post(Duty.LIAISON, "甲局"), Post(Duty.HEAD, "甲局"), Post(Duty.OFFICE, "市长")
HANDED_OUT = Act(ISSUED, ADMINISTRATOR, Deed.HAND_OUT)
STARTED = Act(date(2026, 1, 6), LIAISON, Deed.START, "1")


def works(day: date) -> bool:
	return day.weekday() < 5


def account(*acts: Act, outages: tuple[date, ...] = ()) -> WholeAccount:
	town = Town(ISSUED, LAST, {"甲局": Temper.PROMPT}, (Work("1", "甲局", "市长", DUE),))
	return WholeAccount(
		town, Plan(ISSUED, LAST, (HANDED_OUT, STARTED, *acts), frozenset(outages)), works
	).run()


def report(day: date, month: str, done: str = "按计划推进。") -> Act:
	return Act(day, LIAISON, Deed.REPORT, "1", {"period": month, "done": done, "problems": ""})


def completed(day: date, accepted: date) -> tuple[Act, ...]:
	return Act(day, LIAISON, Deed.COMPLETE, "1"), Act(accepted, OFFICE, Deed.ACCEPT, "1")


def counted(month: int, on: date) -> Act:
	days = {1: 31, 2: 28, 3: 31}
	words = {"first": date(2026, month, 1), "last": date(2026, month, days[month])}
	return Act(on, SUPERVISION, Deed.COUNT_SCORES, words=words)


def lights(found: WholeAccount) -> list[tuple]:
	return [(each.day, each.light, each.rule) for each in found.lights]


def days_of(found: WholeAccount, about: str, who: Post = LIAISON) -> list[date]:
	return sorted(each.due_on for each in found.reminded.values() if (each.about, each.who) == (about, who))


JANUARY, FEBRUARY = report(date(2026, 1, 20), "2026-01"), report(date(2026, 2, 20), "2026-02")


def test_a_missing_report_is_red_from_the_day_after_and_yellow_for_thirty_days_once_it_is_filed():
	late, done = report(date(2026, 2, 3), "2026-01"), completed(date(2026, 3, 9), date(2026, 3, 11))
	assert lights(account(late, FEBRUARY, *done)) == [
		(ISSUED, "Green", ""),
		(date(2026, 1, 29), "Red", "当期未报"),
		(date(2026, 2, 3), "Yellow", "当期未报"),
		(date(2026, 3, 5), "Green", ""),
		(date(2026, 3, 11), "", ""),
	]


def test_a_task_is_red_from_the_day_after_its_deadline_until_it_is_completed():
	done = completed(date(2026, 3, 20), date(2026, 3, 24))
	assert lights(account(JANUARY, FEBRUARY, *done))[1:] == [
		(date(2026, 3, 11), "Red", "逾期"),
		(date(2026, 3, 24), "", ""),
	]


def test_after_an_outage_what_was_missed_is_noted_on_the_first_night():
	outage = (date(2026, 3, 11), date(2026, 3, 12))
	found = account(JANUARY, FEBRUARY, *completed(date(2026, 3, 20), date(2026, 3, 24)), outages=outage)
	assert lights(found)[1] == (date(2026, 3, 13), "Red", "逾期")
	assert days_of(found, "Task Late") == [date(2026, 3, 11)]
	assert (LIAISON, date(2026, 3, 13)) in found.digests


def test_a_deadline_is_told_on_the_working_day_before_its_step():
	found = account(JANUARY, FEBRUARY, *completed(date(2026, 3, 9), date(2026, 3, 10)))
	steps = [date(2026, 2, 6), date(2026, 2, 23), date(2026, 3, 3), date(2026, 3, 6), date(2026, 3, 9)]
	assert days_of(found, "Deadline Ahead") == steps


def test_a_report_is_told_of_before_and_after_its_day_up_the_ladder():
	found = account(
		report(date(2026, 2, 6), "2026-01"), FEBRUARY, *completed(date(2026, 3, 9), date(2026, 3, 10))
	)
	assert days_of(found, "Report Ahead")[:2] == [date(2026, 1, 23), date(2026, 1, 27)]
	assert days_of(found, "Report Missing") == [date(2026, 1, 29)]
	assert days_of(found, "Report Missing", HEAD) == [date(2026, 2, 2)]
	assert days_of(found, "Report Missing", SUPERVISION) == [date(2026, 2, 4)]


def test_what_a_unit_comes_to():
	empty = report(date(2026, 2, 20), "2026-02", "略")
	found = account(
		JANUARY,
		counted(1, date(2026, 2, 9)),
		empty,
		counted(2, date(2026, 3, 9)),
		counted(3, date(2026, 4, 8)),
	)
	assert found.scores == {
		date(2026, 1, 1): {"甲局": 101},
		date(2026, 2, 1): {"甲局": 95},
		date(2026, 3, 1): {"甲局": 90},
	}

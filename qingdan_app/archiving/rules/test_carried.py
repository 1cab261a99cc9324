from datetime import date

import pytest

from qingdan_app.archiving.rules.carried import (
	Kept,
	Place,
	Running,
	RunsOn,
	places,
	values_for,
	why_it_runs_on,
	why_kept,
)

TODAY, PASSED, AHEAD, NEXT = date(2022, 1, 5), date(2021, 12, 31), date(2023, 6, 30), date(2022, 12, 31)


def same(unit: str) -> str:
	return unit


@pytest.mark.parametrize(
	("task", "new", "why"),
	[
		(Running("推进中", "", AHEAD), None, None),
		(Running("推进中", "Archived", AHEAD), None, None),
		(Running("待启动", "Suspended", None), None, None),
		(Running("推进中", "", PASSED), NEXT, None),
		(Running("推进中", "", PASSED), None, Kept.DATE_NEEDED),
		(Running("推进中", "", PASSED), PASSED, Kept.IN_THE_PAST),
		(Running("推进中", "Carried Over", AHEAD), None, Kept.CARRIED),
		(Running("已完成", "", PASSED), NEXT, Kept.COMPLETED),
		(Running("推进中", "Terminated", AHEAD), None, Kept.ENDED),
		(Running("待审核", "", AHEAD), None, Kept.IN_REVIEW),
	],
)
def test_what_is_open_goes_on_with_a_day_ahead(task, new, why):
	assert why_kept(task, new, TODAY) is why


def test_why_it_runs_on():
	assert why_it_runs_on(AHEAD, 2021) is RunsOn.LATER_YEARS
	assert why_it_runs_on(None, 2021) is RunsOn.WITHOUT_END
	assert why_it_runs_on(PASSED, 2021) is RunsOn.UNFINISHED


def test_a_deadline_that_lies_ahead_stays_and_one_that_has_passed_is_the_new_one():
	ahead = values_for({"text": "建设", "percent": 60, "due_date": AHEAD}, NEXT, TODAY, same)
	assert (ahead["due_date"], ahead["first_due_date"], ahead["percent"]) == (AHEAD, None, 60)
	passed = values_for({"due_date": PASSED, "extensions": 1}, NEXT, TODAY, same)
	assert (passed["due_date"], passed["first_due_date"], passed["extensions"]) == (NEXT, PASSED, 1)
	again = values_for({"due_date": PASSED, "first_due_date": date(2020, 6, 30)}, NEXT, TODAY, same)
	assert again["first_due_date"] == date(2020, 6, 30)


def test_milestones_that_nobody_has_reported_come_along():
	rows = [
		{"date": PASSED, "label": "一", "reported_on": PASSED},
		{"date": PASSED, "label": "二"},
		{"date": AHEAD, "label": "三"},
		{"date": PASSED, "label": "2021-11", "instance": "2021-11"},
	]
	found = values_for({"due_date": AHEAD, "milestones": rows}, NEXT, TODAY, same)["milestones"]
	assert [(row["label"], row["date"]) for row in found] == [("二", AHEAD), ("三", AHEAD)]


def test_units_are_those_of_today():
	rows = [{"unit": "市建委", "duty": "Lead", "raw": "市建委"}]
	found = values_for({"units": rows}, None, TODAY, lambda unit: "市住建局")["units"]
	assert found == [{"unit": "市住建局", "duty": "Lead", "raw": "市建委"}]


def test_on_what_it_depends_and_who_watches_that_comes_along():
	watched = {"condition": "省方案印发", "watcher": "li@city.example", "watch_unit": "市建委"}
	found = values_for(watched, None, TODAY, lambda unit: "市住建局")
	assert {name: found.get(name) for name in watched} == {**watched, "watch_unit": "市住建局"}
	assert values_for({}, None, TODAY, same)["watch_unit"] is None


def test_tasks_of_one_item_stay_together_and_numbers_go_on():
	found = places(["a", "b", "a", "c"], {"b": 3}, 7, {3: 2})
	assert found == [Place(8, 1, True), Place(3, 3, False), Place(8, 2, False), Place(9, 1, True)]
	assert places([], {}, 0, {}) == []

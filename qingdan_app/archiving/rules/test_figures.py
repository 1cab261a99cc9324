import pytest

from qingdan_app.archiving.rules.figures import FIGURES, OPEN, figures_of, grouped, standing_of_task

DONE, MOVING, WAITING = {"state": "已完成"}, {"state": "推进中"}, {"state": "待启动"}


@pytest.mark.parametrize(
	("row", "standing"),
	[
		(DONE, "completed"),
		({**DONE, "course": "Merged"}, "completed"),
		({"state": "待审核"}, "in_review"),
		(MOVING, "moving"),
		(WAITING, "waiting"),
		({**MOVING, "course": "Suspended"}, "suspended"),
		({**MOVING, "course": "Terminated"}, "ended"),
		({**WAITING, "course": "Merged"}, "ended"),
		({**MOVING, "course": "Carried Over"}, "carried"),
	],
)
def test_every_task_stands_in_one_place(row, standing):
	assert standing_of_task(row) == standing


def test_late_is_said_of_what_is_open_and_late_completion_beside_it():
	rows = [
		{**MOVING, "late_since": "2021-07-01"},
		{**MOVING, "late_since": "2021-07-01", "course": "Terminated"},
		{**DONE, "late_days": 3},
		{**WAITING, "extensions": 2},
	]
	found = figures_of(rows)
	assert (found["total"], found["late"], found["completed_late"], found["extended"]) == (4, 1, 1, 1)
	places = ("completed", "ended", "carried", *OPEN)
	assert sum(found[name] for name in places) == found["total"]


def test_groups_come_by_size_and_whoever_names_none_comes_last():
	rows = [{**MOVING, "leader": "甲"}, MOVING, MOVING, {**DONE, "leader": "乙"}, {**DONE, "leader": "乙"}]
	assert [(each["name"], each["total"]) for each in grouped(rows, "leader")] == [
		("乙", 2),
		("甲", 1),
		("", 2),
	]
	assert set(grouped(rows, "leader")[0]) == {"name", *FIGURES}

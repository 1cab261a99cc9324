"""Tasks together: means by weight, what does not count, and who is behind, worst first."""

from qingdan_app.tasks.rules.rolling_up import ADDED, added, figures, mean, mean_of_parts, who_is_behind


def sums(**values) -> dict:
	return {**dict.fromkeys(ADDED, 0), **values}


def test_groups_add_up_to_the_whole():
	together = added([sums(tasks=2, weight=2, done=100), sums(tasks=1, weight=2, done=200)])
	assert (together["tasks"], figures(together)["percent"]) == (3, 75.0)


def test_nothing_that_weighs_anything_has_no_percentage():
	said = figures(sums(tasks=3))
	assert said["percent"] is said["expected"] is said["paced_percent"] is None
	assert mean(1, 3) == 0.3


def test_what_keeps_a_schedule_is_measured_by_itself():
	said = figures(sums(weight=4, done=200, paced=2, paced_weight=2, paced_done=20, expected=100))
	assert (said["percent"], said["paced_percent"], said["expected"]) == (50.0, 10.0, 50.0)


def test_points_are_those_of_the_tasks_that_are_behind():
	assert figures(sums(behind=4, points=50))["points"] == 12.5
	assert figures(sums())["points"] == 0


def test_worst_is_who_has_most_late_then_most_behind_then_farthest():
	order = [
		("丁", 2, 0, 0, 0),
		("丙", 1, 3, 5, 0),
		("乙", 1, 3, 4, 0),
		("甲", 0, 9, 90, 0),
		(None, 0, 1, 1, 0),
		("己", 0, 0, 0, 2),
		("庚", 0, 0, 0, 1),
	]
	columns = ("group", "late", "behind", "points", "red")
	groups = [dict(zip(columns, row, strict=True)) for row in order]
	found = who_is_behind([*reversed(groups), dict(zip(columns, ("戊", 0, 0, 0, 0), strict=True))])
	assert found == groups


def test_a_unit_is_as_far_as_its_sub_items_by_weight():
	assert mean_of_parts([(100, 3), (0, 1)]) == 75.0
	assert mean_of_parts([(50, 0)]) is None
	assert mean_of_parts([]) is None

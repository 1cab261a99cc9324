"""What a task of several years owes this year, in the words that lists use."""

from datetime import date
from pathlib import Path

import pytest

from qingdan_app.parsing import parse_bytes
from qingdan_app.tasks.rules import stage

SEED = Path(__file__).parents[2] / "demo" / "hangzhou-2021.txt"
DUE, TODAY = date(2025, 12, 31), date(2021, 3, 1)


@pytest.mark.parametrize(
	("words", "goal"),
	[
		("新增众创空间200家左右。其中，2021年新增60家。", "2021年新增60家"),
		("综合训练馆竣工交付(2021年底完成总工程量的85%以上)。", "2021年底完成总工程量的85%以上"),
		("场馆体验区建设（2021年底前出台实施方案及指南）。", "2021年底前出台实施方案及指南"),
		(
			"推进26个项目。2021年建设16个项目，其中建成6个。2022年建设20个项目。",
			"2021年建设16个项目，其中建成6个",
		),
		(
			"按目标推进。2021年计划续建国道（余杭至崇贤段）工程，推进前期工作。",
			"2021年计划续建国道（余杭至崇贤段）工程，推进前期工作",
		),
		("创建国际湿地城市。", ""),
		("办好《推进计划（2018—2021年）》", ""),
		("筹备杭州2021年运动会", ""),
		("", ""),
		(None, ""),
	],
)
def test_the_goal_of_a_year_is_what_the_words_say_of_it(words, goal):
	assert stage.goal_of(words, 2021) == goal


def test_another_year_has_another_goal():
	words = "2021年建设16个项目。2024年续建6个项目，2025年全面建成。"
	assert stage.goal_of(words, 2024) == "2024年续建6个项目"
	assert stage.goal_of(words, 2025) == "2025年全面建成"
	assert stage.goal_of(words, 2023) == ""


def test_a_goal_may_name_a_percentage_and_a_day_of_its_own():
	assert stage.stage_of("(2021年底完成总工程量的85%以上)", 2021)[2:] == (85.0, date(2021, 12, 31))
	assert stage.stage_of("其中，2021年6月底前出台方案。", 2021)[2:] == (0.0, date(2021, 6, 30))
	assert stage.stage_of("其中，2021年增加值增长15%。", 2021)[2:] == (0.0, date(2021, 12, 31))
	assert stage.of_goal("形象进度达到60%", 2022)[2:] == (60.0, date(2022, 12, 31))


def test_the_year_that_binds_is_the_list_s_and_then_each_that_begins_before_the_last():
	assert stage.year_of(2021, DUE, "Date", TODAY) == 2021
	assert stage.year_of(2021, DUE, "Date", date(2020, 12, 20)) == 2021
	assert stage.year_of(2021, DUE, "Milestones", date(2023, 1, 1)) == 2023
	assert stage.year_of(2021, DUE, "Date", date(2025, 1, 1)) is None
	assert stage.year_of(None, DUE, "Date", TODAY) == 2021


@pytest.mark.parametrize(
	("due", "kind"), [(date(2021, 12, 31), "Date"), (None, "Date"), (DUE, "Ongoing"), (DUE, None)]
)
def test_a_task_of_one_year_or_without_a_last_day_has_no_stages(due, kind):
	assert stage.year_of(2021, due, kind, TODAY) is None


def test_a_row_is_a_stage_by_its_name():
	assert stage.name_of(2021) == "S2021"
	assert stage.is_stage({"instance": "S2021"})
	assert not stage.is_stage({"instance": "2021"})
	assert not stage.is_stage({"instance": None})


def test_the_tasks_of_several_years_in_a_real_list_are_found_with_their_goals():
	document = parse_bytes(SEED.read_bytes())
	tasks = [
		task
		for each in document.lists
		for section in each.sections
		for item in section.items
		for task in item.tasks
	]
	several = [
		task
		for task in tasks
		if stage.year_of(2021, task.deadline.final, (task.deadline.kind or "").title(), TODAY)
	]
	goals = [stage.goal_of(task.text, 2021) for task in several]
	assert (len(several), len(list(filter(None, goals)))) == (35, 20)
	assert "2021年底新创建省级高新区1—2家" in goals

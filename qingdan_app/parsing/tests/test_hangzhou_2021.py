"""The real document: what is in it, read in full."""

from collections import Counter

from qingdan_app.parsing.tests.factories import items_of, tasks_of


def _by_name(document, list_number, serial):
	(found,) = [
		item
		for one in document.lists
		if one.number == list_number
		for section in one.sections
		for item in section.items
		if item.serial == serial
	]
	return found


def test_it_has_4_lists_24_sections_216_items_and_733_tasks(hangzhou):
	sections = [section for one in hangzhou.lists for section in one.sections]
	assert len(hangzhou.lists) == 4
	assert len(sections) == 24
	assert len(items_of(hangzhou)) == 216
	assert len(tasks_of(hangzhou)) == 733


def test_each_list_has_its_own_share(hangzhou):
	items = [[item for section in one.sections for item in section.items] for one in hangzhou.lists]
	assert [len(found) for found in items] == [2, 21, 42, 151]
	assert [sum(len(item.tasks) for item in found) for found in items] == [8, 71, 157, 497]


def test_a_plain_count_of_cells_by_fives_finds_the_same_tasks_in_the_same_lines(hangzhou, hangzhou_text):
	cells = [(number, line) for number, line in enumerate(hangzhou_text.split("\n"), 1) if line[:1] == "\t"]
	cells = [(number, line) for number, line in cells if not line.endswith("牵头重点工作")]
	third_of_five = [cell for position, cell in enumerate(cells) if position % 5 == 2]
	expected = [(number, line.strip()) for number, line in third_of_five if "细化具体项目任务" not in line]
	found = [(task.line, task.text) for task in tasks_of(hangzhou)]
	assert [line for line, _ in found] == [line for line, _ in expected]
	assert all(whole.endswith(text) for (_, text), (_, whole) in zip(found, expected, strict=True))


def test_every_task_stands_in_its_line_character_for_character(hangzhou, hangzhou_text):
	lines = hangzhou_text.split("\n")
	for task in tasks_of(hangzhou):
		assert task.text in lines[task.line - 1]
		assert len(task.text) >= len(lines[task.line - 1].strip()) - 4


def test_serial_numbers_run_from_1_without_a_gap_in_each_list(hangzhou):
	for one in hangzhou.lists:
		serials = [item.serial for section in one.sections for item in section.items]
		assert serials == list(range(1, len(serials) + 1))


def test_task_numbers_run_from_1_or_are_missing_from_a_single_task(hangzhou):
	for item in items_of(hangzhou):
		numbers = [task.number for task in item.tasks]
		assert numbers in ([None], list(range(1, len(numbers) + 1)))
	assert sum(item.tasks[0].number is None for item in items_of(hangzhou)) == 21


def test_title_year_and_list_titles_are_read(hangzhou):
	assert (
		hangzhou.title == "2021年省政府工作报告重点工作涉杭任务和市政府工作报告重点工作责任分解具体项目清单"
	)
	assert hangzhou.base_year == 2021
	assert [one.number for one in hangzhou.lists] == [1, 2, 3, 4]
	assert hangzhou.lists[2].title == "市政府工作报告“十四五”时期重点工作责任分解具体项目清单"


def test_leaders_and_posts_are_told_apart(hangzhou):
	posts = {(section.leader, section.post) for one in hangzhou.lists for section in one.sections}
	assert posts == {
		("刘忻", "市长"),
		("戴建平", "常务副市长"),
		("柯吉欣", "副市长"),
		("缪承潮", "副市长"),
		("王宏", "副市长"),
		("胡伟", "副市长"),
		("陈国妹", "副市长"),
		("陈卫强", "副市长"),
	}


def test_the_claims_of_headers_and_footnotes_hold(hangzhou):
	first, second, third, _ = hangzhou.lists
	assert (first.claims.lead, first.claims.cooperating, first.claims.starred) == (None, 2, None)
	assert (second.claims.lead, second.claims.cooperating, second.claims.starred) == (2, 19, (1, 21))
	assert third.claims is None
	assert len(second.notes) == 2
	assert second.notes[0].startswith("1.以上省政府工作报告")
	assert [item.serial for item in items_of(hangzhou) if item.starred] == [1, 21]


def test_six_items_carry_the_tag_of_the_wetland_city(hangzhou):
	tagged = [item for item in items_of(hangzhou) if item.tags]
	assert [item.serial for item in tagged] == [23, 68, 73, 74, 96, 118]
	assert {item.tags for item in tagged} == {("“湿地水城”六大标志性成果项目",)}
	assert tagged[0].text == "推动杭州云城、三江汇规划实施。"


def test_42_venues_are_task_1_and_not_1_point_42(hangzhou):
	first, second, _ = _by_name(hangzhou, 4, 146).tasks
	assert (first.number, first.text) == (1, "42个竞赛场馆竣工。")
	assert (second.number, second.text) == (2, "12个竞赛场馆竣工。")


def test_the_5433_project_is_task_1(hangzhou):
	task = _by_name(hangzhou, 4, 25).tasks[0]
	assert (task.number, task.text) == (1, "5433工程年度计划完成投资1096.6亿元。")


def test_full_width_dots_and_a_tab_after_the_number_are_no_part_of_the_text(hangzhou):
	texts = {task.line: (task.number, task.text[:6]) for task in tasks_of(hangzhou)}
	assert texts[983] == (1, "完成杭州市国")
	assert texts[2945] == (4, "做好乡土建筑")
	assert texts[661] == (3, "在原有31项")


def test_rows_with_blank_lines_inside_and_the_last_row_without_its_cell_are_whole(hangzhou):
	assert len(_by_name(hangzhou, 3, 28).tasks) == 5
	assert len(_by_name(hangzhou, 4, 61).tasks) == 4
	assert len(_by_name(hangzhou, 4, 63).tasks) == 3
	assert len(_by_name(hangzhou, 4, 150).tasks) == 7
	assert _by_name(hangzhou, 4, 151).tasks[4].text == "一期一标段完成工程桩90%，一期二标段完成桩基工程20%。"
	assert _by_name(hangzhou, 4, 151).lead_unit == "萧山区政府"


def test_every_item_names_units_and_19_plus_2_name_the_province(hangzhou):
	assert all(item.units for item in items_of(hangzhou))
	assert sum(bool(item.province_lead) for item in items_of(hangzhou)) == 21


def test_its_issues_are_these_and_no_others(hangzhou):
	assert Counter(issue.code for issue in hangzhou.issues) == {
		"lead_missing": 16,
		"cooperation_scope": 11,
		"deadline_ambiguous": 5,
		"lead_is_group": 4,
		"unit_other_name": 4,
		"unit_spelling": 1,
		"row_short": 1,
	}
	assert [issue.line for issue in hangzhou.issues if issue.code == "row_short"] == [4519]


def test_it_holds_96_bodies_8_of_them_groups(hangzhou):
	kinds = {unit.name: unit.kind for item in items_of(hangzhou) for unit in item.units}
	assert len(kinds) == 96
	assert sorted(name for name, kind in kinds.items() if kind == "group") == [
		"亚组委其他委员单位",
		"各区、县（市）政府",
		"各区、县（市）政府（管委会）",
		"各区政府（管委会）",
		"市政府各直属单位",
		"市文明委各成员单位",
		"市级各预算单位",
		"相关区、（县）市",
	]

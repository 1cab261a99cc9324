"""Lists that are no tables: label lines, brackets, levels, what is left out and named."""

import pytest

from qingdan_app.parsing.document import parse_text
from qingdan_app.parsing.exceptions import NotAList
from qingdan_app.parsing.tests.factories import codes_of, items_of, tasks_of

HEAD = "东江市2024年重点工作责任分解\n\n"


def _rows(text):
	"""For each task: its number, the beginning of its words, who leads, who else, and until when."""
	found = []
	for item in items_of(parse_text(text)):
		for task in item.tasks:
			units, leads = (
				(task.units, task.lead_units) if task.units is not None else (item.units, item.lead_units)
			)
			number = item.number if task.number is None else f"{item.number}({task.number})"
			others = [unit.name for unit in units if unit.name not in leads]
			found.append((number, task.text[:5], list(leads), others, task.deadline.raw))
	return found


def _sections(text):
	return [section.heading for one in parse_text(text).lists for section in one.sections]


LABEL_LINES = """一、经济发展
1.新增企业一百家。
责任单位：市商务局
完成时限：6月底前
2.引进项目十个。
牵头单位：市投促局
配合单位：市商务局、各县政府
完成时限：12月底
二、城市建设
3.改造道路五条。
责任单位：市住建局、市城管局分别牵头
完成时限：年底
"""


def test_numbered_tasks_with_label_lines_below():
	assert _rows(HEAD + LABEL_LINES) == [
		("1", "新增企业一", ["市商务局"], [], "6月底前"),
		("2", "引进项目十", ["市投促局"], ["市商务局", "各县政府"], "12月底"),
		("3", "改造道路五", ["市住建局", "市城管局"], [], "年底"),
	]
	assert _sections(HEAD + LABEL_LINES) == ["一、经济发展", "二、城市建设"]


@pytest.mark.parametrize(
	"signs",
	[
		("一、", "（一）", "（二）", "二、", "（三）"),
		("（一）", "1.", "2.", "（二）", "3."),
		("第一条 ", "1、", "2、", "第二条 ", "3、"),
		("1.", "（1）", "（2）", "2.", "（1）"),
		("一、", "1．", "2．", "二、", "1．"),
		("（一）", "一、", "二、", "（二）", "三、"),
		("1 ", "1.1 ", "1.2 ", "2 ", "2.1 "),
		("一、", "1-1 ", "1-2 ", "二、", "2-1 "),
		("一、", "RW-1 ", "RW-2 ", "二、", "RW-3 "),
	],
)
def test_levels_follow_from_where_the_units_hang(signs):
	first, one, two, second, three = signs
	text = (
		f"{HEAD}{first}经济发展\n{one}新增企业一百家。（市商务局）\n{two}引进项目十个。（市投促局）\n"
		f"{second}城市建设\n{three}改造道路五条。（市住建局）\n"
	)
	assert [(row[1], row[2]) for row in _rows(text)] == [
		("新增企业一", ["市商务局"]),
		("引进项目十", ["市投促局"]),
		("改造道路五", ["市住建局"]),
	]


BRACKETS = [
	(
		"1.新增企业一百家。（市商务局牵头，市财政局、各县政府配合，6月底前）",
		["市商务局"],
		["市财政局", "各县政府"],
		"6月底前",
	),
	("1.新增企业一百家（市商务局牵头，市财政局配合）。", ["市商务局"], ["市财政局"], ""),
	("1.新增企业一百家。〔责任单位：市商务局；完成时限：6月底〕", ["市商务局"], [], "6月底"),
	("1.新增企业一百家。【牵头单位：市商务局，配合单位：市财政局】", ["市商务局"], ["市财政局"], ""),
	("1.新增企业一百家。[市商务局]", ["市商务局"], [], ""),
	("1.新增企业一百家。(市商务局、市财政局按职责分工负责)", [], ["市商务局", "市财政局"], ""),
	("1.新增企业一百家。（市商务局、市财政局等负责）", [], ["市商务局", "市财政局"], ""),
	("1.新增企业一百家（县级市除外）。（市商务局牵头）", ["市商务局"], [], ""),
	("1.新增企业一百家（以下简称“百家”）。（市商务局牵头负责）", ["市商务局"], [], ""),
	("1.新增企业一百家。（责任单位：市商务局）（6月底前）", ["市商务局"], [], "6月底前"),
	("1.新增企业一百家。（市商务局负责，各县（市、区）政府配合）", ["市商务局"], ["各县（市、区）政府"], ""),
	("1.新增企业一百家。责任单位：市商务局。", ["市商务局"], [], ""),
	(
		"1.新增企业一百家。 牵头单位：市商务局；配合单位：市财政局；完成时限：6月",
		["市商务局"],
		["市财政局"],
		"6月",
	),
	("1.新增企业一百家。（6月底前完成，由市商务局负责）", ["市商务局"], [], "6月底前完成"),
	("1.新增企业一百家。（市政府各部门分别负责，年内持续推进）", ["市政府各部门"], [], "年内持续推进"),
]


@pytest.mark.parametrize(("line", "leads", "others", "deadline"), BRACKETS)
def test_a_bracket_behind_a_task_names_its_units(line, leads, others, deadline):
	(row,) = _rows(f"{HEAD}{line}\n")
	assert row[:1] + row[2:] == ("1", leads, others, deadline)
	assert row[1] == "新增企业一"


@pytest.mark.parametrize(
	"bracket",
	[
		"（县级市）",
		"（境）",
		"（先进）",
		"（以上）",
		"（以下简称《目录》）",
		"（共建）",
		"（市、区）",
		"（2023—2027年）",
		"（试行）",
	],
)
def test_a_bracket_that_names_no_unit_is_text(bracket):
	(task,) = tasks_of(parse_text(f"{HEAD}1.建设市、区{bracket}两级平台{bracket}。\n责任单位：市商务局\n"))
	assert task.text == f"建设市、区{bracket}两级平台{bracket}。"


def test_several_tasks_in_one_paragraph_each_have_their_units():
	text = (
		HEAD
		+ "1.深化改革。(1)合并证照。按规定办。(市商务局牵头负责)(2)全程网办。（市数据局牵头，市商务局配合）(3)精简材料。（市司法局）\n"
	)
	assert [row[:4] for row in _rows(text)] == [
		("1(1)", "合并证照。", ["市商务局"], []),
		("1(2)", "全程网办。", ["市数据局"], ["市商务局"]),
		("1(3)", "精简材料。", ["市司法局"], []),
	]
	assert items_of(parse_text(text))[0].text == "深化改革。"


def test_parts_with_one_bracket_behind_the_last_belong_to_one_task():
	(row,) = _rows(HEAD + "1.深化改革。(1)合并证照。(2)全程网办。（市商务局）\n")
	assert row[:3] == ("1", "深化改革。", ["市商务局"])


def test_units_behind_the_last_of_several_part_lines_are_those_of_all():
	text = (
		HEAD
		+ "1.深化改革。\n（1）合并证照。\n（2）全程网办。\n责任单位：市商务局\n2.改造道路。\n责任单位：市住建局\n"
	)
	read = parse_text(text)
	assert [(item.number, item.lead_unit, len(item.tasks)) for item in items_of(read)] == [
		("1", "市商务局", 2),
		("2", "市住建局", 1),
	]


UNNUMBERED = """东江市2024年十件实事
类别 教育
新增学位五千个。
主管领导：王一
责任单位：市教育局
主要责任人：甲某某
进度安排：6月底前动工；12月底前全部完成。
新建幼儿园八所。
主管领导：李二
责任单位：市教育局
主要责任人：乙某某
进度安排：12月底前全部完成。
"""


def test_unnumbered_tasks_with_labels_are_tasks_and_flagged():
	read = parse_text(UNNUMBERED)
	assert [(item.number, item.text, item.leader) for item in items_of(read)] == [
		("", "新增学位五千个。", "王一"),
		("", "新建幼儿园八所。", "李二"),
	]
	assert [task.deadline.final.isoformat() for task in tasks_of(read)] == ["2024-12-31"] * 2
	assert [further.text for task in tasks_of(read) for further in task.further] == ["甲某某", "乙某某"]
	assert codes_of(read).count("number_missing") == 2


def test_traditional_characters_and_pinyin_are_read_and_the_text_is_kept():
	text = "2024年承諾的為民實(shí)事\n市區(qū)新增學(xué)位五千個(gè)。\n主管領(lǐng)導(dǎo):陳一\n責(zé)任單(dān)位:市教育局\n進(jìn)度安排:6月底前\n"
	read = parse_text(text)
	(item,) = items_of(read)
	assert (item.text, item.leader, item.lead_unit) == (
		"市區(qū)新增學(xué)位五千個(gè)。",
		"陳一",
		"市教育局",
	)
	assert "pinyin_between" in codes_of(read)


@pytest.mark.parametrize(
	"where",
	[
		"各项任务列第一位的单位为牵头单位。\n1.新增企业。\n责任单位：市商务局、市财政局\n2.引进项目。\n责任单位：市投促局、市商务局\n",
		"1.新增企业。\n责任单位：市商务局、市财政局（列第一位为牵头单位，下同）\n2.引进项目。\n责任单位：市投促局、市商务局\n",
		"1.新增企业。\n责任单位：市商务局、市财政局\n2.引进项目。\n责任单位：市投促局、市商务局\n注：排在首位的为牵头单位。\n",
	],
)
def test_a_rule_for_the_whole_list_says_who_leads(where):
	read = parse_text(HEAD + where)
	assert [(item.lead_unit, item.lead_rule) for item in items_of(read)] == [
		("市商务局", "stated_first"),
		("市投促局", "stated_first"),
	]
	assert "lead_by_order" not in codes_of(read)


def test_without_such_a_rule_the_order_is_asked_once():
	text = HEAD + "1.新增企业。\n责任单位：市商务局、市财政局\n2.引进项目。\n责任单位：市投促局、市商务局\n"
	assert codes_of(parse_text(text)).count("lead_by_order") == 1


@pytest.mark.parametrize(
	("numbers", "codes"),
	[
		((1, 2, 3), []),
		((1, 2, 5), ["serial_skipped"]),
		((44, 45, 47), ["serial_skipped", "serial_skipped"]),
		((1, 2, 1), ["numbers_anew"]),
		((1, 2, 2), ["serial_repeated"]),
	],
)
def test_numbers_run_on_jump_or_begin_anew(numbers, codes):
	lines = "".join(f"{number}.完成第{at}件。\n责任单位：市商务局\n" for at, number in enumerate(numbers))
	found = parse_text(HEAD + lines)
	assert [item.number for item in items_of(found)] == [str(number) for number in numbers]
	assert [
		code for code in codes_of(found) if code in ("serial_skipped", "serial_repeated", "numbers_anew")
	] == codes


def test_a_text_may_begin_with_figures_behind_its_number():
	lines = "".join(f"{number}.完成。（市商务局）\n" for number in range(1, 11))
	assert _rows(f"{HEAD}{lines}11.121人才项目。（市商务局）\n")[-1][:2] == ("11", "121人才"[:5])


def test_titles_and_plain_headings_between_tasks_are_sections():
	text = (
		HEAD + "夯实数字底座\n筑牢安全防线\n1. 强化网络安全\n健全机制，加强攻防演练。\n责任单位：市公安局\n\n"
		"优化发展环境\n2. 强化统筹\n发挥小组作用。\n责任单位：市数据局\n"
	)
	assert _sections(text) == ["夯实数字底座 > 筑牢安全防线", "夯实数字底座 > 优化发展环境"]
	first = tasks_of(parse_text(text))[0]
	assert first.text == "强化网络安全\n健全机制，加强攻防演练。"


@pytest.mark.parametrize(
	("heading", "leader"),
	[
		("（一）王一副市长牵头重点工作", "王一"),
		("（一）优化环境\n牵头领导：王一", "王一"),
		("（一）优化环境（王一常务副市长负责）", "王一"),
	],
)
def test_a_section_has_a_leader(heading, leader):
	read = parse_text(
		f"{HEAD}{heading}\n1.新增企业。\n责任单位：市商务局\n2.引进项目。\n责任单位：市投促局\n"
	)
	assert [section.leader for one in read.lists for section in one.sections] == [leader]


def test_head_and_page_are_left_out_but_named():
	text = "当前位置:首页\n>> 归档专题\n东江市2024年工作要点\n发布时间:2025-01-03 浏览次数:\n各县政府:\n现将要点印发。\n1.新增企业。\n责任单位:市商务局\n"
	read = parse_text(text)
	assert (read.title, read.base_year, len(tasks_of(read))) == ("东江市2024年工作要点", 2024, 1)
	(issue,) = [issue for issue in read.issues if issue.code == "text_outside_list"]
	assert "当前位置" in issue.message and "现将要点印发" in issue.message


@pytest.mark.parametrize(
	("head", "year"),
	[
		("东江市2024年工作要点", 2024),
		("东江市工作要点\n东政〔2023〕6号", 2023),
		("东江市工作要点(东政〔2022〕8号)\n发布时间:2023-02-01", 2022),
		("东江市工作要点\n发布日期: 2021-03-05 来源: 办公室", 2021),
		("东江市工作要点\n昨日公布了2020年的实事。", 2020),
	],
)
def test_the_year_is_found_in_the_title_or_around_it_and_then_told(head, year):
	read = parse_text(f"{head}\n1.新增企业。\n责任单位：市商务局\n完成时限：6月底\n")
	assert read.base_year == year
	assert tasks_of(read)[0].deadline.final.year == year
	assert ("year_elsewhere" in codes_of(read)) == (str(year) not in read.title)


def test_a_numbered_paragraph_that_names_nobody_where_others_do_is_asked():
	text = (
		HEAD
		+ "一、总体目标\n1.目标。建成港口。\n二、任务\n2.新增企业。（市商务局）\n3.引进项目。\n4.改造道路。（市住建局）\n"
	)
	read = parse_text(text)
	assert [item.number for item in items_of(read)] == ["2", "3", "4"]
	assert "paragraph_without_unit" in codes_of(read)
	assert "units_missing" in codes_of(read)


@pytest.mark.parametrize(
	("end", "units"),
	[
		("2.引进项目，建设完善", []),
		("2.引进项目。\n责任单位：市", []),
		("2.引进项目。\n责任单位：市商务局、", ["市商务局"]),
		("2.引进项目。（市商", []),
	],
)
def test_a_text_cut_off_at_its_end_is_flagged(end, units):
	read = parse_text(f"{HEAD}1.新增企业。\n责任单位：市商务局\n{end}")
	assert "text_breaks_off" in codes_of(read)
	assert [unit.name for unit in items_of(read)[1].units] == units


def test_a_document_that_names_no_unit_is_refused_and_told_why():
	with pytest.raises(NotAList, match="names no responsible unit"):
		parse_text(
			HEAD
			+ "一、总体要求\n坚持发展。\n二、任务\n1.主要指标。\n达到八成。\n2.重点举措。\n(1)建立体系。\n"
		)


def test_a_label_line_that_runs_over_goes_on():
	(row,) = _rows(HEAD + "1.新增企业。\n责任单位：市商务局、\n市财政局、市投促局\n")
	assert row[2:4] == (["市商务局"], ["市财政局", "市投促局"])


def test_a_month_at_the_head_of_a_task_is_its_deadline():
	assert [
		row[4] for row in _rows(HEAD + "1.3月底前：完成招标。（市住建局）\n2.9月：开工。（市住建局）\n")
	] == ["3月底前", "9月"]


def test_no_words_are_lost_or_made_up():
	text = HEAD + LABEL_LINES
	for task in tasks_of(parse_text(text)):
		assert task.text in text


def test_deadlines_that_no_task_has_are_asked_once():
	codes = codes_of(parse_text(HEAD + "1.新增企业。（市商务局）\n2.引进项目。（市投促局）\n"))
	assert (codes.count("deadlines_missing"), codes.count("deadline_missing")) == (1, 0)


WAYS = {
	"labels in a bracket": "1.新增企业。（牵头领导：王一；牵头单位：市商务局；责任单位：各县政府）\n",
	"labels in frames": "1.新增企业。\n【牵头领导】王一\n【牵头单位】市商务局\n【配合单位】各县政府\n",
	"labels behind dashes": "1.新增企业。\n——牵头领导：王一\n——牵头单位：市商务局\n——配合单位：各县政府\n",
	"labels with their words below": "1.新增企业。\n牵头领导：\n王一\n牵头单位：\n市商务局\n配合单位：\n各县政府\n",
	"a bracket on its own line": "1.新增企业。\n（牵头领导：王一；牵头单位：市商务局；配合单位：各县政府）\n",
	"labels in one line": "1.新增企业\n    牵头领导：王一    牵头单位：市商务局    配合单位：各县政府\n",
	"words behind blanks": "1.新增企业 市商务局牵头，各县政府配合\n" + "牵头领导：王一\n",
	"full-width digits": "１．新增企业。（牵头领导：王一；牵头单位：市商务局；配合单位：各县政府）\n",
	"a leader with a post": "1.新增企业。\n牵头领导：王一 副市长\n牵头单位：市商务局 局长 甲某某\n配合单位：各县政府\n",
	"a bracket over two lines": "1.新增企业。（牵头领导：王一；牵头单位：市商\n务局；配合单位：各县政府）\n",
	"a number before a blank": "1 新增企业。（牵头领导：王一；牵头单位：市商务局；配合单位：各县政府）\n",
	"a page below": "1.新增企业。\n牵头领导：王一\n牵头单位：市商务局\n配合单位：各县政府\n【关闭窗口】\n主办单位：东江市政府\n",
	"further labels": "1.新增企业。\n牵头领导：王一\n牵头单位：市商务局\n配合单位：各县政府\n进展情况：已完成。\n",
	"a title and measures": "1.新增企业\n工作措施：加快推进。\n牵头领导：王一\n牵头单位：市商务局\n配合单位：各县政府\n",
	"words behind the bracket": "1.新增企业。（牵头领导：王一；牵头单位：市商务局；配合单位：各县政府）力争再增。\n",
}


@pytest.mark.parametrize("way", WAYS)
def test_other_ways_to_write_the_same(way):
	(item,) = items_of(parse_text(HEAD + WAYS[way]))
	assert (item.number, item.text[:4], item.leader) == ("1", "新增企业", "王一")
	assert (item.lead_units, [unit.name for unit in item.units]) == (("市商务局",), ["市商务局", "各县政府"])


def test_the_leader_in_the_bracket_of_a_heading_is_that_of_the_section():
	text = "一、产业发展（牵头领导：王一）\n1.新增企业。责任单位：市商务局\n2.引进项目。责任单位：市投促局\n"
	read = parse_text(HEAD + text)
	assert [(section.heading, section.leader) for one in read.lists for section in one.sections] == [
		("一、产业发展", "王一")
	]


def test_further_labels_are_kept_under_their_own_words():
	(task,) = tasks_of(parse_text(HEAD + "1.新增企业。\n责任单位：市商务局\n进展情况：已开工。\n"))
	assert [(further.heading, further.text) for further in task.further] == [("进展情况", "已开工。")]


def test_a_letter_with_numbered_paragraphs_is_no_list():
	with pytest.raises(NotAList):
		parse_text(
			"各县政府：\n一、提高认识。\n二、加强领导，由办公室牵头抓总。\n三、抓好落实。\n2024年3月1日\n"
		)


def test_tasks_below_a_heading_that_is_a_unit_are_that_units():
	text = "一、市商务局（2项）\n1.新增企业。\n2.引进项目。\n二、市住建局：\n3.改造道路。（市住建局牵头，市城管局配合）\n"
	assert [row[:4] for row in _rows(HEAD + text)] == [
		("1", "新增企业。", ["市商务局"], []),
		("2", "引进项目。", ["市商务局"], []),
		("3", "改造道路。", ["市住建局"], ["市城管局"]),
	]


def test_several_under_the_label_of_the_lead_are_no_question_of_order():
	codes = codes_of(parse_text(HEAD + "1.新增企业。\n牵头单位：市商务局、市财政局\n"))
	assert ("leads_several" in codes, "lead_by_order" in codes) == (True, False)


def test_the_full_stop_behind_a_deadline_is_no_part_of_it():
	(row,) = _rows(HEAD + "1.新增企业。责任单位：市商务局；完成时限：全年。\n")
	assert row[4] == "全年"


def test_headings_stay_as_short_as_the_site_keeps_them():
	text = f"一、{'发展产业' * 30}\n（一）{'优化环境' * 12}\n1.新增企业。（市商务局）\n"
	(heading,) = _sections(HEAD + text)
	assert heading == f"（一）{'优化环境' * 12}"


def test_tasks_without_numbers_may_say_who_behind_their_last_sentence():
	rows = _rows(
		HEAD + "3-4月：完成招标。责任单位：市商务局\n5月底前：开工建设。责任单位：市住建局、市财政局\n"
	)
	assert [(row[1], row[4]) for row in rows] == [
		("3-4月：", "3-4月"),
		("5月底前：", "5月底前"),
	]


def test_each_line_of_a_cell_keeps_its_own_number():
	read = parse_text("\t序号\n省牵头单位:\t序号\n（一）王宏副市长牵头重点工作\n")
	assert (3, "王宏副市长牵头重点工作") in [(task.line, task.text) for task in tasks_of(read)]

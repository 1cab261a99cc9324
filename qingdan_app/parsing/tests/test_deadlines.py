"""Every expression of the 2021 document, decided; and what other years may write."""

import datetime

import pytest

from qingdan_app.parsing.deadlines import KINDS, is_only_time, read_deadline
from qingdan_app.parsing.tests.factories import tasks_of

MONTH_ENDS = ["01-31", "02-28", "03-31", "04-30", "05-31", "06-30"]
MONTH_ENDS += ["07-31", "08-31", "09-30", "10-31", "11-30", "12-31"]

# expression: (kind, dates with labels, final, number of doubts)
DECIDED = {
	**{
		f"{month}月": ("date", [(f"2021-{end}", None)], f"2021-{end}", 0)
		for month, end in enumerate(MONTH_ENDS, 1)
	},
	**{f"{year}年": ("date", [(f"{year}-12-31", None)], f"{year}-12-31", 0) for year in range(2021, 2026)},
	"2022年4月": ("date", [("2022-04-30", None)], "2022-04-30", 0),
	"2022年5月": ("date", [("2022-05-31", None)], "2022-05-31", 0),
	"2022年6月": ("date", [("2022-06-30", None)], "2022-06-30", 0),
	"2022年8月": ("date", [("2022-08-31", None)], "2022-08-31", 0),
	"7月、9月": ("milestones", [("2021-07-31", None), ("2021-09-30", None)], "2021-09-30", 0),
	"8月完工，12月投入运行": (
		"milestones",
		[("2021-08-31", "完工"), ("2021-12-31", "投入运行")],
		"2021-12-31",
		0,
	),
	"10月完成推荐，火炬中心次年公布结果": (
		"milestones",
		[("2021-10-31", "完成推荐"), ("2022-12-31", "火炬中心公布结果")],
		"2022-12-31",
		1,
	),
	"项目建设周期2年。10月前启动项目建设，2022年11月完成验收": (
		"milestones",
		[("2021-10-31", "启动项目建设"), ("2022-11-30", "完成验收")],
		"2022-11-30",
		2,
	),
	"12月完成首期认缴": ("date", [("2021-12-31", "完成首期认缴")], "2021-12-31", 1),
	"分批实施，年底完成": ("date", [("2021-12-31", "完成")], "2021-12-31", 0),
	"时间待定，计划9月": ("tentative", [("2021-09-30", "计划")], None, 0),
	"时间待定，计划12月": ("tentative", [("2021-12-31", "计划")], None, 0),
	"每年": ("recurring", [], None, 1),
	"每月底": ("recurring", [], None, 0),
	"长效管理": ("ongoing", [], None, 0),
	"贯穿赛前、赛时": ("period", [], None, 0),
	"根据国土空间总规批复时间确定": ("contingent", [], None, 0),
	"在省级方案印发并向社会公开后": ("contingent", [], None, 0),
	"根据省统一安排": ("contingent", [], None, 0),
	"根据省统一部署": ("contingent", [], None, 0),
}


def _read(words, year=2021):
	deadline, doubts = read_deadline(words, year)
	dates = [(str(one.date), one.label) for one in deadline.dates]
	final = str(deadline.final) if deadline.final else None
	return (deadline.kind, dates, final, len(doubts))


@pytest.mark.parametrize("words", DECIDED)
def test_an_expression_of_the_document_is_read_as_decided(words):
	assert _read(words) == DECIDED[words]


def test_the_table_holds_all_37_expressions_of_the_document_and_no_other(hangzhou):
	assert {task.deadline.raw for task in tasks_of(hangzhou)} == set(DECIDED)
	assert len(DECIDED) == 37


def test_what_is_open_never_has_a_date_that_binds(hangzhou):
	for task in tasks_of(hangzhou):
		if task.deadline.kind in ("tentative", "recurring", "ongoing", "contingent"):
			assert task.deadline.final is None
		elif task.deadline.kind in ("date", "milestones"):
			assert task.deadline.final == max(one.date for one in task.deadline.dates)


@pytest.mark.parametrize(
	("words", "kind", "final"),
	[
		("6月30日", "date", "2021-06-30"),
		("2022年3月15日前", "date", "2022-03-15"),
		("2021-09-30", "date", "2021-09-30"),
		("2021.12", "date", "2021-12-31"),
		("5月中旬", "date", "2021-05-20"),
		("５月底前", "date", "2021-05-31"),
		("年内", "date", "2021-12-31"),
		("2022年底前", "date", "2022-12-31"),
		("一季度", "date", "2021-03-31"),
		("第三季度末", "date", "2021-09-30"),
		("上半年", "date", "2021-06-30"),
		("3、6、9月", "milestones", "2021-09-30"),
		("6月启动12月完成", "milestones", "2021-12-31"),
		("3月至6月", "period", "2021-06-30"),
		("2021—2025年", "period", "2025-12-31"),
		("全年", "period", "2021-12-31"),
		("持续推进", "ongoing", None),
		("每季度", "recurring", None),
		("视疫情情况另行通知", "contingent", None),
		("力争11月", "tentative", None),
		("六月底前", "date", "2021-06-30"),
		("十二月", "date", "2021-12-31"),
		("二〇二二年三月", "date", "2022-03-31"),
		("22年6月底", "date", "2022-06-30"),
		("22年底", "date", "2022-12-31"),
		("2022年Q3", "date", "2022-09-30"),
		("2022年全年", "period", "2022-12-31"),
		("2022—2024", "period", "2024-12-31"),
		("常年坚持", "ongoing", None),
		("国庆节前", "date", "2021-09-30"),
		("2022年国庆前完成", "date", "2022-09-30"),
		("“五一”前", "date", "2021-04-30"),
		("教师节之前", "date", "2021-09-09"),
		("元旦前", "date", "2021-12-31"),
		("2022年元旦前", "date", "2021-12-31"),
		("次年元旦以前", "date", "2021-12-31"),
		("立行立改，6月底前完成", "date", "2021-06-30"),
	],
)
def test_what_other_years_write_is_read_without_doubt(words, kind, final):
	deadline, doubts = read_deadline(words, 2021)
	assert (deadline.kind, str(deadline.final) if deadline.final else None) == (kind, final)
	assert doubts == ()


@pytest.mark.parametrize(
	"words",
	[
		"13月",
		"0月",
		"2月30日",
		"2021年2月29日",
		"市发改委",
		"春节前",
		"汛期前",
		"尽快出台管理办法",
		"30日内办结率达到百分之九十",
		"近年中",
		"三年内建成",
		"12",
		"123月",
	],
)
def test_what_is_no_date_is_not_made_into_one(words):
	deadline, (doubt,) = read_deadline(words, 2021)
	assert (deadline.kind, deadline.dates, deadline.final) == (None, (), None)
	assert doubt.code == "deadline_unread"
	assert deadline.raw == words


@pytest.mark.parametrize(
	("words", "kind", "final"),
	[
		("年中", "date", "2021-06-30"),
		("年中前", "date", "2021-06-30"),
		("2022年中", "date", "2022-06-30"),
		("年初", "date", "2021-03-31"),
		("会后3日内", "contingent", None),
		("会议结束后三个工作日内完成", "contingent", None),
		("自印发之日起10日内", "contingent", None),
		("3年内", "contingent", None),
		("三年内完成", "contingent", None),
		("半年内", "contingent", None),
		("立行立改", "tentative", None),
		("立行立改、立即整改", "tentative", None),
		("尽快", "tentative", None),
	],
)
def test_what_names_no_day_is_asked_with_what_it_was_taken_for(words, kind, final):
	deadline, (doubt,) = read_deadline(words, 2021)
	assert (deadline.kind, str(deadline.final) if deadline.final else None) == (kind, final)
	assert (doubt.code, deadline.raw) == ("deadline_ambiguous", words)


def test_an_empty_cell_is_a_missing_deadline():
	deadline, (doubt,) = read_deadline("  ", 2021)
	assert deadline.kind is None
	assert doubt.code == "deadline_missing"


@pytest.mark.parametrize(
	"words", ["10月前", "2022年前", "3月初", "根据省部署12月完成", "12月完工，3月启动", "6月后"]
)
def test_what_can_be_read_in_two_ways_is_doubted(words):
	_, doubts = read_deadline(words, 2021)
	assert [doubt.code for doubt in doubts] == ["deadline_ambiguous"]


def test_a_month_after_another_years_date_takes_that_year_and_is_doubted():
	deadline, doubts = read_deadline("2022年8月完工，12月投入运行", 2021)
	assert deadline.final == datetime.date(2022, 12, 31)
	assert [doubt.code for doubt in doubts] == ["deadline_ambiguous"]


def test_without_a_year_a_month_has_no_date_and_a_year_still_has():
	assert _read("12月", None)[:3] == ("date", [], None)
	assert _read("2022年4月", None) == ("date", [("2022-04-30", None)], "2022-04-30", 0)


def test_words_of_time_alone_are_no_task_and_a_task_is_never_words_of_time_alone(hangzhou):
	assert all(
		is_only_time(words)
		for words in ("12月", "7月、9月", "2022年4月", "每年", "每月底", "时间待定，计划9月", "长效管理")
	)
	assert not any(is_only_time(task.text) for task in tasks_of(hangzhou))
	assert not is_only_time("推进中期评估")


def test_leap_years_are_known():
	assert _read("2月", 2024)[2] == "2024-02-29"


def test_precision_says_how_precisely_the_words_name_the_date():
	words = {"6月30日": "day", "5月上旬": "ten_days", "5月": "month", "二季度": "quarter"}
	words |= {"下半年": "half_year", "2022年": "year", "年底": "year"}
	for expression, precision in words.items():
		assert read_deadline(expression, 2021).deadline.dates[0].precision == precision


def test_the_kinds_are_the_seven_of_the_schema():
	assert {kind for kind, *_ in DECIDED.values()} == set(KINDS)


def test_steps_without_a_comma_between_them_keep_their_own_labels():
	dates = read_deadline("6月启动12月完成", 2021).deadline.dates
	assert [one.label for one in dates] == ["启动", "完成"]

"""The targets of a task's text: against marks made by hand on the real document, and kind by kind."""

import csv
import datetime
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan_app.parsing import parse_text, to_json
from qingdan_app.parsing.targets import read_targets
from qingdan_app.parsing.tests.factories import document, item

HERE = Path(__file__).parent
DEADLINE = datetime.date(2031, 11, 30)
WORDS = [
	"新建",
	"完成",
	"3",
	"二十",
	"万",
	"亿元",
	"个",
	"%",
	"、",
	"，",
	"。",
	"（",
	"）",
	"以上",
	"每",
	"各",
	"2031年",
	"不少于",
	"至",
	"—",
	"“",
	"”",
	"℃",
	"第",
]


@pytest.fixture(scope="module")
def found(hangzhou):
	"""The targets of each task of the real document, by list, serial and number."""
	return {
		f"{one.number}-{item.serial}-{task.number or ''}": (
			task.text,
			read_targets(task.text, task.deadline.final, 2021),
		)
		for one in hangzhou.lists
		for section in one.sections
		for item in section.items
		for task in item.tasks
	}


def _marked() -> dict[str, list[tuple]]:
	marks = defaultdict(list)
	for row in csv.DictReader((HERE / "targets_marked.tsv").open(encoding="utf-8"), delimiter="\t"):
		marks[row["task"]] += (
			[] if row["value"] == "none" else [(float(row["value"]), row["unit"], row["comparator"])]
		)
	return marks


def test_of_120_tasks_marked_by_hand_at_least_95_percent_of_values_and_90_of_comparators_are_right(found):
	right = wrong = compared = 0
	for task, marks in _marked().items():
		read = [(one.value, one.unit, one.comparator) for one in found[task][1]]
		values = [mark[:2] for mark in marks]
		right += sum(one[:2] in values for one in read)
		wrong += sum(one[:2] not in values for one in read) + sum(
			mark not in [one[:2] for one in read] for mark in values
		)
		compared += sum(one in marks for one in read)
	assert len(_marked()) == 120
	assert right / (right + wrong) >= 0.95
	assert compared / right >= 0.9


def test_between_244_and_298_tasks_have_a_target(found):
	assert 244 <= sum(bool(targets) for _, targets in found.values()) <= 298


def test_figures_that_name_count_what_is_there_or_set_a_condition_are_no_targets(found):
	taken = []
	for row in csv.DictReader((HERE / "false_friends.tsv").open(encoding="utf-8"), delimiter="\t"):
		text, targets = found[row["task"]]
		start = text.index(row["words"])
		taken += [row for one in targets if one.start < start + len(row["words"]) and start < one.end]
	assert taken == []


def test_a_quote_is_the_text_between_start_and_end(found):
	assert all(text[one.start : one.end] == one.quote for text, targets in found.values() for one in targets)


def test_the_document_and_its_json_carry_them():
	read = parse_text(document(item(task="1.新建绿道3—5公里。", text="全省新建绿道900公里。")))
	(task,) = to_json(read)["lists"][0]["sections"][0]["items"][0]["tasks"]
	assert task["targets"] == [
		{
			"quote": "3—5公里",
			"start": 4,
			"end": 9,
			"value": [3, 5],
			"unit": "公里",
			"comparator": "range",
			"metric": "新建绿道",
			"by": "2021-12-31",
			"by_source": "deadline",
			"every": None,
			"per": None,
		}
	]


def _short(text: str) -> list[str]:
	return [f"{one.value}{one.unit}{one.comparator}" for one in read_targets(text, DEADLINE, 2031)]


@pytest.mark.parametrize(
	("text", "expected"),
	[
		("新建口袋公园３２个。", ["32个="]),
		("新建口袋公园1,250个。", ["1250个="]),
		("培育龙头企业不少于三十五家。", ["35家>="]),
		("建成高标准农田三万亩。", ["3万亩="]),
		("完成适老化改造2千户。", ["2000户="]),
		("引进重点项目3—5个。", ["(3, 5)个range"]),
		("引进重点项目3至5个。", ["(3, 5)个range"]),
		("引进重点项目三至五个。", ["(3, 5)个range"]),
		("增速保持在5%～6.5%。", ["(5, 6.5)%range"]),
		("投诉办结率百分之九十五以上。", ["95%>="]),
		("压减会议三分之一。", ["33.33%="]),
		("失业率控制在４.５％以内。", ["4.5%<="]),
		("安置房超期率低于3%。", ["3%<"]),
		("新增停车位近8000个。", ["8000个~="]),
		("拆除违建100余处。", ["100处>"]),
		("服务企业1000多家。", ["1000家>"]),
		("招引项目10个（含）以上。", ["10个>="]),
		("社会消费品零售总额突破900亿元。", ["900亿元>"]),
		("注册用户数超50万。", ["50万>"]),
		("绿地率提高2个百分点。", ["2百分点="]),
		("新建泵站2座、管网15公里，改造站房300平方米。", ["2座=", "15公里=", "300平方米="]),
		("认定不超过3家示范店、8家达标店。", ["3家<=", "8家<="]),
		("证照办理时限压缩至3个工作日。", ["3个工作日<="]),
		("引进10亿元以上项目5个。", ["5个="]),
		("引进5个10亿元以上项目。", ["5个="]),
		("污水处理能力达到5万吨/日。", ["5万吨>="]),
		("组织招聘会20场次，达成就业意向3000人次以上。", ["20场次=", "3000人次>="]),
		("在原有12个站点基础上新增6个。", ["6个="]),
		("上年建成8个，今年再建9个。", ["9个="]),
		("举办两场音乐会。", ["2场="]),
		("签约率达到100%，满意度达到95%。", ["100%=", "95%>="]),
	],
)
def test_figures_of_every_form(text, expected):
	assert _short(text) == expected


@pytest.mark.parametrize(
	"text",
	[
		"推进3A级景区建设。",
		"做好第14届运动会筹备工作。",
		"开展2030年度考核。",
		"打造1小时交通圈。",
		"推进35kV线路迁改。",
		"落实“5+3”工作机制。",
		"实施三年行动计划。",
		"打造百亿级产业集群。",
		"完善两级网络。",
		"推动12345热线提质。",
		"对65岁以上老人免费体检。",
		"推进G15高速和318国道改造。",
		"落实《关于推进100个重点村建设的通知》。",
		"做好一网通办、一件事改革。",
		"统一平台，唯一入口，只跑一次。",
		"推进6号地块出让。",
		"冬季室温不低于18℃的小区先行试点。",
		"推进污水处理二期项目（5万吨/日）建设。",
		"制定2万亩农田整治任务分解方案。",
		"推进第三批5G应用。",
		"推广WiFi6和IPv6应用。",
		"讨论10.1节和3.2.1条。",
		"推进“十五五”规划编制。",
		"实施121人才梯队项目。",
		"做到机构、编制、人员、经费四个到位。",
		"坚决做到两个维护。",
	],
)
def test_figures_that_are_none(text):
	assert _short(text) == []


@pytest.mark.parametrize(
	("text", "metric"),
	[
		("实现规上工业增加值680亿元。", "规上工业增加值"),
		("开展技能培训3000人次。", "开展技能培训"),
		("建设12个示范社区。", "示范社区"),
		("清淤480公里雨水管网。", "雨水管网"),
		("新建绿道8条、70公里。", "新建绿道"),
		("其中，2031年新增专利2000件。", "新增专利"),
	],
)
def test_the_metric_is_what_is_counted_or_measured(text, metric):
	assert read_targets(text, DEADLINE, 2031)[-1].metric == metric


def test_the_day_comes_from_the_text_where_it_names_one_and_else_is_the_deadline():
	first, second, third = read_targets(
		"新建幼儿园9所。其中，2031年6月底前开工3所，2032年建成6所。", DEADLINE, 2031
	)
	assert (first.by, first.by_source) == (DEADLINE, "deadline")
	assert (second.by, second.by_source) == (datetime.date(2031, 6, 30), "text")
	assert (third.by, third.by_source) == (datetime.date(2032, 12, 31), "text")


def test_a_year_that_is_compared_with_is_no_day_to_be_ready_by():
	read = read_targets("税收较2030年增长5%。", DEADLINE, 2031)
	assert [(one.by, one.by_source) for one in read] == [(DEADLINE, "deadline")]


def test_within_some_years_is_no_end_of_this_one():
	read = read_targets("5年内新建幼儿园9所，三年内建成3所。", None, 2031)
	assert [(one.by, one.by_source) for one in read] == [(None, None)] * 2


def test_without_any_day_there_is_none():
	(one,) = read_targets("新建幼儿园9所。")
	assert (one.by, one.by_source) == (None, None)


@pytest.mark.parametrize(
	("text", "every"),
	[
		("每季度召开1次调度会。", "quarter"),
		("每年扶持作品40部以上。", "year"),
		("每月抽查不少于20家。", "month"),
		("每半年开展一次评估。", "half_year"),
		("焚烧垃圾达到5万吨/年。", "year"),
		("新建公园3个。", None),
	],
)
def test_how_often_a_figure_is_owed(text, every):
	(one,) = read_targets(text, DEADLINE, 2031)
	assert one.every == every


@pytest.mark.parametrize(
	("text", "per"),
	[
		("每个区县至少建成1个示范点。", "区县"),
		("每个街道1个服务站。", "街道"),
		("东城区、西城区各2个。", "东城区、西城区"),
		("各镇（街道）至少各完成1个试点。", "镇（街道）"),
		("落地各类总部10家。", None),
	],
)
def test_each_of_whom_owes_a_figure(text, per):
	(one,) = read_targets(text, DEADLINE, 2031)
	assert one.per == per


@given(st.lists(st.sampled_from(WORDS), max_size=40).map("".join))
def test_whatever_the_text_every_quote_stands_in_it_and_no_two_overlap(text):
	targets = read_targets(text, DEADLINE, 2031)
	assert all(text[one.start : one.end] == one.quote for one in targets)
	assert all(one.end <= two.start for one, two in pairwise(targets))


@given(st.text(max_size=200))
def test_any_text_at_all_is_read(text):
	read_targets(text, DEADLINE, 2031)

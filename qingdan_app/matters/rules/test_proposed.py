"""Minutes, instructions, lines and tables as offices paste them."""

import pytest

from qingdan_app.matters.rules.proposed import Cut, Doubt, Known, cut
from qingdan_app.parsing.vocabulary import SHIPPED

NAMES = ("市发改委", "市财政局", "市建委", "市教育局", "西湖区政府", "市体育局", "市委宣传部")
KNOWN = Known({**{name: name for name in NAMES}, "市发展改革委": "市发改委"}, ("戴建平", "缪承潮"))

MINUTES = """市政府专题会议纪要
会议指出，上半年工作取得成效。
一、关于场馆建设。由市建委牵头，市财政局、西湖区政府配合，于6月底前完成外立面整治；由市体育局牵头，9月底前完成测试赛方案。
二、关于预算执行。会议强调，市财政局要加快支出进度，会同市发改委每月底前通报情况。
三、市数据局负责数据归集，市教育局协助，2021年8月15日前完成。
会议还研究了其他事项。"""


def read(text: str) -> Cut:
	return cut(text, KNOWN)


def test_minutes_become_a_matter_for_each_sentence_that_names_who_does_it():
	found = read(MINUTES).proposed

	assert [(each.lead, each.cooperating, each.deadline) for each in found] == [
		("市建委", ("市财政局", "西湖区政府"), "6月底前"),
		("市体育局", (), "9月底前"),
		("市财政局", ("市发改委",), "每月底前"),
		("", ("市教育局",), "2021年8月15日前"),
	]
	assert found[3].unknown == ("市数据局",)
	assert Doubt.UNIT_UNKNOWN in found[3].doubts


def test_nothing_is_invented_and_nothing_is_dropped_in_silence():
	found = read(MINUTES)
	kept = "".join(each.content for each in found.proposed)
	passed = [piece.text for piece in found.passed_over]

	assert all(each.content in MINUTES for each in found.proposed)
	assert passed == ["市政府专题会议纪要", "会议指出，上半年工作取得成效。", "会议还研究了其他事项。"]
	assert all(line.lstrip("一二三、") in kept for line in MINUTES.splitlines()[2:5])


def test_lines_that_name_nobody_are_all_matters():
	found = read("开展老旧小区改造\n\n整治背街小巷").proposed

	assert [each.content for each in found] == ["开展老旧小区改造", "整治背街小巷"]
	assert all(Doubt.LEAD_MISSING in each.doubts for each in found)


def test_an_instruction_counts_working_days_and_names_its_leader():
	(found,) = read("请市发改委会同市财政局研究提出意见，10个工作日内报市政府。戴建平").proposed

	assert (found.lead, found.cooperating, found.leader) == ("市发改委", ("市财政局",), "戴建平")
	assert found.deadline == "10个工作日内"


@pytest.mark.parametrize(
	("line", "lead", "cooperating", "deadline"),
	[
		("1. 加快地铁建设（责任单位：市建委；配合单位：市财政局、市发展改革委；完成时限：12月底）", "市建委", ("市财政局", "市发改委"), "12月底"),
		("（二）推进学校建设（市教育局牵头，西湖区政府配合）", "市教育局", ("西湖区政府",), ""),
		("3、责成市建委抓好整改，2021年3月5日前反馈结果", "市建委", (), "2021年3月5日前"),
		("市教育局、市体育局要尽快拿出方案", "市教育局", ("市体育局",), ""),
		("市建委要向市财政局申请资金，第三季度末前到位", "市建委", (), "第三季度末前"),
	],
)  # fmt: skip
def test_one_item(line, lead, cooperating, deadline):
	(found,) = read(line).proposed

	assert (found.lead, found.cooperating, found.deadline) == (lead, cooperating, deadline)


@pytest.mark.parametrize(
	("line", "unknown"),
	[
		("由市发改委会同市大数据局推进建设，6月底前完成", ("市大数据局",)),
		("市发改委会同市财政局、国网杭州供电公司研究方案", ("国网杭州供电公司",)),
		("市发改委会同有关部门研究方案", ()),
		("请市发改委会同市财政局研究提出意见", ()),
	],
)
def test_a_body_beside_another_that_the_site_does_not_know_is_to_be_settled(line, unknown):
	(found,) = read(line).proposed

	assert (found.lead, found.unknown) == ("市发改委", unknown)
	assert (Doubt.UNIT_UNKNOWN in found.doubts) is bool(unknown)


def test_a_day_that_is_only_spoken_of_is_no_deadline():
	(found,) = read("由市建委牵头落实3月召开的会议精神").proposed

	assert found.deadline == ""


TABLE = "序号\t事项\t责任单位\t完成时限\t责任领导\n1\t老旧小区改造\t市建委、市财政局\t6月底\t缪承潮副市长\n2\t公园\t市发改委牵头，市教育局配合\t10个工作日内\t戴建平"


def test_a_table_is_read_by_the_words_above_its_columns():
	first, second = read(TABLE).proposed

	assert (first.content, first.lead, first.cooperating) == ("老旧小区改造", "市建委", ("市财政局",))
	assert (first.deadline, first.leader) == ("6月底", "缪承潮")
	assert (second.lead, second.cooperating, second.leader) == ("市发改委", ("市教育局",), "戴建平")


def test_what_the_site_knows_of_headings_and_headers_goes_before_the_words_in_them():
	table = "任务来源\t干什么\t谁来干\t责任人\n会议\t公园建设\t市教育局\t李一"
	assert [each.content for each in read(table).proposed] != ["公园建设"]
	of_headings = SHIPPED.with_words({"干什么": "task", "谁来干": "units"})
	of_header = SHIPPED.with_headers(
		{("任务来源", "干什么", "谁来干", "责任人"): ("class", "task", "lead", "person")}
	)
	for vocabulary in (of_headings, of_header):
		(found,) = cut(table, Known(KNOWN.units, KNOWN.leaders, vocabulary)).proposed
		assert (found.content, found.lead) == ("公园建设", "市教育局")


def test_columns_in_another_order_say_the_same():
	lines = [row.split("\t") for row in TABLE.splitlines()]
	turned = "\n".join("\t".join(reversed(row)) for row in lines)

	assert [each.lead for each in read(turned).proposed] == ["市建委", "市发改委"]
	assert [each.content for each in read(turned).proposed] == ["老旧小区改造", "公园"]


def test_a_table_without_a_head_is_read_by_what_stands_in_it():
	found = read("老旧小区改造\t市建委\t6月底\n公园建设很重要的工作\t市教育局\t7月").proposed

	assert [(each.content, each.lead, each.deadline) for each in found] == [
		("老旧小区改造", "市建委", "6月底"),
		("公园建设很重要的工作", "市教育局", "7月"),
	]


def test_a_table_with_strokes_and_a_cell_of_several_lines():
	(first,) = read("| 任务 | 单位 |\n|---|---|\n| 公园 | 市建委 |").proposed
	(second,) = read('任务\t单位\n"公园\n广场"\t市建委').proposed

	assert (first.content, first.lead) == ("公园", "市建委")
	assert (second.content, second.lead) == ("公园\n广场", "市建委")


@pytest.mark.parametrize(
	"text", ["", "   ", "\t\t\n", "|||", "。；。", "一、", "\ud800".encode("utf-8", "replace").decode()]
)
def test_nothing_is_found_in_nothing(text):
	assert all(each.content.strip() for each in read(text).proposed)


@pytest.mark.parametrize(
	("cell", "lead", "cooperating", "deadline"),
	[
		("市建委牵头，市财政局按职责分工负责，6月底前", "市建委", ("市财政局",), "6月底前"),
		("市建委、市财政局按职责分工负责", "", ("市建委", "市财政局"), ""),
		("牵头单位：市建委；配合单位：市财政局；完成时限：9月", "市建委", ("市财政局",), "9月"),
		("市建委配合落实", "", ("市建委",), ""),
	],
)
def test_a_cell_of_units_is_read_as_in_a_list(cell, lead, cooperating, deadline):
	(found,) = read(f"事项\t责任单位\n公园\t{cell}").proposed

	assert (found.lead, found.cooperating, found.deadline) == (lead, cooperating, deadline)
	assert (Doubt.LEAD_MISSING in found.doubts) is (not lead)


def test_where_the_work_is_shared_nobody_is_said_to_lead():
	(found,) = read("1. 加快公园建设（市建委、市财政局按职责分工负责）").proposed

	assert (found.lead, found.cooperating) == ("", ("市建委", "市财政局"))

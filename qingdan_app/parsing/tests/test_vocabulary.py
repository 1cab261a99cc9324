"""Headings that stand in no list of words: what they are made of says what their column is."""

import pytest

from qingdan_app.parsing.list_columns import read_columns
from qingdan_app.parsing.vocabulary import SHIPPED

MADE = {
	"leader": "分管院领导 牵头校领导 包保县级领导 督办市领导 责任领导",
	"lead": "牵头责任单位 主办科室 承办单位（主办） 责任单位（牵头）",
	"units": "承办科室 整改责任单位 落实单位 责任单位及责任人 责任股室",
	"cooperating": "配合科室 参与单位 协办责任单位 承办单位（会办）",
	"person": "工作联系人 分管负责人 承办人及电话 办公电话 领衔代表",
	"deadline": "整改时限 办理期限 拟办结时间 计划完成时间 交付日期 时限要求 时间安排",
	"progress": "整改落实情况 项目推进情况 办理情况",
	"target": "验收标准 一季度目标 3月工作计划 权重 预期成效",
	"number": "建议编号 提案号 项目编号",
	"class": "任务类型 所属领域 问题来源",
	"finer_task": "整改措施 推进举措 实施内容 建设规模及主要内容",
	"task": "建议标题 案由 考核指标 督办事项 整改任务 年度重点工作任务",
}


@pytest.mark.parametrize(
	("role", "heading"), [(role, one) for role, words in MADE.items() for one in words.split()]
)
def test_what_a_heading_is_made_of_says_what_the_column_is(role, heading):
	assert SHIPPED.role_of(heading) == role


@pytest.mark.parametrize(
	"heading",
	[
		"包保组长",
		"计划开工时间",
		"交办时间",
		"主管部门",
		"建设周期",
		"总面积",
		"建设单位",
		"6月",
		"12月底",
		"新增企业一百家",
		"县工信局",
		"一、主要任务：加快",
		"项目概况及进展说明材料等",
	],
)
def test_what_is_none_of_them_is_not_guessed_at(heading):
	assert SHIPPED.role_of(heading) is None


def test_an_offices_own_word_goes_before_what_it_is_made_of():
	assert SHIPPED.with_words({"整改措施": "remark"}).role_of("整改措施") == "remark"


def test_the_units_may_be_called_no_more_than_that_but_beside_a_target_they_are_what_it_is_counted_in():
	roles = [column.role for column in read_columns(["单位", "任务"]).columns]
	assert roles == ["units", "task"]
	for further, role in (("责任部门", "units"), ("备注", "remark")):
		counted = read_columns(["指标", "单位", "目标值", further]).columns
		assert [column.role for column in counted] == ["task", None, "target", role]


def test_columns_of_months_make_no_header_less_of_one():
	months = [f"{number}月" for number in range(1, 13)]
	assert read_columns(["序号", "工作任务", *months, "责任单位"]) is not None

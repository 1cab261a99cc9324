"""Who leads: one person by name and post, in lines, headings and cells, and what is no person."""

import pytest

from qingdan_app.parsing.document import parse_text
from qingdan_app.parsing.leaders import leader_in_heading, leader_of_line, leader_said, read_leader
from qingdan_app.parsing.tests.factories import items_of

ROWS = [
	("序号", "工作任务", "牵头领导", "责任单位", "完成时限"),
	("1", "新增企业。", "张三副市长", "县工信局", "6月"),
	("2", "引进项目。", "王五常务副市长", "县商务局", "12月"),
]


@pytest.mark.parametrize(
	("line", "name", "post", "number"),
	[
		("张三副市长", "张三", "副市长", None),
		("一、张三副市长牵头", "张三", "副市长", 1),
		("（二）王宏常务副市长牵头重点工作", "王宏", "常务副市长", 2),
		("2.副市长李四负责的工作：", "李四", "副市长", 2),
		("一、常务副市长张三同志牵头", "张三", "常务副市长", 1),
		("张三（市委常委、副市长）", "张三", "市委常委、副市长", None),
		("县委常委、副县长李四", "李四", "县委常委、副县长", None),
		("王红副校长分管的工作", "王红", "副校长", None),
	],
)
def test_a_line_that_names_a_leader_and_nothing_else(line, name, post, number):
	assert leader_of_line(line) == (name, post, number)


@pytest.mark.parametrize(
	"line", ["市长办公会议", "新增企业。", "分管副市长", "各副县长", "张三", "政法书记", "武装部长"]
)
def test_a_line_that_names_no_leader(line):
	assert leader_of_line(line) is None


def test_a_leader_within_a_heading_and_between_units():
	assert leader_in_heading("优化环境由王一副市长牵头").name == "王一"
	assert leader_in_heading("一、优化环境（常务副市长王一负责）").name == "王一"
	assert leader_in_heading("一、优化环境") is None
	assert leader_said("李四同志").name == "李四"
	assert leader_said("市商务局牵头") is None


@pytest.mark.parametrize(
	"cell", ["李一", "李一副县长", "院长李一", "李一 副主任", "李一（副院长）", "李一同志"]
)
def test_the_one_leader_of_a_cell(cell):
	assert read_leader(cell) == "李一"


@pytest.mark.parametrize(
	"cell", ["李一、王二", "李一 王二", "分管副市长", "院长", "各分管领导", "组织部长", "办公室主任"]
)
def test_several_leaders_or_a_post_alone_are_no_name(cell):
	assert read_leader(cell) is None


FLATTENED = {
	"a tab before each cell": "".join(f"\t{cell}\n" for row in ROWS for cell in row),
	"one cell a line": "\n".join(cell for row in ROWS for cell in row),
	"tabs": "\n".join("\t".join(row) for row in ROWS),
	"runs of blanks": "\n".join("    ".join(row) for row in ROWS),
	"pipes": "\n".join(f"| {' | '.join(row)} |" for row in ROWS),
}


@pytest.mark.parametrize("way", FLATTENED)
def test_leaders_with_their_posts_stay_in_their_column(way):
	read = parse_text(f"2024年重点工作清单\n\n{FLATTENED[way]}")
	assert [(item.text, item.leader, item.lead_unit) for item in items_of(read)] == [
		("新增企业。", "张三", "县工信局"),
		("引进项目。", "王五", "县商务局"),
	]
	assert [len(item.tasks) for item in items_of(read)] == [1, 1]

"""A file as rows to look at, and what was read of it as lines."""

from hypothesis import given
from hypothesis import strategies as st

from qingdan_app.importing.plan.read_entries import entry_at, read_entries
from qingdan_app.importing.plan.source_rows import row_at, source_rows
from qingdan_app.parsing import parse_bytes, to_json
from qingdan_app.parsing.readers import read
from qingdan_app.parsing.tests.made_tables import content, merged, table
from qingdan_app.parsing.tests.written_files import docx
from qingdan_app.tests.budget import budget

HEADER = ("序号", "重点工作", "主要内容", "完成时限", "牵头单位")
FILE = docx(
	content(
		"2031年测试工作清单",
		table(
			HEADER,
			(merged("1", 2), merged("推进测试工作。", 2), "完成方案。", "6月", "测试甲局"),
			("完成建设。", "9月", "测试乙局"),
		),
	)
)


def test_paragraphs_and_rows_stand_in_reading_order_each_at_its_place():
	rows = source_rows(read(FILE, "list.docx"))
	assert [row.get("text") for row in rows[:1]] == ["2031年测试工作清单"]
	assert [row["place"] for row in rows[1:]] == ["第1张表 第1行", "第1张表 第2行", "第1张表 第3行"]
	assert [row["order"] for row in rows] == sorted(row["order"] for row in rows)


def test_a_cell_that_began_above_is_said_to_and_keeps_its_column():
	last = source_rows(read(FILE, "list.docx"))[-1]["cells"]
	assert [cell.get("above", 0) for cell in last] == [1, 1, 0, 0, 0]
	assert [cell["text"] for cell in last] == ["", "", "完成建设。", "9月", "测试乙局"]


def test_each_task_is_an_entry_with_who_and_until_when():
	entries = read_entries(to_json(parse_bytes(FILE, "list.docx")))
	assert [entry["kind"] for entry in entries] == ["list", "key_work", "task", "task"]
	last = entries[-1]
	assert (last["text"], last["lead"], last["units"]) == ("完成建设。", "测试乙局", ["测试乙局"])
	assert (last["deadline"]["raw"], last["deadline"]["due"]) == ("9月", "2031-09-30")


def test_row_and_entry_of_a_task_lead_to_each_other():
	rows, entries = (
		source_rows(read(FILE, "list.docx")),
		read_entries(to_json(parse_bytes(FILE, "list.docx"))),
	)
	orders = [row["order"] for row in rows]
	for entry in entries[2:]:
		row = row_at(orders, entry["line"])
		assert entry["text"] in [cell["text"] for cell in rows[row]["cells"]]
		ends = orders[row + 1] - 1 if row + 1 < len(orders) else 10**9
		assert entries[entry_at(entries, ends)] == entry


@budget(60, 500)
@given(st.lists(st.integers(1, 500), min_size=1, unique=True).map(sorted), st.integers(0, 600))
def test_a_line_is_in_the_last_row_that_begins_at_or_before_it(orders, line):
	at = row_at(orders, line)
	assert orders[at] <= line or at == 0
	assert at + 1 == len(orders) or orders[at + 1] > line

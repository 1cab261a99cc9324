"""What a workbook's sheets show is what is read of them, from .xlsx and from .xls alike."""

import datetime
import io

import openpyxl
import pytest
import xlwt
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from qingdan_app.parsing.content import Content
from qingdan_app.parsing.readers import read
from qingdan_app.parsing.readers.number_formats import shown, shown_text
from qingdan_app.parsing.readers.sheets import column_name, place_named
from qingdan_app.parsing.tests.written_files import archive, cells_of, relations, saved

ROWS = [
	("序号", None, "序号"),
	(1, None, "1"),
	(2.0, None, "2"),
	(2.5, None, "2.5"),
	(0.3, "0.00%", "30.00%"),
	(datetime.date(2021, 6, 1), 'yyyy"年"m"月"', "2021年6月"),
	(datetime.date(2021, 6, 30), 'm"月"d"日"', "6月30日"),
	(datetime.date(2021, 6, 1), 'm"月"', "6月"),
	(datetime.date(2021, 6, 1), "yyyy-mm-dd", "2021-06-01"),
	(12, '0"月"', "12月"),
	(True, None, "TRUE"),
	("第一行\n第二行", None, "第一行\n第二行"),
]


def new_book() -> bytes:
	book = openpyxl.Workbook()
	sheet = book.active
	sheet.title = "清单四"
	for row, (value, form, _words) in enumerate(ROWS, start=1):
		sheet.cell(row, 3, value)
		if form:
			sheet.cell(row, 3).number_format = form
	sheet.merge_cells("A2:B4")
	sheet["A2"] = "合并"
	sheet.row_dimensions[5].hidden = True
	sheet.row_dimensions[6].hidden = True
	sheet.column_dimensions["C"].hidden = True
	book.create_sheet("空")
	book.create_sheet("藏").sheet_state = "hidden"
	book["藏"]["B2"] = "旧"
	return saved(book)


def old_book() -> bytes:
	book = xlwt.Workbook(encoding="utf-8")
	sheet = book.add_sheet("清单四")
	for row, (value, form, _words) in enumerate(ROWS):
		style = xlwt.easyxf(num_format_str=form) if form else xlwt.Style.default_style
		sheet.write(row, 2, value, style)
	sheet.write_merge(1, 3, 0, 1, "合并")
	sheet.row(4).hidden = sheet.row(5).hidden = True
	sheet.col(2).hidden = True
	book.add_sheet("空")
	hidden = book.add_sheet("藏")
	hidden.write(1, 1, "旧")
	hidden.visibility = 1
	file = io.BytesIO()
	book.save(file)
	return file.getvalue()


@pytest.fixture(params=[new_book, old_book], ids=[".xlsx", ".xls"])
def content(request) -> Content:
	return read(request.param())


def test_cells_say_what_the_office_sees(content):
	found = cells_of(content.parts[0])
	assert [found[row, 2][0] for row in range(len(ROWS))] == [words for _value, _form, words in ROWS]


def test_merged_cells_cover_what_they_cover(content):
	assert cells_of(content.parts[0])[1, 0] == ("合并", 3, 2)


def test_each_sheet_that_says_something_is_a_table_of_its_name(content):
	assert [table.name for table in content.parts] == ["清单四", "藏"]


def test_each_cell_is_found_by_its_own_name(content):
	places = [str(cell.place) for cell in content.parts[0].cells]
	assert places[:3] == ["清单四!C1", "清单四!A2", "清单四!C2"]
	orders = [cell.place.order for table in content.parts for cell in table.cells]
	assert orders == sorted(set(orders))


def test_what_is_hidden_is_marked_and_told(content):
	first, second = content.parts
	assert all(cell.hidden for cell in second.cells)
	assert [cell.hidden for cell in first.cells if cell.column == 2] == [True] * len(ROWS)
	assert [(finding.code, dict(finding.params)) for finding in content.findings] == [
		("rows_hidden", {"sheet": "清单四", "text": "5-6"}),
		("columns_hidden", {"sheet": "清单四", "text": "C"}),
		("sheet_hidden", {"sheet": "藏"}),
	]


def test_only_the_rows_that_are_hidden_are_marked():
	book = openpyxl.Workbook()
	for row in (1, 2, 3):
		book.active.cell(row, 1, "甲")
	book.active.row_dimensions[2].hidden = True
	assert [cell.hidden for cell in read(saved(book)).parts[0].cells] == [False, True, False]


def test_rich_text_is_its_words():
	book = openpyxl.Workbook()
	book.active["A1"] = CellRichText("市", TextBlock(InlineFont(b=True), "发改委"))
	assert read(saved(book)).parts[0].cells[0].text == "市发改委"


def test_a_formula_shows_its_last_result_or_is_told():
	content = read(sheet_of('<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>NOW()</f></c></row>'))
	assert cells_of(content.parts[0]) == {(0, 0): ("2", 1, 1)}
	(finding,) = content.findings
	assert (finding.code, str(finding.place)) == ("formula_without_value", "Sheet1!B1")


def test_an_error_is_shown_and_told():
	content = read(sheet_of('<row r="1"><c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'))
	assert cells_of(content.parts[0]) == {(0, 0): ("#DIV/0!", 1, 1)}
	assert [finding.code for finding in content.findings] == ["cell_error"]


def test_cells_without_names_stand_one_after_another():
	content = read(
		sheet_of(
			'<row><c t="inlineStr"><is><t>甲</t></is></c><c><v>1</v></c></row><row><c><v>2</v></c></row>'
		)
	)
	assert cells_of(content.parts[0]) == {(0, 0): ("甲", 1, 1), (0, 1): ("1", 1, 1), (1, 0): ("2", 1, 1)}


def test_reading_aids_and_escapes_are_no_words():
	text = '<is><r><t>市</t></r><rPh sb="0" eb="1"><t>し</t></rPh><r><t>局_x000D__x0041_</t></r></is>'
	content = read(sheet_of(f'<row><c t="inlineStr">{text}</c></row>'))
	assert content.parts[0].cells[0].text == "市局\nA"


def test_sheets_of_charts_are_passed_over():
	book = openpyxl.Workbook()
	book.active["A1"] = "甲"
	book.create_chartsheet("图").add_chart(openpyxl.chart.BarChart())
	assert [table.name for table in read(saved(book)).parts] == ["Sheet"]


def test_a_date_counts_from_the_year_the_workbook_says():
	book = openpyxl.Workbook()
	book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
	book.active["A1"] = datetime.date(2021, 6, 1)
	book.active["A1"].number_format = "yyyy/m/d"
	assert read(saved(book)).parts[0].cells[0].text == "2021/6/1"


def test_words_under_a_merged_cell_are_told():
	body = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
	content = read(sheet_of(body, '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'))
	assert [(finding.code, dict(finding.params)) for finding in content.findings] == [
		("text_hidden", {"text": "2"})
	]


def test_a_title_merged_over_the_whole_sheet_is_as_wide_as_the_table():
	body = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="C2"><v>2</v></c></row>'
	content = read(
		sheet_of(body, '<mergeCells><mergeCell ref="A1:XFD1"/><mergeCell ref="A9:A1048576"/></mergeCells>')
	)
	assert cells_of(content.parts[0])[0, 0] == ("1", 1, 3)


def sheet_of(rows: str, after: str = "") -> bytes:
	"""A workbook of one sheet, written by hand."""
	names = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
	related = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	sheets = f'<sheets><sheet name="Sheet1" sheetId="1" r:id="one" xmlns:r="{related}"/></sheets>'
	return archive(
		{
			"xl/workbook.xml": f"<workbook {names}>{sheets}</workbook>",
			"xl/_rels/workbook.xml.rels": relations(
				f'<Relationship Id="one" Type="{related}/worksheet" Target="worksheets/sheet1.xml"/>'
			),
			"xl/worksheets/sheet1.xml": f"<worksheet {names}><sheetData>{rows}</sheetData>{after}</worksheet>",
		}
	)


@pytest.mark.parametrize(
	("value", "form", "words"),
	[
		(0.1 + 0.2, "General", "0.3"),
		(123456789012, "General", "123456789012"),
		(1e-7, "General", "1E-07"),
		(1234.5, "#,##0.00", "1,234.50"),
		(1234567, "#,##0,", "1,235"),
		(2.5, "0", "3"),
		(-3, "0;[Red](0)", "(3)"),
		(0, "0;-0;;@", ""),
		(7, '"第"0"号"', "第7号"),
		(3, "000", "003"),
		(138001380, "000-0000-0000", "001-3800-1380"),
		(0.5, "0%", "50%"),
		(1.5, "# ?/?", "1.5"),
		(12345, "0.00E+00", "1.23E+04"),
		(5, "[DBNum1]General", "五"),
		(12, '[DBNum1]0"项"', "十二项"),
		(150, '[>=100]"多";"少"', "多"),
		(44348, '[DBNum1][$-804]yyyy"年"m"月"d"日";@', "二〇二一年六月一日"),
		(44348, "[$-F800]dddd, mmmm dd, yyyy", "2021年6月1日"),
		(44348.75, "yyyy/m/d h:mm", "2021/6/1 18:00"),
		(44348.75, "h:mm AM/PM", "6:00 PM"),
		(44348.75, '上午/下午h"时"mm"分"', "下午6时00分"),
		(1.25, "[h]:mm", "30:00"),
		(44348, "aaaa", "星期二"),
		(44348, "yy.mm", "21.06"),
		(44348, 'm"月"d"日前"', "6月1日前"),
		(59, "yyyy-m-d", "1900-2-28"),
		(-1, "yyyy-m-d", "-1"),
		(1e300, "yyyy-m-d", f"{1e300:.10g}".replace("e", "E")),
		(1e300, "0.00", None),
		(3.0, "", "3"),
		(5, "¥#,##0", "¥5"),
		(5, "[$¥-804]#,##0", "¥5"),
	],
)
def test_numbers_are_shown_by_their_format(value, form, words):
	assert words is None or shown(value, form) == words
	assert isinstance(shown(value, form), str)


def test_text_is_shown_by_its_format():
	assert shown_text("三", '"第"@"号"') == "第三号"
	assert shown_text("三", '0;0;0;"无"') == "三"
	assert shown_text("三", "General") == "三"


@pytest.mark.parametrize(("column", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_named_as_spreadsheets_name_them(column, name):
	assert column_name(column) == name
	assert place_named(f"{name}3") == (2, column)

"""HTML as it is pasted: what a browser or Word would show of it."""

import pytest

from qingdan_app.parsing.content import Paragraph, Table
from qingdan_app.parsing.readers import html, read
from qingdan_app.parsing.tests.written_files import cells_of, rows_of


def parts(text: str) -> list:
	return [
		(part.number, part.text) if isinstance(part, Paragraph) else rows_of(part)
		for part in html.read_text(text).parts
	]


def words(text: str) -> list[str]:
	return [part.text for part in html.read_text(text).parts if isinstance(part, Paragraph)]


def codes(text: str) -> list[str]:
	return [finding.code for finding in html.read_text(text).findings]


def test_paragraphs_and_tables_come_in_order_each_with_its_place():
	content = html.read_text("<p>题<table><tr><td>1<td>2<tr><td>3</table>注")
	assert [str(part.place) for part in content.parts] == ["第1段", "第1张表", "第2段"]
	assert [str(cell.place) for cell in content.parts[1].cells] == ["第1张表 第1行"] * 2 + ["第1张表 第2行"]


def test_what_was_never_closed_ends_where_the_next_begins():
	assert parts("<table><tr><td><p>甲<p>乙<td><b>丙<tr><th>丁") == [[["甲\n乙", "丙"], ["丁"]]]


def test_rows_without_a_table_are_one():
	assert parts("<tr><td>1</td><td>甲</td></tr><tr><td>2</td></tr>") == [[["1", "甲"], ["2"]]]
	assert parts("<td>1</td><td>甲</td>") == [[["1", "甲"]]]


def test_cells_stand_beside_those_that_reach_down():
	(table,) = html.read_text("<table><tr><td rowspan=2>1<td colspan=2>甲<tr><td>乙<td>丙</table>").parts
	assert cells_of(table) == {
		(0, 0): ("1", 2, 1),
		(0, 1): ("甲", 1, 2),
		(1, 1): ("乙", 1, 1),
		(1, 2): ("丙", 1, 1),
	}


@pytest.mark.parametrize("span", ["99", "0", "65535", "2x"])
def test_a_cell_reaches_no_further_than_its_table(span):
	(table,) = html.read_text(f"<table><tr><td rowspan={span}>1<td>甲<tr><td>乙</table>").parts
	assert cells_of(table)[0, 0] == ("1", 2, 1)


@pytest.mark.parametrize("span", ["", "x", "-3", "1e9"])
def test_a_span_that_is_no_number_is_one(span):
	(table,) = html.read_text(
		f"<table><tr><td rowspan='{span}' colspan='{span}'>1<td>甲<tr><td>乙<td>丙</table>"
	).parts
	assert rows_of(table) == [["1", "甲"], ["乙", "丙"]]


def test_cells_that_would_lie_over_each_other_are_told():
	text = "<table><tr><td>1<td rowspan=2>甲<td>2<tr><td colspan=3>乙</table>"
	(table,) = html.read_text(text).parts
	assert cells_of(table)[1, 0] == ("乙", 1, 1)
	assert codes(text) == ["cells_overlap"]


def test_a_table_within_a_cell_is_words_of_the_cell_in_order():
	inner = "<table><tr><td>甲<td>乙<tr><td>丙</table>"
	assert parts(f"<table><tr><td>前{inner}后<td>右</table>") == [[["前\n甲 乙\n丙\n后", "右"]]]


def test_a_table_used_for_the_page_keeps_the_words_of_the_list():
	(one,) = parts("<table><tr><td><p>题</p><table><tr><td>1<td>甲</td></tr></table></td></tr></table>")
	assert one == [["题\n1 甲"]]


def test_white_space_is_as_a_browser_shows_it():
	assert words("<p>  市政府\n  办公厅   2021 年 \n report\n two&nbsp;&nbsp;x </p>") == [
		"市政府办公厅 2021 年 report two  x"
	]
	assert words("<pre>甲\n乙</pre>") == ["甲", "乙"]
	assert parts("<td>甲<br>乙<div>丙</div>丁</td>") == [[["甲\n乙\n丙\n丁"]]]


def test_what_is_not_shown_is_left_out():
	page = "<html><head><title>题</title><style>p{}</style></head><body><script>x<1</script><!-- 注 --><p>文</p></body>"
	assert words(page) == ["文"]
	assert words("<head><meta charset=utf-8><body><p>文") == ["文"]


def test_hidden_words_are_left_out_and_told():
	text = "<p>公开<span style='display:none;mso-hide:all'>内部</span>文</p><p style='DISPLAY: none'>全藏</p>"
	assert words(text) == ["公开文"]
	findings = html.read_text(text).findings
	assert [dict(finding.params)["text"] for finding in findings] == ["内部", "全藏"]


def test_hidden_rows_columns_and_cells_are_marked():
	text = "<table><col><col style='display:none'><tr><td>1<td>2<tr style='display:none'><td>3<td>4<tr><td hidden>5<td>6</table>"
	(table,) = html.read_text(text).parts
	assert [cell.hidden for cell in table.cells] == [False, True, True, True, True, True]
	assert [cell.text for cell in table.cells] == list("123456")


def test_lists_are_numbered_as_a_browser_numbers_them():
	text = "<ol start=3><li>甲<li>乙<ol type=a><li>丙</ol><li value=9>丁<li>戊</ol><ul><li>己</ul><ol reversed start=2><li>庚<li>辛</ol>"
	assert parts(text) == [
		*(
			("3.", "甲"),
			("4.", "乙"),
			("a.", "丙"),
			("9.", "丁"),
			("10.", "戊"),
			("", "己"),
			("2.", "庚"),
			("1.", "辛"),
		),
	]


def test_numbers_that_word_wrote_out_are_numbers():
	sign = "<![if !supportLists]><span style='mso-list:Ignore'>（一）<span style='font:7.0pt'>&nbsp;&nbsp; </span></span><![endif]>"
	assert parts(f"<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>{sign}推进工作</p>") == [
		("（一）", "推进工作")
	]
	assert parts(
		f"<table><tr><td><p>{sign.replace('（一）', '1')}</p></td><td><p>{sign}甲</p></td></table>"
	) == [[["1", "（一） 甲"]]]


def test_the_clipboard_of_office_programs_is_read():
	clip = "Version:1.0\r\nStartHTML:0000000105\r\nEndHTML:0000000500\r\nSourceURL:file:///C:/a.xlsx\r\n\r\n"
	page = "<html xmlns:o='urn:schemas-microsoft-com:office:office'>\r\n<head>\r\n<!--[if gte mso 9]><xml><o:x>1</o:x></xml><![endif]-->\r\n</head><body>\r\n<table>\r\n<!--StartFragment-->\r\n <col width=72>\r\n <tr height=18>\r\n  <td>1</td>\r\n  <td>甲<o:p></o:p></td>\r\n </tr>\r\n<!--EndFragment-->\r\n</table>\r\n</body></html>"
	(table,) = read((clip + page).encode()).parts
	assert rows_of(table) == [["1", "甲"]]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize("head", ["", "<meta charset=gb2312>"])
def test_a_page_is_read_in_the_encoding_it_is_in(encoding, head):
	if head and encoding == "utf-8":
		return  # it says that it is in another
	page = f"<html>{head}<table><tr><td>序号<td>责任单位</table></html>"
	assert parts(page) == [[["序号", "责任单位"]]]
	(table,) = read(page.encode(encoding)).parts
	assert rows_of(table) == [["序号", "责任单位"]]


def test_words_between_cells_are_not_lost():
	assert parts("<table>题<tr><td>1</table>")[0] == ("", "题") or parts("<table>题<tr><td>1</table>")[1] == (
		"",
		"题",
	)


def test_what_is_nested_without_end_is_refused():
	from qingdan_app.parsing import NotAList

	with pytest.raises(NotAList, match="nested"):
		html.read_text("<table><tr><td>" * 100)
	assert isinstance(html.read_text("<b>" * 100_000 + "文").parts[0], Paragraph)
	assert isinstance(html.read_text("<table><tr><td>" * 3 + "文").parts[0], Table)

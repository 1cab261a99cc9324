"""What a Word document shows is what is read of it."""

import io
import zipfile

import pytest

from qingdan_app.parsing.content import Paragraph, Table
from qingdan_app.parsing.readers import docx
from qingdan_app.parsing.readers.list_numbers import written
from qingdan_app.parsing.tests.written_files import (
	archive,
	docx_of,
	rows_of,
	shown,
	word_cell,
	word_paragraph,
	word_run,
)

P = word_paragraph


def read(body: str, **parts: str):
	return docx.read(docx_of(body, **parts))


def texts(body: str, **parts: str) -> list[str]:
	return [part.text for part in read(body, **parts).parts]


def codes(content) -> list[tuple]:
	return [(finding.code, dict(finding.params).get("text", "")) for finding in content.findings]


def table(*rows: str) -> str:
	return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def cells(*texts: str) -> str:
	return "".join(word_cell(P(text)) for text in texts)


def tracked(kind: str, inner: str) -> str:
	return f'<w:{kind} w:id="1" w:author="a" w:date="2021-01-01T00:00:00Z">{inner}</w:{kind}>'


def test_paragraphs_and_tables_come_in_the_order_of_reading_each_with_its_place():
	content = read(P("题") + table(cells("1", "2"), cells("3", "4")) + P("注"))
	assert [type(part) for part in content.parts] == [Paragraph, Table, Paragraph]
	assert [str(part.place) for part in content.parts] == ["第1段", "第1张表", "第2段"]
	assert str(content.parts[1].cells[2].place) == "第1张表 第2行"
	orders = [
		content.parts[0].place.order,
		*(cell.place.order for cell in content.parts[1].cells),
		content.parts[2].place.order,
	]
	assert orders == sorted(orders)


def test_tracked_changes_are_read_as_accepted_and_that_is_said():
	words = (
		word_run("完成")
		+ tracked("ins", word_run("全部"))
		+ tracked("del", "<w:r><w:delText>部分</w:delText></w:r>")
	)
	moved = tracked("moveFrom", word_run("旧处")) + tracked("moveTo", word_run("新处"))
	content = read(f"<w:p>{words}{moved}</w:p>")
	assert [part.text for part in content.parts] == ["完成全部新处"]
	assert codes(content) == [("changes_accepted", "")]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next():
	ended = P("推进", "<w:rPr>" + tracked("del", "") + "</w:rPr>")
	assert texts(ended + P("建设")) == ["推进建设"]


def test_a_row_that_was_deleted_is_gone_and_one_that_was_added_is_there():
	deleted = f"<w:trPr>{tracked('del', '')}</w:trPr>{cells('2', '旧')}"
	added = f"<w:trPr>{tracked('ins', '')}</w:trPr>{cells('3', '新')}"
	content = read(table(cells("1", "甲"), deleted, added))
	assert rows_of(content.parts[0]) == [["1", "甲"], ["3", "新"]]
	assert codes(content) == [("changes_accepted", "")]


def test_hidden_text_is_left_out_and_told():
	styles = '<w:style w:type="character" w:styleId="inner"><w:rPr><w:vanish/></w:rPr></w:style>'
	hidden = word_run("内部", "<w:vanish/>") + word_run("样式", '<w:rStyle w:val="inner"/>')
	content = read(f"<w:p>{word_run('公开')}{hidden}</w:p>", styles=styles)
	assert [part.text for part in content.parts] == ["公开"]
	assert codes(content) == [("text_hidden", "内部样式")]


def test_text_that_is_said_not_to_be_hidden_is_there():
	seen = word_run("可见", '<w:vanish w:val="false"/>')
	assert texts(f"<w:p>{seen}</w:p>") == ["可见"]


def test_signs_within_a_run_are_read():
	signs = "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:cr/><w:t>2</w:t><w:noBreakHyphen/><w:t>3</w:t><w:softHyphen/></w:r>"
	assert texts(f"<w:p>{signs}</w:p>") == ["甲\t乙\n丙\n2-3"]


def test_links_fields_tags_and_controls_show_what_the_page_shows():
	simple = f'<w:fldSimple w:instr="DATE">{word_run("6月")}</w:fldSimple>'
	link = f"<w:hyperlink>{word_run('链接')}</w:hyperlink>"
	tag = f"<w:smartTag>{word_run('市')}</w:smartTag>"
	control = f"<w:sdt><w:sdtPr/><w:sdtContent>{word_run('控件')}</w:sdtContent></w:sdt>"
	marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
	code = "<w:r><w:instrText> SEQ </w:instrText></w:r>" + word_run("代码")
	field = marks[0] + code + marks[1] + word_run("结果") + marks[2]
	ruby = f"<w:r><w:ruby><w:rubyPr/><w:rt>{word_run('shì')}</w:rt><w:rubyBase>{word_run('实')}</w:rubyBase></w:ruby></w:r>"
	assert texts(f"<w:p>{simple}{link}{tag}{control}{field}{ruby}</w:p>") == ["6月链接市控件结果实"]
	assert texts(f"<w:sdt><w:sdtContent>{P('整段')}</w:sdtContent></w:sdt>") == ["整段"]


def test_a_field_that_never_ends_swallows_nothing_but_its_paragraph():
	begin = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>' + word_run("x") + "</w:p>"
	assert texts(begin + P("后文")) == ["后文"]


def test_a_text_box_is_read_once_after_the_paragraph_that_holds_it():
	mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
	box = f"<w:txbxContent>{P('框内')}{table(cells('1', '甲'))}</w:txbxContent>"
	both = f"<mc:AlternateContent {mc}><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
	content = read(f"<w:p>{word_run('锚')}<w:r>{both}</w:r></w:p>" + P("后"))
	assert [part.text for part in content.parts if isinstance(part, Paragraph)] == ["锚", "框内", "后"]
	assert [rows_of(part) for part in content.parts if isinstance(part, Table)] == [[["1", "甲"]]]


def test_an_object_of_another_program_is_told():
	assert codes(read(f"<w:p>{word_run('见')}<w:r><w:object/></w:r></w:p>")) == [("object_left_out", "")]


def test_headers_footers_and_footnotes_are_no_part_of_the_text():
	note = word_run("正文") + '<w:r><w:footnoteReference w:id="2"/></w:r>'
	assert texts(f"<w:p>{note}</w:p><w:sectPr><w:headerReference/></w:sectPr>") == ["正文"]


# tables


def test_cells_stand_where_the_row_is_indented_to():
	row = '<w:trPr><w:gridBefore w:val="2"/><w:gridAfter w:val="1"/></w:trPr>' + cells("后面")
	(one,) = read(table(cells("1", "2", "3", "4"), row)).parts
	assert one.cells[-1].column == 2


def test_merged_cells_of_old_files_are_merged():
	merged = "".join(
		word_cell(P(text), f'<w:hMerge w:val="{kind}"/>')
		for text, kind in (("甲", "restart"), ("", "continue"))
	)
	(one,) = read(table(merged + cells("乙"), cells("1", "2", "3"))).parts
	assert [(cell.text, cell.column, cell.column_span) for cell in one.cells[:2]] == [
		("甲", 0, 2),
		("乙", 2, 1),
	]


def test_a_merge_ends_where_the_next_begins():
	begin, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
	rows = [
		word_cell(P(text), merge) + cells("x")
		for text, merge in (("1", begin), ("", on), ("2", begin), ("", on), ("3", ""))
	]
	(one,) = read(table(*rows)).parts
	assert [(cell.text, cell.row, cell.row_span) for cell in one.cells if cell.column == 0] == [
		("1", 0, 2),
		("2", 2, 2),
		("3", 4, 1),
	]


def test_words_under_a_merged_cell_are_told():
	begin, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
	content = read(table(word_cell(P("上"), begin), word_cell(P("藏"), on)))
	assert codes(content) == [("text_hidden", "藏")]


def test_a_hidden_row_is_read_and_marked():
	(one,) = read(table(cells("1"), f"<w:trPr><w:hidden/></w:trPr>{cells('2')}")).parts
	assert [cell.hidden for cell in one.cells] == [False, True]


def test_a_table_within_a_cell_is_words_of_the_cell_in_order():
	inner = word_cell(P("前") + table(cells("甲", "乙"), cells("丙", "丁")) + P("后"))
	(one,) = read(table(inner + cells("右"))).parts
	assert [cell.text for cell in one.cells] == ["前\n甲 乙\n丙 丁\n后", "右"]


# numbers that Word writes by itself


def level(at: int, form: str, words: str, more: str = "") -> str:
	return f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{words}"/>{more}</w:lvl>'


def numbering(*levels: str, more: str = "") -> str:
	return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{more}'


def numbered(text: str, at: int = 0, list_id: int = 1) -> str:
	return P(text, f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{list_id}"/></w:numPr>')


def numbers(body: str, **parts: str) -> list[str]:
	return [part.number for part in read(body, **parts).parts]


LEVELS = (
	level(0, "chineseCounting", "%1、"),
	level(1, "chineseCounting", "（%2）"),
	level(2, "decimal", "%3."),
)


def test_levels_count_and_deeper_ones_begin_again():
	body = "".join(numbered("文", at) for at in (0, 1, 2, 2, 1, 2, 0, 1))
	assert numbers(body, numbering=numbering(*LEVELS)) == [
		"一、",
		"（一）",
		"1.",
		"2.",
		"（二）",
		"1.",
		"二、",
		"（一）",
	]


def test_a_level_that_never_restarts_runs_on():
	levels = (LEVELS[0], level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>'))
	body = "".join(numbered("文", at) for at in (0, 1, 1, 0, 1))
	assert numbers(body, numbering=numbering(*levels)) == ["一、", "1.", "2.", "二、", "3."]


def test_a_number_may_be_made_of_several_levels():
	levels = (level(0, "chineseCounting", "%1"), level(1, "decimal", "%1.%2", "<w:isLgl/>"))
	assert numbers(numbered("文") + numbered("文", 1), numbering=numbering(*levels)) == ["一", "1.1"]


def test_another_list_of_the_same_kind_runs_on_unless_it_starts_anew():
	other = '<w:num w:numId="{}"><w:abstractNumId w:val="0"/>{}</w:num>'
	anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
	more = other.format(2, "") + other.format(3, anew)
	body = "".join(numbered("文", 0, list_id) for list_id in (1, 2, 3, 3, 1))
	assert numbers(body, numbering=numbering(*LEVELS, more=more)) == ["一、", "二、", "五、", "六、", "七、"]


def test_a_style_may_number_its_paragraphs_and_a_paragraph_may_refuse():
	styles = '<w:style w:type="paragraph" w:styleId="base"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
	styles += '<w:style w:type="paragraph" w:styleId="own"><w:basedOn w:val="base"/></w:style>'
	own = '<w:pStyle w:val="own"/>'
	body = P("文", own) + P("文", own + '<w:numPr><w:numId w:val="0"/></w:numPr>') + P("文", own)
	assert numbers(body, styles=styles, numbering=numbering(*LEVELS)) == ["一、", "", "二、"]


def test_a_style_is_a_level_of_a_list():
	styles = "".join(
		f'<w:style w:type="paragraph" w:styleId="{name}"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
		for name in ("h1", "h2")
	)
	levels = (
		level(0, "decimal", "%1.", '<w:pStyle w:val="h1"/>'),
		level(1, "decimal", "%1.%2", '<w:pStyle w:val="h2"/>'),
	)
	body = "".join(P("文", f'<w:pStyle w:val="{name}"/>') for name in ("h1", "h2", "h2", "h1"))
	assert numbers(body, styles=styles, numbering=numbering(*levels)) == ["1.", "1.1", "1.2", "2."]


def test_cells_show_their_automatic_numbers():
	column = [
		word_cell(numbered("")) + word_cell(numbered("完成方案", 2) + numbered("2021年验收", 2))
		for _row in range(2)
	]
	levels = (level(0, "decimal", "%1"), LEVELS[1], LEVELS[2])
	(one,) = read(table(*column), numbering=numbering(*levels)).parts
	assert rows_of(one) == [["1", "1. 完成方案\n2. 2021年验收"], ["2", "1. 完成方案\n2. 2021年验收"]]


def test_what_is_deleted_or_hidden_does_not_count():
	mark = "<w:rPr><w:vanish/></w:rPr>"
	hidden = f'<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>{mark}</w:pPr>{word_run("藏", "<w:vanish/>")}</w:p>'
	assert numbers(numbered("文") + hidden + numbered("文"), numbering=numbering(*LEVELS)) == ["一、", "二、"]


@pytest.mark.parametrize(
	("number", "form", "words"),
	[
		(1, "decimal", "1"),
		(10, "chineseCounting", "十"),
		(21, "chineseCountingThousand", "二十一"),
		(105, "chineseCountingThousand", "一百零五"),
		(110, "japaneseCounting", "一百一十"),
		(12, "chineseLegalSimplified", "壹拾贰"),
		(10, "ideographDigital", "一〇"),
		(28, "lowerLetter", "bb"),
		(3, "upperLetter", "C"),
		(1994, "upperRoman", "MCMXCIV"),
		(4, "lowerRoman", "iv"),
		(7, "decimalZero", "07"),
		(12, "decimalFullWidth", "１２"),
		(21, "decimalEnclosedCircle", "㉑"),
		(36, "decimalEnclosedCircleChinese", "㊱"),
		(3, "decimalEnclosedParen", "⑶"),
		(2, "ideographTraditional", "乙"),
		(1, "bullet", ""),
		(5, "russianLower", "5"),
	],
)
def test_numbers_are_written_as_word_writes_them(number, form, words):
	assert written(number, form) == words


def test_strict_documents_mean_the_same():
	unpacked = zipfile.ZipFile(io.BytesIO(docx_of(P("题") + table(cells("1")))))
	parts = {name: unpacked.read(name) for name in unpacked.namelist()}
	parts["word/document.xml"] = parts["word/document.xml"].replace(
		b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
		b"http://purl.oclc.org/ooxml/wordprocessingml/main",
	)
	assert shown(docx.read(archive(parts))) == [("", "题"), {(0, 0): ("1", 1, 1)}]

"""Everything that a reader may have to tell has a file that makes it tell it."""

import openpyxl
import pytest

from qingdan_app.parsing.content import Content, Place
from qingdan_app.parsing.issues import FOUND_BY_READERS, MESSAGES, IssueLog
from qingdan_app.parsing.readers import read
from qingdan_app.parsing.readers.limits import LIMITS
from qingdan_app.parsing.tests.test_issues import README
from qingdan_app.parsing.tests.test_workbook import new_book, sheet_of
from qingdan_app.parsing.tests.written_files import docx_of, saved, table_of, word_paragraph, word_run
from qingdan_app.parsing.tests.written_old_word import doc_of
from qingdan_app.parsing.tests.written_pdf import pdf as written

HIDDEN = f"<w:p>{word_run('公开')}{word_run('内部', '<w:vanish/>')}</w:p>"


def hidden_sheet() -> bytes:
	book = openpyxl.Workbook()
	book.create_sheet("藏").sheet_state = "hidden"
	book["藏"]["A1"] = "旧"
	return saved(book)


def seed_table() -> Content:
	return Content((table_of(["序号", "任务"], ["1", "完成方案"]),))


def cut_table() -> Content:
	"""A sentence ends in a full line at the end of a page."""
	return Content((table_of(["序号", "任务"], ["1", "完成建设。完成验收。"]),))


TOLD_BY = {
	"changes_accepted": docx_of(f"<w:p><w:ins>{word_run('新')}</w:ins></w:p>"),
	"text_hidden": docx_of(HIDDEN),
	"object_left_out": docx_of("<w:p><w:r><w:object/></w:r></w:p>"),
	"rows_hidden": new_book(),
	"columns_hidden": new_book(),
	"sheet_hidden": hidden_sheet(),
	"formula_without_value": sheet_of('<row r="1"><c r="A1"><f>NOW()</f></c><c r="B1"><v>1</v></c></row>'),
	"cell_error": sheet_of('<row r="1"><c r="A1" t="e"><v>#REF!</v></c></row>'),
	"cells_overlap": b"<table><tr><td>1<td rowspan=2>2<tr><td colspan=2>3</table>",
	"cells_found": written(seed_table(), (40, 120)),
	"row_cut": written(cut_table(), (40, 60), 2),
	"numbers_left_out": doc_of([("方案\r", b"\x0b\x46\x01\x00")]),
	"findings_more": docx_of(HIDDEN * (LIMITS.findings + 1)),
}
SOUND = docx_of(word_paragraph("推进工作"))


BY_ITSELF = [
	code for code in FOUND_BY_READERS if code != "file_converted"
]  # that one needs LibreOffice: test_office


@pytest.mark.parametrize("code", BY_ITSELF)
def test_a_reader_tells_what_it_met(code):
	assert code in [finding.code for finding in read(TOLD_BY[code]).findings]


def test_of_a_sound_file_nothing_is_told():
	assert read(SOUND).findings == ()


@pytest.mark.parametrize("code", BY_ITSELF)
def test_what_is_told_is_an_issue_in_words_with_its_place(code):
	log = IssueLog({7: Place(7, table=1, row=2)})
	finding = next(one for one in read(TOLD_BY[code]).findings if one.code == code)
	log.take([finding._replace(place=Place(7))])
	(issue,) = log.in_order()
	assert (issue.code, str(issue.place)) == (code, "第1张表 第2行")
	assert "{" not in issue.message


@pytest.mark.parametrize("code", FOUND_BY_READERS)
def test_the_readme_names_what_readers_tell(code):
	assert f"`{code}`" in README.read_text(encoding="utf-8")


def test_no_code_says_two_things():
	assert MESSAGES.keys() & FOUND_BY_READERS.keys() == set()

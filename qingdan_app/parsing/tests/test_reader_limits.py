"""Files that are too much, or made to be: refused in one sentence, in no time."""

import io
import itertools
import zipfile

import pytest

from qingdan_app.parsing import NotAList
from qingdan_app.parsing.content import Content, Place
from qingdan_app.parsing.readers import docx, html, read, workbook
from qingdan_app.parsing.readers.file_kinds import kind_of
from qingdan_app.parsing.readers.limits import LIMITS, MEGABYTE, Allowance, Findings
from qingdan_app.parsing.tests import written_files as files
from qingdan_app.parsing.tests.test_workbook import sheet_of

HALF = 50 * MEGABYTE
LAUGHS = '<!DOCTYPE x [<!ENTITY a "哈哈哈哈"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def refusal(act) -> str:
	with pytest.raises(NotAList) as refused:
		act()
	return refused.value.reason


def packed(parts: dict[str, bytes]) -> bytes:
	return files.archive(parts)


@pytest.mark.parametrize(
	"begin",
	[
		b"PK\x03\x04",
		b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1Workbook",
		b"%PDF-1.7",
		b"<html>",
		"序号,责任单位\n".encode(),
		b"{\\rtf",
	],
)
@pytest.mark.parametrize("filling", [b"\0", b"a", b"<td>", b'"', b",\n"])
def test_fifty_megabytes_of_anything_are_refused(begin, filling):
	data = begin + filling * (HALF // len(filling))
	assert refusal(lambda: read(data, "list.csv"))


def test_a_word_document_that_unpacks_to_a_hundred_times_a_hundred_is_refused():
	body = b"<w:p/>" * (30 * MEGABYTE // 6)
	assert "unpacks" in refusal(lambda: read(packed({"word/document.xml": b"<a>" + body + b"</a>"})))


def test_parts_that_are_too_large_together_are_refused():
	parts = {"word/document.xml": b"<w/>", "word/styles.xml": bytes(range(256)) * 4096 * 65}
	data = packed(
		{
			**parts,
			"word/_rels/document.xml.rels": files.relations(
				'<Relationship Id="s" Type="x/styles" Target="styles.xml"/>'
			).encode(),
		}
	)
	assert refusal(lambda: read(data))


@pytest.mark.parametrize("name", ["word/document.xml", "xl/workbook.xml"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_declared_entities_are_refused(name, encoding):
	words = f'<?xml version="1.0" encoding="{encoding}"?>{LAUGHS}<w>&b;</w>'.encode(encoding)
	assert "entities" in refusal(lambda: read(packed({name: words})))


def test_entities_in_a_sheet_are_refused():
	archive = zipfile.ZipFile(io.BytesIO(sheet_of("")))
	parts = {name: archive.read(name) for name in archive.namelist()}
	parts["xl/worksheets/sheet1.xml"] = LAUGHS.encode() + parts["xl/worksheets/sheet1.xml"]
	assert "entities" in refusal(lambda: read(packed(parts)))


def test_parts_outside_the_archive_are_never_opened(tmp_path):
	(tmp_path / "other.xml").write_text("<w/>")
	link = (
		f'<Relationship Id="m" Type="x/officeDocument" Target="{tmp_path}/other.xml" TargetMode="External"/>'
	)
	parts = {"_rels/.rels": files.relations(link).encode(), "word/styles.xml": b"<w/>"}
	assert refusal(lambda: read(packed(parts))) == "the Word file holds no document"


def test_nesting_without_end_is_refused():
	deep = "<w:tbl><w:tr><w:tc>" * 5000 + "</w:tc></w:tr></w:tbl>" * 5000
	assert "nested" in refusal(lambda: docx.read(files.docx_of(deep)))
	deep = "<w:p><w:r>" + "<w:ins>" * 50_000 + "</w:ins>" * 50_000 + "</w:r></w:p>"
	assert "nested" in refusal(lambda: docx.read(files.docx_of(deep)))


@pytest.mark.parametrize(
	("limit", "words"),
	[({"cells": 3}, "more cells"), ({"rows": 1}, "more rows"), ({"columns": 1}, "more columns")],
)
def test_tables_that_are_too_large_are_refused(limit, words):
	content = Content((files.table_of(["1", "2"], ["3", "4"]),))
	limits = LIMITS._replace(**limit)
	assert words in refusal(lambda: docx.read(files.docx(content), limits))
	assert words in refusal(lambda: workbook.read(files.xlsx(content), limits))
	assert words in refusal(lambda: html.read_text(files.page(content), limits))


def test_a_cell_at_the_end_of_a_sheet_costs_nothing():
	assert "more rows" in refusal(
		lambda: read(sheet_of('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'))
	)
	assert "more columns" in refusal(lambda: read(sheet_of('<row r="1"><c r="XFD1"><v>1</v></c></row>')))


def test_spans_without_measure_cost_nothing():
	cell = "<td rowspan=9999999 colspan=9999999>1"
	assert "more columns" in refusal(lambda: read(f"<table><tr>{cell}<tr>{cell}</table>".encode()))


def test_merges_without_measure_are_refused():
	merges = "".join(f'<mergeCell ref="A1:XFD{row}"/>' for row in range(2, 3000))
	rows = '<row r="3000"><c r="A3000"><v>1</v></c></row>'
	assert "more cells" in refusal(lambda: read(sheet_of(rows, f"<mergeCells>{merges}</mergeCells>")))


def test_time_is_up_when_it_is_up():
	clock = itertools.count(0, 20)
	allowance = Allowance(clock=lambda: next(clock))
	allowance.time()
	assert "seconds" in refusal(allowance.time)


def test_remarks_end_with_how_many_more_there_are():
	findings = Findings(Allowance(LIMITS._replace(findings=2)))
	for row in range(5):
		findings.add("text_hidden", Place(row), text=row)
	codes = [(finding.code, dict(finding.params)) for finding in findings.all()]
	assert codes == [
		("text_hidden", {"text": "0"}),
		("text_hidden", {"text": "1"}),
		("findings_more", {"number": "3"}),
	]


# which reader reads what


@pytest.mark.parametrize(
	("data", "name", "kind"),
	[
		(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook\0".encode("utf-16-le"), "a.doc", "old_workbook"),
		(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument\0".encode("utf-16-le"), "a.wps", "office"),
		(b"%PDF-1.7", "a.docx", "pdf"),
		(b"{\\rtf1", "a.doc", "office"),
		(b"<html><body>", "a.xls", "html"),
		(b"\r\n<!DOCTYPE html>", "", "html"),
		(b"<!--StartFragment--><table>", "", "html"),
		("\ufeff<table>".encode("utf-16-le"), "", "html"),
		(
			b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
			"a.xls",
			"office",
		),
		("序号,任务".encode(), "清单.csv", "delimited"),
		("序号\t任务".encode(), "清单.TSV", "delimited"),
		("序号,任务".encode(), "清单.txt", "text"),
		("< 30分钟内办结".encode(), "", "text"),
		(files.docx_of(""), "a.xlsx", "docx"),
		(sheet_of(""), "a.csv", "workbook"),
	],
)
def test_the_bytes_say_what_a_file_is_whatever_its_name(data, name, kind):
	assert kind_of(data, name) == kind


@pytest.mark.parametrize(
	("data", "words"),
	[
		(b"\x89PNG\r\n", "picture"),
		(b"PK\x03\x04", "damaged"),
		(files.archive({"a.txt": "x"}), "archive"),
		(files.archive({"xl/workbook.bin": "x"}), "xlsb"),
		(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage\0".encode("utf-16-le"), "password"),
	],
)
def test_what_no_reader_reads_is_refused_by_name(data, words):
	assert words in refusal(lambda: kind_of(data))
